export { createJob } from './create-job.js';
export { plainWord } from './job-state.js';
export { readAll } from './places.js';
export type { JobSource } from './create-job.js';
export type { JobEnd, JobFetch, JobFlow, JobFlowBy, JobFlows } from './job-flow.js';
export type { Job, JobClient, JobFile, JobOptions, JobProgress, JobResult, JobTicket } from './job.js';
