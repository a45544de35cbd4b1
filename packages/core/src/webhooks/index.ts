export { createReceiver, parseObject } from './create-receiver.js';
export { createHandler } from './create-handler.js';
export type { PushHandlerOptions } from './create-handler.js';
export { keyOfPush, memoryDuplicates } from './duplicates.js';
export type { DuplicateStore } from './duplicates.js';
export { networkCheck } from './network-check.js';
export { jsonAnswer } from './push.js';
export type { PushAnswer, PushOptions, PushReceiver, PushRefusal, PushRequest, PushVendor, ReceivedPush } from './push.js';
