import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Definition } from '@occwo/saga';
import { loadConfig } from '../../config/load-config.js';
import { CliError } from '../../errors/cli-error.js';

export interface ModuleInput {
  /** `--module`, from the working directory. */
  readonly module?: string | undefined;
  readonly config?: string | undefined;
  readonly folder: string;
}

export interface LoadedDefinitions {
  readonly file: string;
  readonly definitions: readonly Definition[];
}

/** The sagas of the module that `--module` or `sagas` in the config names. */
export async function loadDefinitions({ module, config, folder }: ModuleInput): Promise<LoadedDefinitions> {
  const file = module === undefined ? await fileOfConfig(folder, config) : path.resolve(folder, module);
  if (!existsSync(file)) throw new CliError('usage', 'file.not-found', { file });
  const loaded = await importModule(file).catch((cause: unknown) => {
    const reason = cause instanceof Error ? (cause.message.split('\n', 1)[0] ?? '') : String(cause);
    throw new CliError('usage', 'saga.module-unreadable', { file, reason: reason.replace(/\.$/, '') }, cause);
  });
  const definitions = definitionsIn(loaded);
  if (definitions.length === 0) throw new CliError('usage', 'saga.module-empty', { file });
  return { file, definitions };
}

async function fileOfConfig(folder: string, config: string | undefined): Promise<string> {
  const loaded = await loadConfig(folder, config);
  if (!loaded?.config.sagas) throw new CliError('usage', 'saga.module-needed');
  return path.resolve(path.dirname(loaded.file), loaded.config.sagas);
}

/** JavaScript is left to Node, so that it is the same module for whatever imports it; TypeScript goes through jiti. */
async function importModule(file: string): Promise<unknown> {
  if (!/\.[cm]?ts$/.test(file)) return import(pathToFileURL(file).href);
  const { createJiti } = await import('jiti');
  // A definition has a method `then`: a module that takes after its default export would be awaited away.
  return createJiti(import.meta.url, { moduleCache: false, fsCache: false, interopDefault: false }).import(file);
}

/** `definitions` or the default export, each one or a list; CommonJS has them inside its default. */
export function definitionsIn(module: unknown): readonly Definition[] {
  const { definitions, default: standard } = module as { readonly definitions?: unknown; readonly default?: unknown };
  const inner = isObject(standard) ? (standard as { readonly definitions?: unknown }).definitions : undefined;
  const [found = []] = [definitions, standard, inner].map((value) => (Array.isArray(value) ? value : [value]).filter(isDefinition)).filter((list) => list.length > 0);
  return found;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** By its form: the module may bring its own copy of `@occwo/saga`. */
function isDefinition(value: unknown): value is Definition {
  if (!isObject(value)) return false;
  const { name, version, places, steps, fingerprint } = value as Partial<Definition>;
  return typeof name === 'string' && typeof version === 'number' && Array.isArray(places) && typeof steps?.get === 'function' && typeof fingerprint === 'string';
}
