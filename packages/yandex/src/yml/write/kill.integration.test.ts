import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { checkYml } from '../check/check-yml.js';
import { writeYmlFile } from './write-yml-file.js';

const root = fileURLToPath(new URL('../../../../../', import.meta.url));
const writer = fileURLToPath(new URL('../testing/endless-writer.ts', import.meta.url));

it('leaves the old feed in place when the process is killed in the middle, and cleans up the next time', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'yml-kill-'));
  const path = join(folder, 'feed.xml');
  await writeFile(path, 'the old feed');
  const child = spawn(process.execPath, ['--import', 'tsx', writer, path], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(await readFile(path, 'utf8')).toBe('the old feed');
  expect(await readdir(folder)).toHaveLength(2);

  const offers = [{ id: 1, name: 'Чайник', price: 990, currencyId: 'RUB', categoryId: 1 }] as const;
  await writeYmlFile(path, offers, { shop: { name: 'Магазин', company: 'ООО', url: 'https://shop.example' }, categories: [{ id: 1, name: 'К' }] });
  expect(await readdir(folder)).toEqual(['feed.xml']);
  expect((await checkYml(path)).errors).toBe(0);
});
