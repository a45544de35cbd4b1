import type { Product, Reason } from '@occwo/core';
import type { ClientOptions } from '@occwo/core/client';
import type { Sandbox, SandboxOptions } from '@occwo/core/sandbox';
import type { Language } from '../../messages/language.js';
import type { OccwoConfig } from '../../config/define-config.js';
import type { StandIn } from '../dry-run/stand-in.js';
import type { Target } from '../publish/target.js';

export const marketplaceNames = ['ozon', 'wildberries', 'yandex'] as const;
export type MarketplaceName = (typeof marketplaceNames)[number];

/** Credentials by the name of the option that takes them (`apiKey`). */
export type Credentials = Readonly<Record<string, string>>;

/** What a marketplace is opened with. */
export interface ProviderSetup<Section> {
  readonly section: Section;
  readonly credentials: Credentials;
  readonly client: ClientOptions;
  readonly language: Language;
}

export interface RunningSandbox {
  readonly sandbox: Sandbox;
  readonly credentials: Credentials;
}

/** All that the CLI knows of one marketplace beyond its port. Its package is loaded by the first call, not before. */
export interface Provider<Name extends MarketplaceName = MarketplaceName> {
  readonly name: Name;
  /** By credential: the environment variable that it may come from. All of them are needed. */
  readonly variables: Readonly<Record<string, string>>;
  open(setup: ProviderSetup<NonNullable<OccwoConfig[Name]>>): Promise<Omit<Target, 'account'>>;
  /** What tells the seller's account from another of this marketplace, whatever the key of the day. */
  account(credentials: Credentials): Promise<string>;
  startSandbox(options: SandboxOptions): Promise<RunningSandbox>;
  /** What lets that sandbox answer a dry run of this config. */
  standIn(section: NonNullable<OccwoConfig[Name]>, running: RunningSandbox): Promise<StandIn>;
  /** The part of a config that fits any catalogue to the sandbox. */
  sandboxSection(): Promise<NonNullable<OccwoConfig[Name]>>;
}

export type FaultCheck = (product: Product) => readonly Reason[];
