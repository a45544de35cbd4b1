import type { ModelFiles } from '../types/model-files.js';
import { banner } from './banner.js';

/**
 * The types that people name: what an operation takes and what it gives. Their names come from the locked names of methods, so they
 * stay; those of parts do not, and are reached through these.
 */
export function printModels(files: ModelFiles): string {
  const lines = [...files.wholes()].flatMap(([file, names]) => ['export type {', ...names.map((name) => `  ${name},`), `} from './methods/${file}.js';`]);
  return `${banner}${lines.join('\n')}\n`;
}
