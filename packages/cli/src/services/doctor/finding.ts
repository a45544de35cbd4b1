/**
 * - `ok`: as it should be. `info`: good to know, nothing to do.
 * - `warning`: works today. `failure`: something will not work.
 */
export type FindingStatus = 'ok' | 'info' | 'warning' | 'failure';

/** One thing that the doctor looked at. */
export interface Finding {
  /** `node`, `config`, `credentials`, `token`, `host`, `clock`, `call`, `limit`. */
  readonly check: string;
  readonly status: FindingStatus;
  readonly message: string;
  readonly marketplace?: string;
}
