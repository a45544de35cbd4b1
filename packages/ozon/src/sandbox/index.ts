export { startOzonSandbox } from './start-ozon-sandbox.js';
export type { OzonSandbox, OzonSandboxOptions } from './start-ozon-sandbox.js';
export { sandboxMapping } from './sandbox-mapping.js';
export { genericCategory, sandboxCategories, sandboxWarehouses } from './categories.js';
export type { SandboxAttribute, SandboxCategory } from './categories.js';
export { startOzonPerformanceSandbox } from './performance/start-performance-sandbox.js';
export type { OzonPerformanceSandbox } from './performance/start-performance-sandbox.js';
