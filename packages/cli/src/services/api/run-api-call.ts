import type { Operation } from '@occwo/core';
import { loadConfig } from '../../config/load-config.js';
import { CliError } from '../../errors/cli-error.js';
import { exitCodes } from '../../errors/exit-code.js';
import type { Language } from '../../messages/language.js';
import { translate } from '../../messages/translate.js';
import type { Streams } from '../../ui/streams.js';
import { loadApis } from './api-tables.js';
import type { Api } from './api-tables.js';
import { panicMode } from '../read-only.js';
import { callParameters } from './call-parameters.js';
import type { CallInput, Parameters } from './call-parameters.js';
import { findOperation, isRoute, byRoute, nameOf } from './find-operation.js';
import type { FoundOperation } from './find-operation.js';
import { isReadOnly, openApiClient } from './open-api-client.js';
import type { AnyClient, WalkPages } from './open-api-client.js';
import { printItems, printReply } from './print-reply.js';

/** What `occwo api call` was asked for, and the world that it runs in. */
export interface ApiCallInput extends CallInput {
  /** A route or a name; a route may carry a query. */
  readonly operation: string;
  readonly marketplace?: string | undefined;
  /** Walks all pages; at most `max` items. */
  readonly all: boolean;
  readonly max?: number | undefined;
  /** Where the reply goes instead of stdout. */
  readonly output?: string | undefined;
  readonly sandbox: boolean;
  readonly yes: boolean;
  readonly json: boolean;
  readonly config?: string | undefined;
  readonly language: Language;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly streams: Streams;
  /** Asks the person at the terminal; missing where there is nobody to ask. */
  readonly confirm?: ((question: string) => Promise<boolean>) | undefined;
}

/** Calls any operation of any marketplace and prints its answer. */
export async function runApiCall(input: ApiCallInput): Promise<number> {
  const { language, streams, environment, sandbox } = input;
  const [reference = '', search] = input.operation.trim().split('?', 2);
  const found = chooseOperation(await loadApis(input.marketplace), reference, input.marketplace);
  const { api, operation } = found;
  if (input.all && !api.paging[operation.name]) throw new CliError('usage', 'api.no-pages', { operation: nameOf(api, operation) });
  const config = (await loadConfig(input.folder, input.config))?.config ?? {};
  const query = [...new URLSearchParams(search)].map(([name, value]) => `${name}=${value}`);
  const parameters = await callParameters(found, { ...input, query: [...query, ...input.query] });
  if (operation.sunset) streams.stderr.write(`${translate(language, 'api.sunset-remark', { operation: nameOf(api, operation), date: operation.sunset })}\n`);
  if (operation.effect === 'write' && !sandbox && !isReadOnly(config, api) && !isStopped(operation, environment)) await mustBeConfirmed(found, input);
  const { client, close } = await openApiClient({ api, operation, config, sandbox, environment, language, given: Object.keys(parameters.path) });
  try {
    if (input.all) await printItems(itemsOf(client, found, parameters), input);
    else await printReply(await client.request(routeFor(operation), parameters), input);
    return exitCodes.done;
  } finally {
    await close();
  }
}

/** A route that no table knows is called too: marketplaces add operations before we do. It counts as a write. */
function chooseOperation(apis: readonly Api[], reference: string, marketplace: string | undefined): FoundOperation {
  if (!isRoute(reference) || byRoute(apis, reference).length > 0) return findOperation(apis, reference);
  if (marketplace === undefined) throw new CliError('usage', 'api.unknown-route', { found: reference });
  const isAdvertising = marketplace === 'ozon' && reference.includes(' /api/client/');
  const api = apis.find(({ name }) => name === (isAdvertising ? 'performance' : 'main')) as Api;
  return { api, operation: api.index.byRoute(reference), path: {} };
}

/** Panic mode refuses this call in any case: a question would be in vain. */
function isStopped({ idempotency }: Operation, environment: ApiCallInput['environment']): boolean {
  const mode = panicMode(environment);
  return mode === 'on' || (mode === 'jobs-only' && idempotency !== 'job');
}

async function mustBeConfirmed({ api, operation }: FoundOperation, { yes, confirm, language }: ApiCallInput): Promise<void> {
  if (yes) return;
  const values = { operation: operation.group === '' ? operation.name : nameOf(api, operation), marketplace: api.marketplace };
  if (!confirm) throw new CliError('confirmation', 'api.yes-needed', values);
  if (!(await confirm(translate(language, 'api.confirm', values)))) throw new CliError('confirmation', 'publish.declined');
}

/** With the host, because some paths stand on several. A route that no table knows goes as it was given. */
function routeFor({ group, name, method, host, path }: Operation): string {
  return group === '' ? name : `${method} ${host} ${path}`;
}

function itemsOf(client: AnyClient, { operation }: FoundOperation, { path, query, headers, body }: Parameters): AsyncIterable<unknown> {
  const group = (client as unknown as Readonly<Record<string, Readonly<Record<string, WalkPages>>>>)[operation.group];
  const walk = group?.[`${operation.name.slice(operation.group.length + 1)}All`] as WalkPages;
  return walk({ ...path, ...query, ...headers, ...(body !== undefined && { body }) }, {});
}
