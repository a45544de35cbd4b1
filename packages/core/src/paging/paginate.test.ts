import { describe, expect, it } from 'vitest';
import type { CallParameters } from '../pipeline/call.js';
import { paginate } from './paginate.js';
import type { Paging } from './paging.js';

interface Scripted {
  readonly status?: number;
  readonly value?: unknown;
}

/** Walks a scripted marketplace; gives what it was asked and what came out. */
async function walk(paging: Paging, replies: readonly Scripted[], options: { pageSize?: number; cursor?: string; parameters?: CallParameters } = {}) {
  const asked: CallParameters[] = [];
  const pages = paginate({
    paging, parameters: options.parameters ?? {}, pageSize: options.pageSize, cursor: options.cursor,
    call: async (parameters) => {
      asked.push(parameters);
      const reply = replies[asked.length - 1];
      if (!reply) throw new Error('asked for a page too many');
      return { status: 200, headers: {}, body: new Uint8Array(), value: undefined, ...reply };
    },
  });
  return { items: await pages.toArray(), asked: asked.map(({ body, query }) => ({ ...(body as object), ...query })), cursor: pages.cursor };
}
const items = (...values: unknown[]) => ({ value: { items: values } });

describe('paginate', () => {
  it('follows a cursor until it is empty, missing or zero', async () => {
    const paging: Paging = { style: 'cursor', items: 'items', next: [['next', '?next']], end: 'empty-cursor' };
    for (const last of ['', null, undefined, 0, '0']) {
      const { items: found, asked } = await walk(paging, [{ value: { items: [1], next: 7 } }, { value: { items: [2], next: last } }]);
      expect(found).toEqual([1, 2]);
      expect(asked).toEqual([{}, { next: 7 }]);
    }
  });

  it('goes on behind empty pages where only the missing cursor ends, but not in a circle', async () => {
    const paging: Paging = { style: 'cursor', items: 'items', next: [['next', '?next']], end: 'no-cursor' };
    const empty = (next?: string) => ({ value: { items: [], next } });
    expect(await walk(paging, [empty('a'), empty('b'), { value: { items: [1], next: 'c' } }, empty()])).toMatchObject({ items: [1], asked: [{}, { next: 'a' }, { next: 'b' }, { next: 'c' }] });
    expect((await walk(paging, [{ value: { items: [1], next: 'a' } }, empty('a'), { value: { items: [2] } }])).items).toEqual([1]);
    expect((await walk({ ...paging, end: 'empty-cursor' }, [empty('a'), { value: { items: [1] } }])).items).toEqual([]);
  });

  it('does not go round in a circle of any length, nor along empty pages for ever', async () => {
    const paging: Paging = { style: 'cursor', items: 'items', next: [['next', '?next']], end: 'no-cursor' };
    for (const circle of [1, 2, 3, 10, 57]) {
      const replies = Array.from({ length: 500 }, (_, page) => ({ value: { items: [page], next: `c${page < 5 ? `before${page}` : page % circle}` } }));
      const asked = { pages: 0 };
      const walking = walk(paging, replies.map((reply, page) => ({ get value() { asked.pages = page + 1; return reply.value; } })));
      await expect(walking).rejects.toMatchObject({ code: 'paging-stuck', message: expect.stringContaining('in a circle') as string });
      expect(asked.pages).toBeLessThanOrEqual(10 + 4 * circle);
    }
    const hidden = (count: number) => Array.from({ length: count }, (_, page) => ({ value: { items: [] as number[], next: `e${page}` } }));
    expect((await walk(paging, [...hidden(99), { value: { items: [1] } }])).items).toEqual([1]);
    await expect(walk(paging, hidden(200))).rejects.toMatchObject({ code: 'paging-stuck', message: expect.stringContaining('100 empty pages') as string });
  });

  it('stops at has_next = false, and at an empty page that claims there is more', async () => {
    const paging: Paging = { style: 'cursor', items: 'items', next: [['cursor', 'cursor']], end: 'has-next', endAt: 'has_next' };
    expect((await walk(paging, [{ value: { items: [1], cursor: 'a', has_next: true } }, { value: { items: [2], cursor: 'b', has_next: false } }])).items).toEqual([1, 2]);
    expect((await walk(paging, [{ value: { items: [1], cursor: 'a', has_next: true } }, { value: { items: [], cursor: 'b', has_next: true } }])).items).toEqual([1]);
  });

  it('takes the next cursor from the last item, with several fields, into the body', async () => {
    const paging: Paging = {
      style: 'last-item', items: 'items', next: [['id', 'cursor.id'], ['at', 'cursor.at']], size: { at: 'limit', max: 2 }, end: 'short-page',
    };
    const { asked } = await walk(paging, [items({ id: 1, at: 'a' }, { id: 2, at: 'b' }), items({ id: 3, at: 'c' })]);
    expect(asked).toEqual([{ limit: 2 }, { limit: 2, cursor: { id: 2, at: 'b' } }]);
  });

  it('counts offsets by the page size, from the caller\'s own start, until a short page', async () => {
    const paging: Paging = { style: 'offset', items: 'items', at: '?offset', size: { at: '?limit', max: 100 }, end: 'short-page' };
    const { asked } = await walk(paging, [items(1, 2), items(3)], { pageSize: 2, parameters: { query: { offset: 10 } } });
    expect(asked).toEqual([{ limit: 2, offset: 10 }, { limit: 2, offset: 12 }]);
  });

  it('stops when as many items came as the total says, counting those that were skipped', async () => {
    const paging: Paging = { style: 'offset', items: 'items', at: 'offset', size: { at: 'limit', max: 2 }, end: 'total', endAt: 'total' };
    expect((await walk(paging, [{ value: { items: [1, 2], total: 3 } }, { value: { items: [3], total: 3 } }])).items).toEqual([1, 2, 3]);
    expect((await walk(paging, [{ value: { items: [9], total: 3 } }], { parameters: { body: { offset: 2 } } })).items).toEqual([9]);
  });

  it('numbers pages from the table\'s start until the page count', async () => {
    const paging: Paging = { style: 'page', items: 'items', at: 'page', start: 1, end: 'page-count', endAt: 'pages' };
    const page = { value: { items: [1], pages: 2 } };
    expect((await walk(paging, [page, page])).asked).toEqual([{ page: 1 }, { page: 2 }]);
  });

  it('ends at 204 and at an empty array', async () => {
    const paging: Paging = { style: 'last-item', items: '', next: [['rrdId', 'rrdId']], start: 0, end: 'empty-page' };
    const { items: found, asked } = await walk(paging, [{ value: [{ rrdId: 5 }] }, { status: 204 }]);
    expect(found).toEqual([{ rrdId: 5 }]);
    expect(asked).toEqual([{ rrdId: 0 }, { rrdId: 5 }]);
  });

  it('goes no further where there is only a limit', async () => {
    expect((await walk({ style: 'limit-only', items: 'items', size: { at: 'limit', max: 50 }, end: 'empty-page' }, [items(1)])).asked).toEqual([{ limit: 50 }]);
  });

  it('goes on from a cursor that an earlier run handed out', async () => {
    const paging: Paging = { style: 'cursor', items: 'items', next: [['next', 'next']], end: 'empty-cursor' };
    const pages = paginate({ paging, parameters: {}, call: async () => ({ status: 200, headers: {}, body: new Uint8Array(), value: { items: [1], next: 'b' } }) });
    expect(await pages.toArray({ max: 1 })).toEqual([1]);
    const { asked } = await walk(paging, [{ value: { items: [2] } }], { cursor: pages.cursor as string });
    expect(asked).toEqual([{ next: 'b' }]);
  });
});
