export { startSandbox } from './start-sandbox.js';
export { json } from './reply.js';
export { sampleValue } from './sample-value.js';
export type { SampleOptions } from './sample-value.js';
export type {
  Authentication, Sandbox, SandboxContext, SandboxDefinition, SandboxEffect, SandboxFault, SandboxHandler, SandboxLimitState,
  SandboxOptions, SandboxReply, SandboxRequest,
} from './sandbox-definition.js';
