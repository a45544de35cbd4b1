/** The answer that Ozon wants. Anything of another form counts as a failure, and many failures stop all pushes. */
export interface PushAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type PushErrorCode = 'ERROR_UNKNOWN' | 'ERROR_PARAMETER_VALUE_MISSED' | 'ERROR_REQUEST_DUPLICATED';

const answer = (status: number, body: unknown): PushAnswer => ({
  status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body),
});

export const taken = (): PushAnswer => answer(200, { result: true });

/** The answer to TYPE_PING: who receives, and when it began to work on the ping (UTC). */
export const pong = (name: string, version: string, at: number): PushAnswer =>
  answer(200, { version, name, time: new Date(at).toISOString() });

export const refused = (status: number, code: PushErrorCode, message: string): PushAnswer =>
  answer(status, { error: { code, message, details: null } });
