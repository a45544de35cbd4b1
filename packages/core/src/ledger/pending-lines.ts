import type { OutcomeEvent } from '../bulk/bulk-event.js';
import { accepted, unknown } from '../bulk/outcomes.js';
import type { CatalogPort, InDoubt, ReconcileOptions } from '../marketplace/marketplace.js';
import type { LedgerEntry, LedgerScope } from './ledger.js';
import { isFinal, ledgerOutcome } from './ledger-lines.js';
import type { Line } from './ledger-lines.js';
import type { LedgerSession } from './ledger-use.js';

export interface Answers<Item> {
  /** Settled by what the marketplace shows: nothing is sent. */
  readonly ended: readonly { readonly line: Line<Item>; readonly event: OutcomeEvent }[];
  /** To be sent: it did not arrive, or it has changed since. */
  readonly send: readonly Line<Item>[];
  /** Nothing to be seen yet. */
  readonly wait: readonly Line<Item>[];
}

type Reconcile = NonNullable<CatalogPort['reconcile']>;
type Pending = NonNullable<LedgerEntry['pending']>;

/** So far the marketplace's clock and ours may be apart, milliseconds. */
const clocksApartMs = 120_000;

const pendingOf = ({ entry }: Line<unknown>) => entry?.pending as Pending;

/** Asks the marketplace what became of lines that an earlier run left pending, and notes it in the ledger. */
export async function askPending<Item extends { readonly sku: string }>(
  lines: readonly Line<Item>[], scope: LedgerScope, reconcile: Reconcile, session: LedgerSession, signal: AbortSignal,
): Promise<Answers<Item>> {
  const answers = { ended: [] as { line: Line<Item>; event: OutcomeEvent }[], send: [] as Line<Item>[], wait: [] as Line<Item>[] };
  for (const [run, group] of groupedByRun(lines)) {
    const options: ReconcileOptions = { since: Math.min(...group.map((line) => pendingOf(line).at)), signal };
    const told = new Map<string, OutcomeEvent>();
    const entries = new Map(group.map(({ key, entry }) => [key.sku, entry]));
    for await (const event of reconcile(group.map(inDoubt), options)) told.set(event.sku, believable(event, entries.get(event.sku)));
    const found = group.flatMap((line) => {
      const event = told.get(line.key.sku);
      return event && event.type !== 'unknown' ? [ledgerOutcome({ ...line, hash: pendingOf(line).hash }, event)] : [];
    });
    if (found.length > 0) await session.ledger.settle(scope, found, { id: run, at: session.clock.now() });
    for (const line of group) sort(line, told.get(line.key.sku), session, answers);
  }
  return answers;
}

function sort<Item>(line: Line<Item>, event: OutcomeEvent | undefined, session: LedgerSession, { ended, send, wait }: { ended: { line: Line<Item>; event: OutcomeEvent }[]; send: Line<Item>[]; wait: Line<Item>[] }): void {
  const { rules, clock } = session;
  const isSame = pendingOf(line).hash === line.hash;
  if (!event || event.type === 'unknown') {
    const isOver = clock.now() >= pendingOf(line).at + session.settleMs || clock.monotonic() >= session.patientUntil;
    if (!isOver) wait.push(line);
    else if (event?.type === 'unknown' && event.underWay) ended.push({ line, event: stillUnderWay(line, event.reason.message) });
    else send.push(line);
  } else if (event.type === 'accepted') {
    const externalIds = { ...line.externalIds, ...event.externalIds };
    if (isSame && !rules.force) ended.push({ line, event: { ...accepted(line.key.sku, externalIds, event.warnings), unchanged: true } });
    else send.push({ ...line, externalIds });
  } else if (isSame && isFinal(event.reasons) && !rules.retryRejected && !rules.force) {
    ended.push({ line, event: { ...event, unchanged: true } });
  } else send.push(line);
}

/**
 * What a marketplace shows of a card, as far as it is to be believed. A card that was accepted shortly before it was sent anew shows a
 * change from about that time either way: without a task to ask for, nobody can tell which of the two it is. It is there already, so
 * sending it again makes no second one.
 */
export function believable(event: OutcomeEvent, entry: LedgerEntry | undefined): OutcomeEvent {
  const { accepted: former, pending } = entry ?? {};
  if (event.type === 'unknown' || !pending || pending.task !== undefined || !former || pending.at - former.at >= clocksApartMs) return event;
  return unknown(event.sku, { code: 'occwo.card-unsure', message: 'the card was changed twice in a short time, and which change it shows is not known', hint: 'publish it again' });
}

/** Where the content has changed since, only its being there counts: the new content cannot show yet. */
function inDoubt<Item extends { readonly sku: string }>(line: Line<Item>): InDoubt {
  const { hash, task } = pendingOf(line);
  return { ...(hash === line.hash ? line.item : { sku: line.item.sku }), ...(task !== undefined && { task }) };
}

function groupedByRun<Item>(lines: readonly Line<Item>[]): Map<string, Line<Item>[]> {
  const groups = new Map<string, Line<Item>[]>();
  for (const line of lines) groups.set(pendingOf(line).run, [...(groups.get(pendingOf(line).run) ?? []), line]);
  return groups;
}

export function stillUnderWay({ key, entry }: Line<unknown>, message = 'an earlier run sent it, and nothing of it shows yet'): OutcomeEvent {
  const sentAt = new Date(entry?.pending?.at ?? 0).toISOString();
  return unknown(key.sku, { code: 'occwo.still-pending', message: `sent ${sentAt}: ${message}`, hint: 'run it again later: it is asked for again before anything is sent' });
}
