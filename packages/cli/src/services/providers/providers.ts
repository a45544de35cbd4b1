import type { ClientOptions } from '@occwo/core/client';
import type { SandboxOptions } from '@occwo/core/sandbox';
import type { OccwoConfig } from '../../config/define-config.js';
import type { Language } from '../../messages/language.js';
import type { StandIn } from '../dry-run/stand-in.js';
import type { Target } from '../publish/target.js';
import { ozonProvider } from './ozon.js';
import type { Credentials, MarketplaceName, Provider, RunningSandbox } from './provider.js';
import { wildberriesProvider } from './wildberries.js';
import { yandexProvider } from './yandex.js';

/** A marketplace's config together with the marketplace, so that the two always fit. */
export interface Opening {
  readonly config: OccwoConfig;
  readonly credentials: Credentials;
  readonly client: ClientOptions;
  readonly language: Language;
}

/** A provider with its own config section bound to it. */
export interface BoundProvider {
  readonly name: MarketplaceName;
  readonly variables: Readonly<Record<string, string>>;
  /** The marketplace's part of the config, if it has one. */
  section(config: OccwoConfig): OccwoConfig[MarketplaceName];
  /** Opens the marketplace. The config must have a part for it. */
  open(opening: Opening): Promise<Omit<Target, 'account'>>;
  account(credentials: Credentials): Promise<string>;
  startSandbox(options: SandboxOptions): Promise<RunningSandbox>;
  standIn(config: OccwoConfig, running: RunningSandbox): Promise<StandIn>;
  sandboxConfig(): Promise<OccwoConfig>;
}

function bound<Name extends MarketplaceName>(provider: Provider<Name>): BoundProvider {
  const { name, variables } = provider;
  const sectionOf = (config: OccwoConfig) => {
    const section = config[name];
    if (!section) throw new TypeError(`the config has no part for ${name}`);
    return section;
  };
  return {
    name, variables,
    section: (config) => config[name],
    account: (credentials) => provider.account(credentials),
    open: ({ config, ...rest }) => provider.open({ section: sectionOf(config), ...rest }),
    standIn: (config, running) => provider.standIn(sectionOf(config), running),
    startSandbox: (options) => provider.startSandbox(options),
    sandboxConfig: async () => ({ [name]: await provider.sandboxSection() }),
  };
}

const providers: readonly BoundProvider[] = [bound(ozonProvider), bound(wildberriesProvider), bound(yandexProvider)];

export function providerOf(name: MarketplaceName): BoundProvider {
  return providers.find((provider) => provider.name === name) as BoundProvider;
}
