import { EventEmitter } from 'node:events';
import { fakeClock } from '@occwo/core/testing';
import { describe, expect, it } from 'vitest';
import { capturedStreams } from '../testing/captured-streams.js';
import { exitCodeRows, exitCodeText } from './exit-code-table.js';
import { interruption } from './interruption.js';
import { ledgerRows } from './ledger-tables.js';
import { plainProgress } from './progress.js';
import { summaryTable } from './summary-table.js';

const totals = { read: 0, sent: 0, accepted: 0, rejected: 0, unknown: 0, skipped: 0 };
const outcome = { type: 'outcome', sku: 'a', outcome: 'accepted', step: 'stocks', reasons: [], warnings: [], externalIds: {} } as const;

describe('plainProgress', () => {
  it('writes a line a second at most, and one at the end', async () => {
    const streams = capturedStreams();
    const clock = fakeClock();
    const progress = plainProgress(streams.stderr, 'en', clock);
    progress.start(3);
    progress.event('ozon', { type: 'progress', step: 'catalog', read: 2, accepted: 2, rejected: 0, unknown: 0 }, totals);
    progress.event('ozon', outcome, { ...totals, accepted: 1 });
    await clock.advance(1000);
    progress.event('ozon', outcome, { ...totals, accepted: 2 });
    progress.event('ozon', outcome, { ...totals, accepted: 2, rejected: 1 });
    expect(streams.err().split('\n')).toEqual([
      '3 items in the catalogue', 'ozon: 0/3, accepted 0, rejected 0, unknown 0 (cards 2)', 'ozon: 2/3, accepted 2, rejected 0, unknown 0 (cards 2)',
      'ozon: 3/3, accepted 2, rejected 1, unknown 0 (cards 2)', '',
    ]);
    expect(streams.out()).toBe('');
  });
});

describe('summaryTable', () => {
  it('shows totals and reasons, long texts shortened', () => {
    const table = summaryTable([{
      marketplace: 'ozon', ...totals, read: 3, sent: 3, accepted: 1, rejected: 2, milliseconds: 1234,
      reasons: [{ outcome: 'rejected', code: 'BARCODE', count: 2, message: `bad\n${'x'.repeat(200)}`, sku: 'a' }],
    }], 'ru');
    expect(table).toContain('Маркетплейс');
    expect(table).toMatch(/ozon +│ +3 │ +3 │ +1 │ +2 │ +0 │ +1\.2 │/);
    expect(table).toMatch(/отклонено │ BARCODE │ +2 │ a: bad x+… │/);
    expect(table).not.toContain('Пропущено');
  });
});

describe('ledgerRows', () => {
  it("tells our own reasons in the person's language, and a marketplace's as it wrote them", () => {
    const entry = { account: 'ozon', kind: 'product', status: 'rejected', updatedAt: 0, externalIds: {} } as const;
    const rows = (['en', 'ru'] as const).map((language) => ledgerRows([
      { ...entry, sku: 'a', error: { at: 0, reasons: [{ code: 'occwo.duplicate-sku', message: 'the same sku stands in the source before' }] } },
      { ...entry, sku: 'b', error: { at: 0, reasons: [{ code: 'BARCODE', message: 'barcode is taken' }] } },
    ], language, 200));
    expect(rows[0]).toContain('occwo.duplicate-sku: the same sku');
    expect(rows[1]).toMatch(/occwo\.duplicate-sku: [а-яё]/i);
    for (const text of rows) expect(text).toContain('BARCODE: barcode is taken');
  });
});

describe('interruption', () => {
  it('stops at the first signal and aborts at the second', () => {
    const streams = capturedStreams();
    const source = Object.assign(new EventEmitter(), { stderr: streams.stderr });
    const { stop, abort, release } = interruption(source, 'en');
    source.emit('SIGINT');
    expect([stop.aborted, abort.aborted]).toEqual([true, false]);
    expect(streams.err()).toContain('finishing what is under way');
    source.emit('SIGINT');
    expect(abort.aborted).toBe(true);
    release();
    expect(source.listenerCount('SIGINT') + source.listenerCount('SIGTERM')).toBe(0);
  });
});

describe('exit codes', () => {
  it('are all explained, in both languages', () => {
    expect(exitCodeRows('en').map(({ code }) => code)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 130]);
    expect(exitCodeText('ru')).toContain('  130  прервано');
  });
});
