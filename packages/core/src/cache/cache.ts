/**
 * Where answers are kept. The form of keyv and of most stores with a time to live, so that Redis and others fit as they are:
 * `createOzon({ cache: new Keyv(new KeyvRedis(url)) })`. A store that fails costs a call, never fails one.
 */
export interface Cache {
  /** The value, or undefined where there is none or its time is over. */
  get(key: string): unknown;
  /** Keeps a value for so long, milliseconds. Clients keep text. May be asynchronous. */
  set(key: string, value: string, ttlMs: number): unknown;
  delete(key: string): unknown;
}
