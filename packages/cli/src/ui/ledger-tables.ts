import type { LedgerCount, LedgerEntry } from '@occwo/core/ledger';
import Table from 'cli-table3';
import { reasonText } from '../messages/errors/error-text.js';
import type { Language } from '../messages/language.js';
import { translate } from '../messages/translate.js';
import { iso } from '../services/ledger/entry-document.js';

const look = { style: { head: [], border: [] }, chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' } };
/** What a row is wide beside the last error, where articles and ids are of the usual length. */
const besideError = 100;

/** How many entries each account has, by kind and status. */
export function ledgerCounts(counts: readonly LedgerCount[], language: Language): string {
  const statuses = ['accepted', 'rejected', 'pending'] as const;
  const rows = new Map<string, { readonly account: string; readonly kind: LedgerCount['kind']; readonly by: Partial<Record<LedgerCount['status'], number>> }>();
  for (const { account, kind, status, entries } of counts) {
    const key = JSON.stringify([account, kind]);
    rows.set(key, { account, kind, by: { ...rows.get(key)?.by, [status]: entries } });
  }
  const table = new Table({
    ...look,
    head: [translate(language, 'ledger.account'), translate(language, 'ledger.kind'), ...statuses.map((status) => translate(language, `ledger.status-${status}`))],
    colAligns: ['left', 'left', 'right', 'right', 'right'],
  });
  for (const { account, kind, by } of rows.values()) table.push([account, translate(language, `ledger.kind-${kind}`), ...statuses.map((status) => by[status] ?? 0)]);
  return `${table.toString()}\n`;
}

/** A row an entry. `width` is the terminal's, in characters. */
export function ledgerRows(entries: readonly LedgerEntry[], language: Language, width = 160): string {
  const say = (key: 'account' | 'kind' | 'sku' | 'status' | 'since' | 'ids' | 'error') => translate(language, `ledger.${key}`);
  const longest = Math.max(24, width - besideError);
  const table = new Table({ ...look, head: [say('account'), say('kind'), say('sku'), say('status'), say('since'), say('ids'), say('error')] });
  for (const { account, kind, sku, warehouse, status, updatedAt, externalIds, error } of entries) {
    const [first] = error?.reasons ?? [];
    const reason = first && reasonText(first, language);
    const ids = Object.entries(externalIds).map(([name, id]) => `${name} ${id}`).join(', ');
    const what = translate(language, `ledger.kind-${kind}`);
    const text = reason ? `${reason.code}: ${reason.message}`.replaceAll(/\s+/g, ' ') : '';
    const shown = text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
    table.push([account, warehouse === undefined ? what : `${what} (${warehouse})`, sku, translate(language, `ledger.status-${status}`), iso(updatedAt).slice(0, 19), ids, shown]);
  }
  return `${table.toString()}\n`;
}
