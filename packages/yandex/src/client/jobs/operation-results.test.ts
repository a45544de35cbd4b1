import { describe, expect, it } from 'vitest';
import { fakeClock, memoryTransport } from '@occwo/core/testing';
import { createYandex } from '../create-yandex.js';
import { operationResults } from './operation-results.js';

describe('operationResults', () => {
  it('asks in parts of 100, and only for those still under way', async () => {
    const clock = fakeClock();
    const parts: number[] = [];
    const transport = memoryTransport(({ body }) => {
      const { operationIds } = JSON.parse(String(body)) as { operationIds: string[] };
      parts.push(operationIds.length);
      const first = parts.length <= 2;
      const operations = operationIds.map((id) => ({ id, type: 'ORDER_STATUS_UPDATE', status: id === '150' && first ? 'IN_PROGRESS' : id === '3' ? 'FAILED' : 'DONE' }));
      return { body: { status: 'OK', result: { operations } } };
    });
    const client = createYandex({ apiKey: 'ACMA:a', businessId: 7, clock, transport });
    const ids = Array.from({ length: 150 }, (_, index) => String(index + 1));
    const ends = await clock.run(operationResults(client, 'ORDER_STATUS_UPDATE', ids, { clock }));
    expect(parts).toEqual([100, 50, 1]);
    expect([ends.get('1'), ends.get('3'), ends.get('150')]).toEqual(['done', 'failed', 'done']);
  });

  it('calls those unknown that do not end before the deadline', async () => {
    const clock = fakeClock();
    const transport = memoryTransport(() => ({ body: { status: 'OK', result: { operations: [{ id: '1', type: 'X', status: 'IN_PROGRESS' }] } } }));
    const client = createYandex({ apiKey: 'ACMA:a', businessId: 7, clock, transport });
    const ends = await clock.run(operationResults(client, 'RETURN_CANCELLATION', ['1'], { clock, deadlineMs: 30_000 }));
    expect([...ends]).toEqual([['1', 'unknown']]);
  });
});
