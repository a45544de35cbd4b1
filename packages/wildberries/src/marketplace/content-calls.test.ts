import { fakeClock, memoryTransport } from '@occwo/core/testing';
import type { MemoryReply } from '@occwo/core/testing';
import { describe, expect, it } from 'vitest';
import { createWildberries } from '../client/create-wildberries.js';
import { sandboxToken } from '../sandbox/sandbox-token.js';
import { contentCalls } from './content-calls.js';

const batch = '5b0f8c9e-0000-4000-8000-000000000001';

function calls(reply: MemoryReply) {
  const clock = fakeClock();
  const transport = memoryTransport(() => reply);
  const client = createWildberries({ token: sandboxToken(), clock, transport, retries: 0 });
  return { clock, calls: contentCalls(client), sent: () => JSON.parse(transport.requests[0]?.body as string) as unknown };
}

describe('contentCalls', () => {
  it('asks for cards with photos and without, in words that mean the same before and after 2026-06-16', async () => {
    const { clock, calls: content, sent } = calls({ body: { cards: [], cursor: { total: 0 } } });
    await clock.run(content.cards({ search: 'A-1' }));
    // 0 meant "without photos" once and means "any" now; a card that is overlooked would be taken for new.
    expect(sent()).toEqual({ settings: { sort: { ascending: true }, filter: { withPhoto: -1, textSearch: 'A-1' }, cursor: { limit: 100 } } });
  });

  it('takes up both lists after the last thing seen: oldest first, or what changes meanwhile is passed over', async () => {
    const list = calls({ body: { cards: [], cursor: { total: 0 } } });
    await list.clock.run(list.calls.cards({ after: { updatedAt: '2026-11-01T00:00:00Z', nmID: 7 } }));
    expect(list.sent()).toMatchObject({ settings: { sort: { ascending: true }, cursor: { limit: 100, updatedAt: '2026-11-01T00:00:00Z', nmID: 7 } } });
    const errors = calls({ body: { data: { items: [], cursor: { next: false } }, error: false } });
    await errors.clock.run(errors.calls.errors({ after: { updatedAt: '2026-11-01T00:00:00Z', batchUUID: batch } }));
    expect(errors.sent()).toEqual({ cursor: { limit: 100, updatedAt: '2026-11-01T00:00:00Z', batchUUID: batch }, order: { ascending: true } });
  });

  it('is not stopped by the nulls that Wildberries writes for empty lists', async () => {
    const list = calls({ body: { cards: null, cursor: { total: 0 } } });
    expect(await list.clock.run(list.calls.cards({}))).toEqual([]);
    const errors = calls({ body: { data: { items: null, cursor: { next: false } }, error: false } });
    expect(await errors.clock.run(errors.calls.errors({}))).toEqual({ items: [], more: false });
  });

  it.each(['upload', 'join', 'update'] as const)('%s: a refusal inside an answer 200 is one', async (name) => {
    const { clock, calls: content } = calls({ body: { data: null, error: true, errorText: 'Такой карточки нет', additionalErrors: null } });
    const size = [{ vendorCode: 'A-1', title: 'A', characteristics: [], sizes: [{}] }];
    const send = {
      upload: () => content.upload([{ subjectID: 1, variants: size }]),
      join: () => content.join(1, size),
      update: () => content.update([{ nmID: 1, vendorCode: 'A-1', kizMarked: false, characteristics: [], sizes: [] }]),
    };
    await expect(clock.run(send[name]())).rejects.toMatchObject({ code: 'rejected', message: expect.stringContaining('Такой карточки нет') });
  });
});
