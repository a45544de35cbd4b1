/** The answer that Market wants. */
export interface PushAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a refusal may be called. */
export type PushErrorType = 'UNKNOWN' | 'WRONG_EVENT_FORMAT' | 'DUPLICATED_EVENT';

const answer = (status: number, body: unknown): PushAnswer => ({
  status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(body),
});

/** All three fields are demanded, for PING and for any push; without them the integration is not switched on. */
export const taken = (name: string, version: string, at: number): PushAnswer => answer(200, { version, name, time: new Date(at).toISOString() });

/** A 400 is final; any other failure has Market send the push again, for up to 14 days. */
export const refused = (status: number, type: PushErrorType, message: string): PushAnswer => answer(status, { error: { type, message } });
