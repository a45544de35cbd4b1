import { json } from '@occwo/core/sandbox';
import type { SandboxReply, SandboxRequest } from '@occwo/core/sandbox';
import type { HandlerTools, RouteHandlers } from './route-handlers.js';
import { prices } from './replies.js';
import type { PriceUpload } from './seller-state.js';

/** Uploads beside the plain prices: they are worked off in the same history, and change nothing that the sandbox's shop shows. */
export const uploadHandlers: RouteHandlers = {
  'POST /api/v2/upload/task/size': upload((body) => (body as { data: { nmID: number }[] }).data.map(({ nmID }) => nmID), plain),
  'POST /api/v2/upload/task/club-discount': upload((body) => (body as { data: { nmID: number }[] }).data.map(({ nmID }) => nmID), plain),
  'POST /api/discounts-prices/v1/upload/task/b2b/wholesale': upload(
    (body) => (body as { data: { nmId: number }[] }).data.map(({ nmId }) => nmId),
    (id, alreadyExists) => json(alreadyExists ? 208 : 200, { id, alreadyExists, results: [] }),
  ),
  'POST /api/v1/calendar/promotions/upload': upload(
    (body) => (body as { data: { nomenclatures?: number[] } }).data.nomenclatures ?? [],
    (uploadID, alreadyExists) => json(200, { data: { alreadyExists, uploadID } }),
  ),
};

function plain(id: number, alreadyExists: boolean): SandboxReply {
  return prices({ id, alreadyExists }, alreadyExists ? 208 : 200, alreadyExists ? 'This task already exists' : '');
}

function upload(nmIDsOf: (body: unknown) => readonly number[], answer: (id: number, alreadyExists: boolean) => SandboxReply) {
  return ({ body, operation }: SandboxRequest, { state, refuse }: HandlerTools): SandboxReply => {
    state.settle();
    const text = `${operation.name} ${JSON.stringify(body)}`;
    const same = state.uploads.find((one) => one.text === text && !one.results);
    if (same) return answer(same.id, true);
    const goods = nmIDsOf(body).map((nmID) => state.prices.get(nmID) ?? { nmID, price: 0, discount: 0 });
    const made: PriceUpload = { id: state.nextId(), text, goods, dueAt: state.later(() => {
      made.results = goods.map((good) => (refuse && !state.card(good.nmID) ? { ...good, status: 3, errorText: 'Invalid item No.' } : { ...good, status: 2, errorText: null }));
    }) };
    state.uploads.push(made);
    return answer(made.id, false);
  };
}
