import type { Pages, Operation } from '@occwo/core';
import type { ClientOptions, LimitState } from '@occwo/core/client';
import type { OccwoConfig } from '../../config/define-config.js';
import { CliError } from '../../errors/cli-error.js';
import type { Language } from '../../messages/language.js';
import { missingCredential, resolveCredentials } from '../providers/credentials.js';
import type { Credentials } from '../providers/provider.js';
import { providerOf } from '../providers/providers.js';
import { runningSandboxes } from '../publish/running-sandboxes.js';
import type { Api } from './api-tables.js';
import type { Parameters } from './call-parameters.js';

/** A client as far as a call by name or route needs it. */
export interface AnyClient {
  request(route: string, parameters: Parameters): Promise<unknown>;
  limits(): LimitState[];
}

/** A method that walks pages, as every client has it under `…All`. */
export type WalkPages = (parameters: Readonly<Record<string, unknown>>, options: { readonly pageSize?: number }) => Pages<unknown>;

export interface OpenApiInput {
  readonly api: Api;
  readonly operation: Operation;
  /** Names of path parameters that the call gives itself. */
  readonly given: readonly string[];
  readonly sandbox: boolean;
  readonly config: OccwoConfig;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly language: Language;
}

export interface OpenedApi {
  readonly client: AnyClient;
  /** Stops the sandbox that was started for this call. */
  close(): Promise<void>;
}

const performanceVariables = { clientId: 'OCCWO_OZON_PERFORMANCE_CLIENT_ID', clientSecret: 'OCCWO_OZON_PERFORMANCE_CLIENT_SECRET' };

/** Opens the client of one API: the real one with the seller's credentials, or one of a sandbox. Nothing is sent yet. */
export async function openApiClient(input: OpenApiInput): Promise<OpenedApi> {
  const { api, config } = input;
  const readOnly = isReadOnly(config, api) && { readOnly: true };
  if (!input.sandbox) return { client: await makeClient(api, ownCredentials(input), { ...readOnly }), close: async () => {} };
  const running = api.name === 'main' ? runningSandboxes(input.environment) : undefined;
  if (running) {
    const hosts = running.get(api.marketplace);
    if (!hosts) throw new CliError('usage', 'sandbox.not-running', { marketplace: api.marketplace });
    return { client: await makeClient(api, ownCredentials(input), { ...readOnly, hosts }), close: async () => {} };
  }
  const { sandbox, credentials } = await startSandbox(api);
  return { client: await makeClient(api, credentials, { ...readOnly, hosts: sandbox.hosts }), close: () => sandbox.close() };
}

/** Whether the config forbids writes to this marketplace. */
export function isReadOnly(config: OccwoConfig, { marketplace }: Api): boolean {
  return config.readOnly === true || config[marketplace]?.readOnly === true;
}

/** The client of an API, with the given credentials. */
export async function makeClient({ marketplace, name }: Api, credentials: Credentials, options: ClientOptions): Promise<AnyClient> {
  const all = { ...options, ...credentials };
  switch (marketplace) {
    case 'ozon': {
      const { createOzon, createOzonPerformance } = await import('@occwo/ozon');
      return (name === 'performance' ? createOzonPerformance(all) : createOzon(all)) as AnyClient;
    }
    case 'wildberries':
      return (await import('@occwo/wildberries')).createWildberries(all) as AnyClient;
    case 'yandex':
      return (await import('@occwo/yandex')).createYandex(all) as AnyClient;
  }
}

async function startSandbox({ marketplace, name }: Api) {
  if (name === 'main') return providerOf(marketplace).startSandbox({});
  const sandbox = await (await import('@occwo/ozon/sandbox')).startOzonPerformanceSandbox();
  return { sandbox, credentials: { ...sandbox.credentials } };
}

/** Keys are always needed; ids of a cabinet or shop only where the route has them and the call does not give them. */
function ownCredentials({ api, operation, given, config, environment, language }: OpenApiInput): Credentials {
  const needed = (option: string) => !/Id$/.test(option) || option === 'clientId' || (operation.path.includes(`{${option}}`) && !given.includes(option));
  if (api.name === 'main') return resolveCredentials(providerOf(api.marketplace), config, environment, language, needed);
  return Object.fromEntries(Object.entries(performanceVariables).map(([option, variable]) => {
    const value = environment[variable]?.trim();
    if (!value) throw missingCredential('ozon', option, variable, language);
    return [option, value];
  }));
}
