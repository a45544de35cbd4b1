import type { Append, AppendAnswer, NewSaga, Release, StartAnswer } from './store.js';

/** The three writes of every saga. Calls that come together are written together. */
export interface HotWriter {
  /** See `Store.breaks`. */
  readonly breaks?: number;
  start(saga: NewSaga): Promise<StartAnswer>;
  append(write: Append): Promise<AppendAnswer>;
  release(write: Release): Promise<boolean>;
  close(): Promise<void>;
}
