import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from './load-config.js';

function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'occwo-config-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return folder;
}

const asJson = (config: unknown) => folderWith({ 'occwo.config.json': JSON.stringify(config) });
const ozon = { categories: { 'Одежда > Футболки': { descriptionCategoryId: 1, typeId: 2 } } };

describe('loadConfig', () => {
  it('reads TypeScript with defineConfig and functions, from a folder above', async () => {
    const folder = folderWith({
      'occwo.config.ts': `import { defineConfig } from '@occwo/cli';
        import type { OccwoConfig } from '@occwo/cli';
        const size: string = 'Размер';
        export default defineConfig({ wildberries: { token: { env: 'T' }, categories: { '*': { subjectId: 192, size: { attribute: size }, attributes: { Цвет: (product) => product.brand } } } } } satisfies OccwoConfig);`,
      'deep/er/x.txt': '',
    });
    const loaded = await loadConfig(path.join(folder, 'deep/er'));
    expect(loaded?.file).toBe(path.join(folder, 'occwo.config.ts'));
    expect(loaded?.config.wildberries).toMatchObject({ token: { env: 'T' }, categories: { '*': { subjectId: 192, size: { attribute: 'Размер' } } } });
  });

  it.each(['mjs', 'js', 'json'])('reads occwo.config.%s', async (extension) => {
    const folder = folderWith({ [`occwo.config.${extension}`]: extension === 'json' ? JSON.stringify({ ozon }) : `export default ${JSON.stringify({ ozon })}` });
    expect((await loadConfig(folder))?.config).toEqual({ ozon });
  });

  it('takes a named file, and says when there is none of that name', async () => {
    const folder = folderWith({ 'mine.config.json': JSON.stringify({ ozon }) });
    expect((await loadConfig('/', path.join(folder, 'mine.config.json')))?.config).toEqual({ ozon });
    await expect(loadConfig(folder, path.join(folder, 'none.ts'))).rejects.toMatchObject({ code: 'config', message: expect.stringContaining('none.ts') });
    await expect(loadConfig(folder, folder)).rejects.toMatchObject({ code: 'config' });
  });

  it.each([
    [{ ozn: {} }, 'ozn is no known key. Known here: readOnly, ozon, wildberries, yandex'],
    [{ ozon: { ...ozon, api_key: 'x' } }, 'ozon.api_key is no known key'],
    [{ ozon: {} }, 'ozon.categories is missing'],
    [{ ozon: { categories: { Книги: { descriptionCategoryId: 1 } } } }, 'ozon.categories["Книги"].typeId is missing'],
    [{ yandex: { categories: { '*': { marketCategoryId: '7' } } } }, 'yandex.categories["*"].marketCategoryId must be a whole number above zero'],
    [{ wildberries: { categories: {}, token: { environment: 'X' } } }, 'wildberries.token.environment is no known key'],
    [{ wildberries: { categories: { '*': { subjectId: 1, attributes: { Цвет: { from: 'x' } } } } } }, 'wildberries.categories["*"].attributes["Цвет"].from is no known key'],
    [{ wildberries: { categories: { '*': { subjectId: 1, attributes: { Цвет: 'colour' } } } } }, 'wildberries.categories["*"].attributes["Цвет"] must be "name" | "description"'],
    [{ readOnly: 'yes' }, 'readOnly must be true or false'],
    [[], 'config must be an object'],
  ])('names what is wrong with %j', async (config, expected) => {
    await expect(loadConfig(asJson(config))).rejects.toMatchObject({ code: 'config', message: expect.stringContaining(expected) });
  });

  it('never shows a value: it may be a secret', async () => {
    const error = await loadConfig(asJson({ ozon: { ...ozon, apiKey: ['SECRET'] } })).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'config' });
    expect(String((error as Error).message)).not.toContain('SECRET');
  });

  it('says where a config cannot be run', async () => {
    const folder = folderWith({ 'occwo.config.ts': 'export default { ozon: ' });
    await expect(loadConfig(folder)).rejects.toMatchObject({ code: 'config', message: expect.stringContaining('occwo.config.ts') });
    const broken = folderWith({ 'occwo.config.json': '{' });
    await expect(loadConfig(broken)).rejects.toMatchObject({ code: 'config' });
  });
});
