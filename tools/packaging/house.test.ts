import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesOf, folderOf, marketplaces, packages, root } from './packages.js';

/** Rooms that every marketplace package has under the same name; some have more (webhooks, yml). */
const skeleton = ['authorize', 'client', 'errors', 'generated', 'limits', 'marketplace', 'sandbox'];

describe.each(marketplaces)('the package of %s', (name) => {
  it('has the rooms that every marketplace has', () => {
    const rooms = readdirSync(path.join(folderOf(name), 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(rooms.map((room) => room.name)).toEqual(expect.arrayContaining(skeleton));
    for (const room of skeleton) expect(readdirSync(path.join(folderOf(name), 'src', room)).length, room).toBeGreaterThan(0);
  });
});

describe('hand-written files', () => {
  const folders = [...packages.map((name) => `packages/${name}/src`), 'bench/src', 'tools', 'examples'].filter((folder) => existsSync(path.join(root, folder)));
  const written = folders.flatMap((folder) => filesOf(path.join(root, folder)).map((file) => path.join(folder, file)))
    .filter((file) => /\.(ts|mts|cts|js|mjs|cjs)$/.test(file) && !/(^|\/)(generated|dist|node_modules|out)\//.test(file));
  const linesOf = (file: string) => readFileSync(path.join(root, file), 'utf8').trimEnd().split('\n').length;
  const sizes = written.map((file) => ({ file, lines: linesOf(file) }));

  it('are at most 300 lines long', () => {
    expect(sizes.length).toBeGreaterThan(100);
    expect(sizes.filter(({ lines }) => lines > 300)).toEqual([]);
  });

  it('are at most 80 lines long in the median', () => {
    const sorted = sizes.filter(({ file }) => !file.includes('.test')).map(({ lines }) => lines).sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(80);
  });

  it('name what they export', () => {
    const star = written.filter((file) => file.startsWith('packages/') && /^export \*/m.test(readFileSync(path.join(root, file), 'utf8')));
    expect(star).toEqual([]);
  });
});
