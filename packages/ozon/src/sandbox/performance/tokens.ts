import type { Clock, Random } from '@occwo/core';
import type { SandboxHandler, SandboxReply } from '@occwo/core/sandbox';
import { json } from '@occwo/core/sandbox';

/** Credentials of an advertising account. */
export interface PerformanceKeys {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Seconds that a token lives. */
const lifeSeconds = 1800;

/** Performance's error bodies: one text. */
export const performanceError = (status: number, error: string): SandboxReply => json(status, { error });

/** Gives tokens out and knows which of them still live. */
export class Tokens {
  readonly #until = new Map<string, number>();

  constructor(private readonly keys: PerformanceKeys, private readonly clock: Clock, private readonly random: Random) {}

  readonly create: SandboxHandler = ({ body }) => {
    const { client_id, client_secret } = body as { client_id: string; client_secret: string };
    if (client_id !== this.keys.clientId || client_secret !== this.keys.clientSecret) return performanceError(401, 'invalid client credentials');
    const token = Array.from({ length: 40 }, () => Math.floor(this.random() * 36).toString(36)).join('');
    this.#until.set(token, this.clock.monotonic() + lifeSeconds * 1000);
    return json(200, { access_token: token, expires_in: lifeSeconds, token_type: 'Bearer' });
  };

  isAlive(token: string): boolean {
    return (this.#until.get(token) ?? 0) > this.clock.monotonic();
  }

  /** Ends every token before its time, as a change of the secret does. */
  revoke(): void {
    this.#until.clear();
  }
}
