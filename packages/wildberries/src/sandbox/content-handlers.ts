import { json } from '@occwo/core/sandbox';
import type { SandboxReply, SandboxRequest } from '@occwo/core/sandbox';
import type { CardUpdate } from '../marketplace/card.js';
import type { CardGroup } from '../marketplace/content-calls.js';
import { cardPage, errorPage } from './card-pages.js';
import type { CardListBody, ErrorListBody } from './card-pages.js';
import { join, update, upload } from './card-writes.js';
import { regroup } from './card-groups.js';
import type { RouteHandlers } from './route-handlers.js';
import { content, contentError } from './replies.js';

/** Cards, their errors, the trash and photos. */
export const contentHandlers: RouteHandlers = {
  'POST /content/v2/get/cards/list': ({ body }, { state }) => {
    state.settle();
    return json(200, cardPage([...state.cards.values()], body as CardListBody, 'updatedAt'));
  },
  'POST /content/v2/get/cards/trash': ({ body }, { state }) => json(200, cardPage([...state.trash.values()], body as CardListBody, 'trashedAt')),
  'POST /content/v2/cards/error/list': ({ body }, { state }) => {
    state.settle();
    return content(errorPage(state.errors, body as ErrorListBody));
  },
  'POST /content/v2/cards/upload': ({ body }, writes) => upload(body as readonly CardGroup[], settled(writes)),
  'POST /content/v2/cards/upload/add': ({ body }, writes) => join(body as Parameters<typeof join>[0], settled(writes)),
  'POST /content/v2/cards/update': ({ body }, writes) => update(body as readonly CardUpdate[], settled(writes)),
  'POST /content/v2/cards/moveNm': ({ body }, { state, context }) => regroup(body as Parameters<typeof regroup>[0], state, context),
  'POST /content/v2/cards/delete/trash': ({ body }, { state }) => move(body, (nmID) => {
    const card = state.card(nmID);
    if (!card) return false;
    state.cards.delete(card.vendorCode);
    state.trash.set(card.vendorCode, { ...card, trashedAt: state.stamp() });
    return true;
  }),
  'POST /content/v2/cards/recover': ({ body }, { state }) => move(body, (nmID) => {
    const card = [...state.trash.values()].find((each) => each.nmID === nmID);
    if (!card) return false;
    state.trash.delete(card.vendorCode);
    state.putCard(card);
    return true;
  }),
  'GET /content/v2/cards/limits': (_request, { state }) => content({ freeLimits: 100_000 + state.cards.size, paidLimits: 0 }),
  'POST /content/v2/barcodes': ({ body }, { state }) => {
    const count = (body as { count?: number }).count ?? 1;
    if (count < 1 || count > 5000) return contentError(400, 'Invalid request format');
    return content(Array.from({ length: count }, () => withCheckDigit(`200${state.nextId()}`)));
  },
  'POST /content/v3/media/save': savePhotos,
};

function savePhotos({ body }: SandboxRequest, { state, context }: Parameters<RouteHandlers[string]>[1]): SandboxReply {
  const { nmId, data = [] } = body as { nmId?: number; data?: readonly string[] };
  if (nmId === undefined) return contentError(422, 'nmId is required', null);
  const card = state.card(nmId);
  if (!card) return contentError(400, `nmId ${nmId} not found`, null);
  if (data.length > 30) return contentError(400, 'no more than 30 images are allowed', null);
  // One link that is no image spoils all of them, and the answer is a success all the same.
  if (data.every((link) => /^https?:\/\/\S+$/.test(link) && !/\.(txt|html?)$/i.test(link))) {
    const photos = data.map((link) => ({ big: link, c246x328: link, c516x688: link, square: link, tm: link }));
    context.effect('photos', card.vendorCode, data);
    state.putCard({ ...card, photos });
  }
  return content({});
}

function settled<Writes extends { readonly state: { settle(): void } }>(writes: Writes): Writes {
  writes.state.settle();
  return writes;
}

function move(body: unknown, one: (nmID: number) => boolean): SandboxReply {
  const { nmIDs = [] } = body as { nmIDs?: readonly number[] };
  const missing = nmIDs.filter((nmID) => !one(nmID));
  return missing.length > 0 && missing.length === nmIDs.length ? contentError(400, 'Указан несуществующий nmID карточки товара') : content(null);
}

function withCheckDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
