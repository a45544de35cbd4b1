import type { Transport } from '@occwo/core';
import { axiosTransport } from '@occwo/core/client';
import type { Definition } from '../define/definition.js';
import { firstDifference } from '../define/fingerprint.js';
import { SagaShapeError } from '../runner/errors.js';
import { withRelatives } from './check-definitions.js';
import { callJson } from './http.js';
import type { HttpOptions } from './http.js';
import { stateKey } from './protocol.js';
import type { KeptShape } from './protocol.js';

export interface RegisterOptions {
  /** Restate's administration: `http://127.0.0.1:9070`. */
  readonly admin: string;
  /** Where Restate reaches the endpoint: what `listen` gave, or the address before it. */
  readonly url: string;
  readonly definitions: readonly Definition[];
  /** Sent with every request: `authorization` for Restate Cloud. */
  readonly headers?: Readonly<Record<string, string>>;
  /** How requests leave. Default: axios. */
  readonly transport?: Transport;
}

const timeoutMs = 60_000;

/**
 * Tells Restate where an endpoint listens; safe to repeat. Before that it compares the definitions with the sagas that are open, and
 * throws `SagaShapeError` if one has changed under them: Restate keeps what it had. Changing bodies, attempts and pauses is free.
 * @example
 * await registerEndpoint({ admin: 'http://127.0.0.1:9070', url: 'http://10.0.0.7:9080', definitions: [publish] });
 */
export async function registerEndpoint({ admin, url, definitions, headers = {}, transport = axiosTransport() }: RegisterOptions): Promise<void> {
  const base = admin.replace(/\/+$/, '');
  const http: HttpOptions = { transport, headers };
  const all = withRelatives(definitions);
  for (const definition of all) await checkOpenSagas(http, base, definition, all);
  // `force`: the same address may serve other sagas than before. What is open goes on there.
  await callJson(http, 'POST', `${base}/deployments`, { uri: url, force: true }, timeoutMs);
}

async function checkOpenSagas(http: HttpOptions, base: string, { name, version, shape }: Definition, all: readonly Definition[]): Promise<void> {
  const known = all.filter((definition) => definition.name === name).map(({ fingerprint }) => `and value_utf8 not like '%"${fingerprint}"%'`);
  const query = `select value_utf8 from state where service_name = '${name}' and key = '${stateKey.shape}'
    and value_utf8 like '%"version":${version},%' ${known.join(' ')} limit 1`;
  const { rows } = await callJson<{ rows: readonly { value_utf8: string }[] }>(http, 'POST', `${base}/query`, { query }, timeoutMs);
  const [other] = rows.map(({ value_utf8: value }) => JSON.parse(value) as KeptShape);
  if (other) throw new SagaShapeError(name, version, firstDifference(other.shape, shape));
}
