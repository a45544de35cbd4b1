import { describe, expect, it } from 'vitest';
import { fakeClock, memoryTransport } from '@occwo/core/testing';
import type { MemoryReply } from '@occwo/core/testing';
import { createYandex } from '../client/create-yandex.js';
import { categoryParameters } from './category-parameters.js';

function reader(...answers: MemoryReply[]) {
  const clock = fakeClock();
  const transport = memoryTransport((_request, number) => answers[Math.min(number, answers.length) - 1] as MemoryReply);
  const read = categoryParameters(createYandex({ apiKey: 'ACMA:a', transport, clock, retries: 0 }), clock);
  return { clock, read, asked: () => transport.requests.length };
}
const listed = (parameters: unknown) => ({ body: { status: 'OK', result: { categoryId: 21, parameters } } });
const failure = (status: number, code: string) => ({ status, body: { status: 'ERROR', errors: [{ code, message: code }] } });

describe('categoryParameters', () => {
  it('reads a category once for many products', async () => {
    const { read, asked } = reader(listed([{ id: 1, name: 'Цвет', type: 'ENUM', required: true, values: [{ id: 5, value: 'белый' }] }]));
    const [first] = await Promise.all([read(21), read(21), read(21)]);
    expect(first).toMatchObject({ parameters: [{ id: 1, name: 'Цвет', required: true, multivalue: false, values: [{ id: 5, value: 'белый' }], units: [] }] });
    await read(22);
    expect(asked()).toBe(2);
  });

  it('bears any field that is missing, and a category without parameters', async () => {
    expect(await reader(listed(null)).read(21)).toEqual({ parameters: [] });
    expect(await reader(listed([{ name: 'без id' }, { id: 2 }])).read(21)).toMatchObject({ parameters: [{ id: 2, name: '2', type: 'TEXT', required: false }] });
  });

  it('believes a failure for a minute, and says whether another try may help', async () => {
    const { read, asked, clock } = reader(failure(503, 'UNAVAILABLE'), listed([]));
    const first = await read(21);
    expect(first).toMatchObject({ reason: { code: 'occwo.category-unreadable', hint: expect.stringContaining('later') } });
    expect(await read(21)).toBe(first);
    await clock.advance(60_000);
    expect(await read(21)).toEqual({ parameters: [] });
    expect(asked()).toBe(2);
    expect(await reader(failure(404, 'CATEGORY_NOT_FOUND')).read(77)).toMatchObject({ reason: { hint: expect.stringContaining('check marketCategoryId 77') } });
  });

  it('throws for wrong credentials, which meet every category', async () => {
    await expect(reader(failure(401, 'UNAUTHORIZED')).read(21)).rejects.toMatchObject({ code: 'unauthorized' });
    await expect(reader(failure(403, 'FORBIDDEN')).read(21)).rejects.toMatchObject({ code: 'forbidden' });
  });
});
