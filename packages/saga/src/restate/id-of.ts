import { createHash } from 'node:crypto';

/** 48 bits made of name and key: sagas on Restate are counted by nobody, and `SagaState.id` is a number. */
export const idOf = (name: string, key: string): number =>
  createHash('sha256').update(JSON.stringify([name, key])).digest().readUIntBE(0, 6);
