import { json } from '@occwo/core/sandbox';
import type { SandboxContext } from '@occwo/core/sandbox';
import type { ImportItem, ImportStatus } from '../../marketplace/wire.js';
import { cardErrors } from '../card-rules.js';
import { invalid, status, tooManyItems } from '../replies.js';
import { over } from './shop-context.js';
import type { RouteHandlers, ShopContext } from './shop-context.js';

const most = 100;

/** Cards: the import that only makes a task, and the task's results, which come when its time has come. */
export function importHandlers(context: ShopContext): RouteHandlers {
  const { shop, quota, taskMs } = context;
  return {
    'POST /v3/product/import': over<{ items?: readonly ImportItem[] }>(context, ({ items = [] }, sandbox) => {
      if (items.length === 0 || items.length > most) return invalid(`invalid ImportProductsRequest.Items: value must contain between 1 and ${most} items, inclusive`);
      const updated = items.filter(({ offer_id }) => shop.cards.has(offer_id)).length;
      const refused = context.refuse ? quota.take(items.length - updated, updated) : undefined;
      if (refused) return tooManyItems(refused.waitMs, refused.remaining);
      const now = sandbox.clock.monotonic();
      const task = shop.addTask({
        offerIds: items.map(({ offer_id }) => offer_id),
        doneAt: now + taskMs,
        finish: () => items.map((item) => importOne(item, context, sandbox)),
      });
      return json(200, { result: { task_id: task.id } });
    }),

    'POST /v1/product/import/info': over<{ task_id: number }>(context, ({ task_id }) => {
      const task = shop.tasks.get(Number(task_id));
      if (!task) return status(404, 5, 'Task not found');
      const pending = task.offerIds.map((offer_id): ImportStatus => ({ offer_id, product_id: 0, status: 'pending', errors: [] }));
      const items = task.results ?? pending;
      return json(200, { result: { items, total: items.length } });
    }),
  };
}

function importOne(item: ImportItem, { shop, refuse }: ShopContext, sandbox: SandboxContext): ImportStatus {
  const errors = refuse ? cardErrors(item) : [];
  const known = shop.cards.get(item.offer_id);
  if (errors.length > 0) return { offer_id: item.offer_id, product_id: known?.productId ?? 0, status: 'failed', errors };
  if (known && JSON.stringify(known.item) === JSON.stringify(item)) {
    return { offer_id: item.offer_id, product_id: known.productId, status: 'skipped', errors: [] };
  }
  const card = shop.put(item, sandbox.clock.now());
  sandbox.effect('card', item.offer_id, { productId: card.productId, name: item.name, price: item.price });
  return { offer_id: item.offer_id, product_id: card.productId, status: 'imported', errors: [] };
}
