import path from 'node:path';
import { loadConfig } from '../../config/load-config.js';
import { CliError } from '../../errors/cli-error.js';
import type { SagaWorld } from './saga-world.js';

/** Where the sagas are. */
export interface DatabaseAddress {
  /** For `openDatabase`; the path of a file is absolute. */
  readonly url: string;
  /** The same for people: without user, password and options. */
  readonly label: string;
  readonly isFile: boolean;
}

/** The flag, else OCCWO_DATABASE, else the config (whose files are beside it), else `occwo.sqlite` here. */
export async function databaseAddress({ database, config, folder, environment }: SagaWorld): Promise<DatabaseAddress> {
  const given = database || environment.OCCWO_DATABASE;
  if (given) return addressOf(given, folder);
  const loaded = await loadConfig(folder, config);
  const named = loaded?.config.database;
  if (named === undefined) return addressOf('occwo.sqlite', folder);
  const url = typeof named === 'string' ? named : environment[named.env];
  if (!url) throw new CliError('config', 'saga.database-empty-variable', { variable: (named as { env: string }).env });
  return addressOf(url, path.dirname((loaded as { file: string }).file));
}

/** An address as a person gives it; the path of a file is taken from this folder. */
export function addressOf(url: string, folder: string): DatabaseAddress {
  if (/^postgres(ql)?:\/\//.test(url)) return { url, label: postgresLabel(url), isFile: false };
  const file = path.resolve(folder, url.replace(/^(file|sqlite):(\/\/(?=\/))?/, ''));
  return { url: file, label: file, isFile: true };
}

function postgresLabel(url: string): string {
  if (!URL.canParse(url)) return 'postgres://…';
  const { host, pathname } = new URL(url);
  return `postgres://${host}${pathname}`;
}
