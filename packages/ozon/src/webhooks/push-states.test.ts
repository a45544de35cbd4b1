import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { statusesOfPushState } from './push-states.js';

describe('states of pushes', () => {
  it.each([
    ['posting_in_carriage', ['awaiting_deliver']], ['posting_created', ['awaiting_approve', 'awaiting_packaging']], ['posting_of_tomorrow', []],
    // Of FBO alone.
    ['posting_packing', ['awaiting_packaging']], ['posting_returned_to_warehouse', ['delivering']],
  ])('%s is %j', (state, statuses) => expect(statusesOfPushState(state)).toEqual(statuses));
});

const document = fileURLToPath(new URL('../../../../../shared/specs/ozon/seller.json', import.meta.url));

describe.skipIf(!existsSync(document))('states of pushes against the official tables (../shared is there)', () => {
  it('are translated as both tables say, FBS and FBO', () => {
    const { tags } = JSON.parse(readFileSync(document, 'utf8')) as { tags: { name: string; description?: string }[] };
    const text = tags.find(({ name }) => name === 'push_types')?.description ?? '';
    // A row without a status of its own goes on with the one above it.
    const rows = [...text.matchAll(/^\| *(?:`(\w+)`)? *\|[^|]*\| *`(posting_\w+)` *\|/gm)];
    let status = '';
    const wrong = rows.filter(([, own, state = '']) => {
      status = own ?? status;
      return !statusesOfPushState(state).includes(status);
    });
    expect(rows.length).toBeGreaterThan(25);
    expect(wrong.map(([row]) => row)).toEqual([]);
  });
});
