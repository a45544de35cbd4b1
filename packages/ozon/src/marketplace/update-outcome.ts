import type { OutcomeEvent } from '@occwo/core';
import { accepted, rejected } from '@occwo/core/client';
import { reasonOf } from './reasons.js';
import type { UpdateResult } from './wire.js';

/** What came of one price or stock. A status of 200 says nothing: `updated` and `errors` do. */
export function outcomeOfUpdate(sku: string, { updated, errors, product_id }: UpdateResult): OutcomeEvent {
  const reasons = (errors ?? []).map(reasonOf);
  if (reasons.length > 0) return rejected(sku, ...reasons);
  if (!updated) return rejected(sku, { code: 'not_updated', message: 'Ozon did not update it and gave no reason', hint: 'try again later', temporary: true });
  return accepted(sku, product_id ? { productId: String(product_id) } : undefined);
}
