import { readdirSync } from 'node:fs';

/** A benchmark: prints progress to stderr if it likes, and gives the object that is printed as the last line. */
interface Benchmark {
  run(options: { readonly quick: boolean }): Promise<Record<string, unknown>>;
}

const names = readdirSync(new URL('.', import.meta.url))
  .filter((file) => file.endsWith('.ts') && file !== 'main.ts' && !file.endsWith('.test.ts'))
  .map((file) => file.slice(0, -3));

const [name, ...flags] = process.argv.slice(2);
if (!name || !names.includes(name)) {
  console.error(`usage: npm run bench -- NAME [--json] [--quick]\nNAME is one of ${names.join(', ')}`);
  process.exit(2);
}

const benchmark = (await import(new URL(`${name}.ts`, import.meta.url).href)) as Benchmark;
const figures = await benchmark.run({ quick: flags.includes('--quick') });
if (!flags.includes('--json')) console.error(JSON.stringify(figures, undefined, 2));
console.log(JSON.stringify(figures));
