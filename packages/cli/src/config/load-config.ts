import { stat } from 'node:fs/promises';
import path from 'node:path';
import { lilconfig } from 'lilconfig';
import { CliError } from '../errors/cli-error.js';
import { translate } from '../messages/translate.js';
import { configShape } from './config-shape.js';
import { defineConfig } from './define-config.js';
import type { OccwoConfig } from './define-config.js';

/** A config that has been checked, and where it came from. */
export interface LoadedConfig {
  readonly file: string;
  readonly config: OccwoConfig;
}

const names = ['occwo.config.ts', 'occwo.config.mjs', 'occwo.config.js', 'occwo.config.json'];

/**
 * Finds and checks the config: the named file, or the nearest `occwo.config.*` from `folder` upward; undefined if there is none.
 * Throws a `config` error that names the file and every wrong or unknown key.
 */
export async function loadConfig(folder: string, file?: string): Promise<LoadedConfig | undefined> {
  const loaders = { '.ts': importModule, '.mjs': importModule, '.js': importModule };
  const search = lilconfig('occwo', { searchPlaces: names, loaders, stopDir: path.parse(path.resolve(folder)).root });
  if (file !== undefined) await mustBeFile(file);
  const found = await (file === undefined ? search.search(folder) : search.load(path.resolve(file))).catch((cause: unknown) => {
    const reason = cause instanceof Error ? (cause.message.split('\n', 1)[0] ?? '') : String(cause);
    throw cause instanceof CliError ? cause : new CliError('config', 'config.unreadable', { file: file ?? folder, reason }, cause);
  });
  if (!found) return undefined;
  return { file: found.filepath, config: checked(found.config, found.filepath) };
}

async function mustBeFile(file: string): Promise<void> {
  const status = await stat(file).catch(() => undefined);
  if (!status) throw new CliError('config', 'config.not-found', { file });
  if (!status.isFile()) throw new CliError('config', 'config.directory', { file });
}

/** Imports a config written in TypeScript or JavaScript. `@occwo/cli` is answered from here, so it need not be installed beside it. */
async function importModule(file: string): Promise<unknown> {
  const { createJiti } = await import('jiti');
  const jiti = createJiti(import.meta.url, { moduleCache: false, fsCache: false, virtualModules: { '@occwo/cli': { defineConfig } } });
  return jiti.import(file, { default: true }).catch((cause: unknown) => {
    const reason = cause instanceof Error ? (cause.message.split('\n', 1)[0] ?? '') : String(cause);
    throw new CliError('config', 'config.unreadable', { file, reason }, cause);
  });
}

function checked(config: unknown, file: string): OccwoConfig {
  const faults = configShape.check(config, '');
  if (faults.length === 0) return config as OccwoConfig;
  throw new CliError('config', (language) => {
    const lines = faults.map(({ path: place, kind, expected }) => `  ${translate(language, `config.${kind}`, { place: place || 'config', expected })}`);
    return [translate(language, 'config.wrong-file', { file }), ...lines].join('\n');
  });
}
