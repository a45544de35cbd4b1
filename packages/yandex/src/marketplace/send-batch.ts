import { ApiError, RefusedError, ValidationError } from '@occwo/core';
import type { OutcomeEvent, Reason } from '@occwo/core';
import { rejected } from '@occwo/core/client';
import { concernsWholeRequest } from '../errors/codes.js';
import { offerReasons, reasonsOf } from './reasons.js';

/** The most that a body may hold: 400 "The request is too big" above it. */
const maxBytes = 512 * 1024;

/** How one kind of item travels in a request that is taken or refused as a whole. */
export interface BatchSender<Item, Body> {
  readonly sku: (item: Item) => string;
  /** The body of a request that holds these items. */
  readonly body: (items: readonly Item[]) => Body;
  /** Sends it and gives back the reply. */
  readonly send: (body: Body) => Promise<unknown>;
  /** What an item of a request that was taken ends as. */
  readonly taken: (item: Item, reply: unknown) => OutcomeEvent;
  /** `halves` (default) where few are bad; `singles` where any of them may be. */
  readonly split?: 'halves' | 'singles';
}

/**
 * Sends items all-or-nothing and still gives each its own outcome. Offers that the answer names are refused and the rest goes out again;
 * where it names none, the batch is halved until what is wrong stands alone. A failure that has nothing to do with the items
 * (a lock, a broken connection) is thrown after all other parts have been sent; items of the failed part then have no outcome.
 */
export async function* sendAllOrNothing<Item, Body>(items: readonly Item[], sender: BatchSender<Item, Body>): AsyncGenerator<OutcomeEvent> {
  const waiting: (readonly Item[])[] = items.length > 0 ? [items] : [];
  let failure: unknown;
  for (let part = waiting.pop(); part; part = waiting.pop()) {
    const body = sender.body(part);
    if (part.length > 1 && Buffer.byteLength(JSON.stringify(body)) > maxBytes) {
      waiting.push(...halves(part));
      continue;
    }
    try {
      const reply = await sender.send(body);
      for (const item of part) yield sender.taken(item, reply);
    } catch (error) {
      if (endsEverything(error)) throw moreDoubtful(failure, error);
      const named = error instanceof ApiError ? offerReasons(error.body, 'errors') : new Map<string, Reason[]>();
      const reasonsFor = (item: Item) => named.get(sender.sku(item).trim());
      const bad = part.filter((item) => reasonsFor(item) !== undefined);
      if (bad.length > 0) {
        for (const item of bad) yield rejected(sender.sku(item), ...(reasonsFor(item) ?? []));
        if (bad.length < part.length) waiting.push(part.filter((item) => !bad.includes(item)));
      } else if (!concernsItems(error)) {
        failure = moreDoubtful(failure, error);
      } else if (part.length === 1) {
        for (const item of part) yield rejected(sender.sku(item), ...refusal(error));
      } else {
        waiting.push(...(sender.split === 'singles' ? part.map((item) => [item]).reverse() : halves(part)));
      }
    }
  }
  if (failure !== undefined) throw failure;
}

/** Works groups off one after another. The failure of one does not keep the others from going out; it is thrown at the end. */
export async function* inTurn(...groups: readonly AsyncIterable<OutcomeEvent>[]): AsyncGenerator<OutcomeEvent> {
  let failure: unknown;
  for (const group of groups) {
    try {
      yield* group;
    } catch (error) {
      failure = moreDoubtful(failure, error);
    }
  }
  if (failure !== undefined) throw failure;
}

/** Second half first: the list is worked off from its end, so that outcomes come in the order of the input. */
function halves<Item>(part: readonly Item[]): (readonly Item[])[] {
  const middle = Math.ceil(part.length / 2);
  return [part.slice(middle), part.slice(0, middle)];
}

/** Whether no other part has a chance either. */
function endsEverything(error: unknown): boolean {
  if (error instanceof ApiError) return ['unauthorized', 'forbidden', 'payment-required', 'obsolete-method'].includes(error.code);
  return error instanceof RefusedError;
}

const itemCodes = new Set(['OFFER_NOT_FOUND', 'MODEL_NOT_FOUND', 'CATEGORY_NOT_FOUND', 'ITEM_NOT_FOUND']);

/** Whether a refusal may come from single items, so that the others may pass without them. */
function concernsItems(error: unknown): boolean {
  if (error instanceof ValidationError) return true;
  if (!(error instanceof ApiError) || concernsWholeRequest(error.vendorCode, error.message)) return false;
  if (error.code === 'not-found') return error.vendorCode !== undefined && itemCodes.has(error.vendorCode);
  return ['invalid-request', 'rejected', 'conflict', 'too-large'].includes(error.code);
}

function refusal(error: unknown): Reason[] {
  if (error instanceof ApiError) return reasonsOf(error);
  if (!(error instanceof ValidationError)) return [];
  return error.issues.map(({ path, rule, found }) => ({
    code: 'occwo.validation', field: path, message: `${path} ${rule}, found ${found}`, hint: `correct ${path}; nothing was sent`,
  }));
}

/** Of two failures the one that proves less: what it leaves open must not be called refused because of the other. */
function moreDoubtful(first: unknown, second: unknown): unknown {
  const provesRefusal = (error: unknown) => error instanceof RefusedError || (error instanceof ApiError && error.status >= 400 && error.status < 500);
  return first === undefined || (provesRefusal(first) && !provesRefusal(second)) ? second : first;
}
