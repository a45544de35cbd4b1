import type { ClientOptions } from '@occwo/core/client';
import type { LoadedConfig } from '../../config/load-config.js';
import type { OccwoConfig } from '../../config/define-config.js';
import { CliError } from '../../errors/cli-error.js';
import type { Language } from '../../messages/language.js';
import { resolveCredentials } from '../providers/credentials.js';
import type { Credentials, MarketplaceName } from '../providers/provider.js';
import { providerOf } from '../providers/providers.js';
import type { BoundProvider } from '../providers/providers.js';
import { dryRunClient } from '../dry-run/dry-run-client.js';
import type { RequestRecorder } from '../dry-run/request-recorder.js';
import { runningSandboxes } from './running-sandboxes.js';
import type { Target } from './target.js';

export interface OpenTargetsOptions {
  readonly names: readonly MarketplaceName[];
  readonly config: LoadedConfig | undefined;
  readonly sandbox: boolean;
  /** Told of every request of a dry run. */
  readonly recorder?: RequestRecorder | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly language: Language;
}

export interface OpenedTargets {
  readonly targets: readonly Target[];
  /** Stops the sandboxes that were started for this run. */
  close(): Promise<void>;
}

/** Opens the marketplaces: the real ones, sandboxes that run already, or sandboxes started for this run. Nothing is sent yet. */
export async function openTargets(options: OpenTargetsOptions): Promise<OpenedTargets> {
  const closers: (() => Promise<void>)[] = [];
  const close = async () => void (await Promise.all(closers.map((closer) => closer())));
  try {
    const targets = await Promise.all(
      options.names.map(async (name) => {
        const provider = providerOf(name);
        const config = await configFor(provider, options);
        const { credentials, client, place = '' } = await connection(provider, config, options, closers);
        const readOnly = config.readOnly === true || provider.section(config)?.readOnly === true;
        const account = `${name}:${await provider.account(credentials)}${place}`;
        const target = await provider.open({ config, credentials, client: { ...client, ...(readOnly && { readOnly }) }, language: options.language });
        return { ...target, account };
      }),
    );
    return { targets, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** With a sandbox, a marketplace that the config does not speak of gets the mapping that fits any catalogue. */
async function configFor(provider: BoundProvider, { config, sandbox, names }: OpenTargetsOptions): Promise<OccwoConfig> {
  if (config && provider.section(config.config)) return config.config;
  if (sandbox) return { ...config?.config, ...(await provider.sandboxConfig()) };
  if (!config) throw new CliError('config', 'config.needed', { marketplaces: names.join(', ') });
  throw new CliError('config', 'config.section-missing', { marketplace: provider.name, file: config.file });
}

interface Connection {
  readonly credentials: Credentials;
  readonly client: ClientOptions;
  /** Of a sandbox: where it is. Another sandbox has nothing of what this one took. */
  readonly place?: string;
}

async function connection(provider: BoundProvider, config: OccwoConfig, options: OpenTargetsOptions, closers: (() => Promise<void>)[]): Promise<Connection> {
  const { environment, language, sandbox, recorder } = options;
  const real = () => resolveCredentials(provider, config, environment, language);
  if (recorder) {
    const running = await provider.startSandbox({ limits: false, refuse: false, taskMs: 0 });
    closers.push(() => running.sandbox.close());
    const { credentials, sandbox: { url: sandboxUrl } } = running;
    const standIn = await provider.standIn(config, running);
    return { credentials, client: dryRunClient({ marketplace: provider.name, sandboxUrl, credentials, own: attempt(real), recorder, standIn }) };
  }
  if (!sandbox) return { credentials: real(), client: {} };
  const running = runningSandboxes(environment);
  if (running) {
    const url = running.get(provider.name);
    if (!url) throw new CliError('usage', 'sandbox.not-running', { marketplace: provider.name });
    return { credentials: real(), client: { hosts: url }, place: `@${new URL(url).host}` };
  }
  const started = await provider.startSandbox({});
  closers.push(() => started.sandbox.close());
  return { credentials: started.credentials, client: { hosts: started.sandbox.hosts }, place: `@${new URL(started.sandbox.url).host}` };
}

/** A dry run shows the seller's own ids where it knows them, and does without where it does not. */
function attempt(resolve: () => Credentials): Credentials {
  try {
    return resolve();
  } catch {
    return {};
  }
}
