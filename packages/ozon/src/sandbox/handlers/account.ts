import { json } from '@occwo/core/sandbox';
import { invalid } from '../replies.js';
import { over } from './shop-context.js';
import type { RouteHandlers, ShopContext } from './shop-context.js';

interface ProductIds {
  readonly product_id?: readonly (string | number)[];
}

const most = 100;

/** The account: quotas, the key's rights, the archive. */
export function accountHandlers(context: ShopContext): RouteHandlers {
  const { shop, quota } = context;
  const archive = (archived: boolean) =>
    over<ProductIds>(context, ({ product_id: ids = [] }, sandbox) => {
      if (ids.length === 0 || ids.length > most) return invalid(`invalid ProductId: value must contain between 1 and ${most} items, inclusive`);
      for (const id of ids) {
        const card = shop.byProductId(Number(id));
        if (!card) return invalid(`product ${id} is not found`);
        card.archived = archived;
        sandbox.effect('archive', card.offerId, archived);
      }
      return json(200, { result: true });
    });

  return {
    'POST /v1/product/archive': archive(true),
    'POST /v1/product/unarchive': archive(false),

    'POST /v4/product/info/limit': over(context, () => {
      const { perMinute, perDay } = quota.options;
      const { created, updated, resetAt } = quota.state();
      return json(200, {
        daily_create: { limit: perDay, usage: created, reset_at: resetAt },
        daily_update: { limit: perDay, usage: updated, reset_at: resetAt },
        total: { limit: -1, usage: shop.cards.size },
        operation_limits: { limit: perMinute, limit_type: 'RATE_LIMIT_PER_MINUTE' },
      });
    }),

    'POST /v1/roles': over(context, () => json(200, { expires_at: null, roles: [{ name: 'Admin', methods: ['/'] }] })),
  };
}
