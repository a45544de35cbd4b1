import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** What stands at the cursor of a method. */
function commentOf(group: string, method: string): string {
  const text = readFileSync(new URL(`../generated/methods/${group}.ts`, import.meta.url), 'utf8');
  const end = text.indexOf(`\n  ${method}(`);
  return end < 0 ? '' : text.slice(text.lastIndexOf('/**', end), end);
}

/** Traps that the types cannot tell: successes that hide refusals, codes that only prose explains, steps that switch something on. */
describe('the comment of a method tells', () => {
  it.each([
    ['offerMappings', 'delete', 'result.notDeletedOfferIds'],
    ['offerMappings', 'delete', 'never be used again'],
    ['offerMappings', 'archive', 'result.notArchivedOffers'],
    ['offerMappings', 'unarchive', 'result.notUnarchivedOfferIds'],
    ['offers', 'delete', 'result.notDeletedOfferIds'],
    ['promos', 'updateOffers', 'result.rejectedOffers'],
    ['promos', 'deleteOffers', 'result.rejectedOffers'],
    ['orders', 'updateStatuses', 'errorDetails'],
    ['offerMappings', 'update', 'All or nothing'],
    ['offerCards', 'update', 'results[].errors'],
    ['prices', 'update', '14 is 22 %'],
    ['offers', 'update', '7 (20 %) is not taken since 2026-07-01'],
    ['bids', 'update', 'Switches the API campaign on again'],
    ['bids', 'updateCampaign', 'From 50 to 9999'],
    ['orders', 'list', '30 days'],
    ['orders', 'list', 'all units of a line'],
    ['orders', 'updateStatus', 'marking codes'],
    ['orders', 'updateStatus', '3 calls'],
    ['orders', 'acceptCancellation', 'DBS only'],
  ])('%s.%s: %s', (group, method, text) => {
    expect(commentOf(group, method)).toContain(text);
  });
});
