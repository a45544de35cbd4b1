import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const tables = ['operations', 'limits', 'paging', 'hosts'];

/** Gzip kilobytes (1024 bytes) of what the tables of an API weigh in a bundle: one minified module of all four. */
export async function tableSize(folder: string): Promise<number> {
  const files = tables
    .map((name) => fileURLToPath(new URL(`../../../packages/${folder}/${name}.ts`, import.meta.url)))
    .filter((file) => existsSync(file));
  const { outputFiles } = await build({
    stdin: { contents: files.map((file, index) => `export * as table${index} from ${JSON.stringify(file)};`).join('\n'), resolveDir: '.' },
    bundle: true, minify: true, format: 'esm', platform: 'node', packages: 'external', write: false,
  });
  return gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).byteLength / 1024;
}
