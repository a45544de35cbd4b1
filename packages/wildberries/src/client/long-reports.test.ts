import { fakeClock, memoryTransport } from '@occwo/core/testing';
import type { MemoryReply } from '@occwo/core/testing';
import { expect, it } from 'vitest';
import { sandboxToken } from '../sandbox/sandbox-token.js';
import { createWildberries } from './create-wildberries.js';

/** A client that gets these answers one after the other. */
function answering(...replies: readonly MemoryReply[]) {
  const clock = fakeClock();
  const transport = memoryTransport((_request, number) => replies[number - 1] ?? { status: 500 });
  return { clock, transport, client: createWildberries({ token: sandboxToken(), clock, transport, retries: 0, deadlineMs: 3_600_000 }) };
}

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}

it('finance: ids beyond 2^53 and decimal amounts keep every digit, and 204 ends the report', async () => {
  const row = '[{"reportId":90071992547409931,"rrdId":9007199254740993,"forPay":"376.99"}]';
  const { clock, transport, client } = answering({ body: row, headers: { 'content-type': 'application/json' } }, { status: 204 });
  const rows = await clock.run(all(client.salesReports.detailsByReportAll({ reportId: '90071992547409931' })));
  expect(rows).toEqual([{ reportId: '90071992547409931', rrdId: '9007199254740993', forPay: '376.99' }]);
  expect(transport.requests.map(({ url }) => new URL(url).pathname.split('/').at(-1))).toEqual(['90071992547409931', '90071992547409931']);
  // The number itself, or Wildberries would begin the report anew for ever.
  expect(transport.requests.map(({ body }) => /"rrdId":"?(\d+)/.exec(body as string)?.[1])).toEqual(['0', '9007199254740993']);
});

it('finance: rows of autumn 2026, with fields and types that the documents of August do not know, come through whole', async () => {
  const row = { rrdId: 5, documentType: 'Продажа', sellerPromo: 12.5 };
  const { clock, client } = answering({ body: [row] }, { status: 204 });
  expect(await clock.run(all(client.salesReports.detailsAll({ dateFrom: '2026-11-01', dateTo: '2026-11-07' })))).toEqual([row]);
});

it('statistics: each page begins at the last change of the one before, and [] ends it', async () => {
  const { clock, transport, client } = answering(
    { body: [{ srid: 'a', lastChangeDate: '2026-11-01T10:00:00' }, { srid: 'b', lastChangeDate: '2026-11-02T11:30:05' }] },
    { body: [] },
  );
  expect(await clock.run(all(client.statistics.ordersAll({ dateFrom: '2026-11-01' })))).toHaveLength(2);
  // Moscow time without a zone: sent back as it came, not as a moment of another zone.
  expect(transport.requests.map(({ url }) => new URL(url).searchParams.get('dateFrom'))).toEqual(['2026-11-01', '2026-11-02T11:30:05']);
});
