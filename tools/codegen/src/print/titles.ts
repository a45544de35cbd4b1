import type { ApiModel } from '../model.js';
import { banner } from './banner.js';
import { literal } from './tables.js';

/** The vendor's title of each operation, by its name: for tools that search and explain; a client does not load them. */
export function printTitles(model: ApiModel): string {
  const lines = model.operations.map(({ group, name, title }) => `  '${group}.${name}': ${literal(title.replace(/\s+/g, ' ').trim())},`);
  return `${banner}export const titles: Readonly<Record<string, string>> = {\n${lines.join('\n')}\n};\n`;
}
