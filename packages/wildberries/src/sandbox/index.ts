export { startWildberriesSandbox } from './start-wildberries-sandbox.js';
export type { WildberriesSandbox } from './start-wildberries-sandbox.js';
export { sandboxMapping } from './sandbox-mapping.js';
export { sandboxToken } from './sandbox-token.js';
export type { SandboxTokenOptions } from './sandbox-token.js';
export { genericSubject, sandboxSubjects } from './subjects.js';
export type { SandboxSubject } from './subjects.js';
