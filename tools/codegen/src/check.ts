import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Files of an output folder that are missing, differ from what would be generated now, or should not be there. */
export function staleFiles(folder: string, files: ReadonlyMap<string, string>): string[] {
  const stale = [...files].filter(([file, text]) => !existsSync(path.join(folder, file)) || readFileSync(path.join(folder, file), 'utf8') !== text).map(([file]) => file);
  const extra = ['methods', 'schemas']
    .filter((inner) => existsSync(path.join(folder, inner)))
    .flatMap((inner) => readdirSync(path.join(folder, inner)).map((file) => `${inner}/${file}`))
    .filter((file) => !files.has(file));
  return [...stale, ...extra].sort();
}
