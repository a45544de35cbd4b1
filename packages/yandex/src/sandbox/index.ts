export { startYandexSandbox } from './start.js';
export type { YandexSandbox, YandexSandboxCredentials, YandexSandboxOptions } from './start.js';
export { sandboxMapping } from './mapping.js';
export { findCategory as findSandboxCategory, sandboxCategoryTree } from './categories.js';
export type { SandboxCategory, SandboxParameter } from './categories.js';
