import { json } from '@occwo/core/sandbox';
import type { RouteHandlers } from '../handlers/shop-context.js';
import { performanceError } from './tokens.js';

interface Campaign {
  readonly id: string;
  readonly title: string;
  state: 'CAMPAIGN_STATE_RUNNING' | 'CAMPAIGN_STATE_INACTIVE';
}

/** Three campaigns that can be listed, started and stopped. Ids are text, as in every answer of this API. */
export function campaignHandlers(): RouteHandlers {
  const campaigns: Campaign[] = [
    { id: '14000001', title: 'Наушники', state: 'CAMPAIGN_STATE_RUNNING' },
    { id: '14000002', title: 'Футболки', state: 'CAMPAIGN_STATE_INACTIVE' },
    { id: '14000003', title: 'Книги', state: 'CAMPAIGN_STATE_RUNNING' },
  ];
  const describe = ({ id, title, state }: Campaign) => ({ id, title, state, advObjectType: 'SKU', paymentType: 'CPC', budget: '0', dailyBudget: '500000000' });

  const change = (state: Campaign['state']): RouteHandlers[string] => ({ path }, { effect }) => {
    const campaign = campaigns.find(({ id }) => id === path.campaignId);
    if (!campaign) return performanceError(404, 'campaign not found');
    campaign.state = state;
    effect('campaign', campaign.id, state);
    return json(200, describe(campaign));
  };

  return {
    'GET /api/client/campaign': ({ query }) => {
      const wanted = new Set([query.campaignIds ?? []].flat());
      const found = campaigns.filter(({ id, state }) => (wanted.size === 0 || wanted.has(id)) && (!query.state || query.state === state));
      const size = Number(query.pageSize ?? found.length);
      const start = (Math.max(1, Number(query.page ?? 1)) - 1) * size;
      return json(200, { list: found.slice(start, start + size).map(describe), total: String(found.length) });
    },
    'POST /api/client/campaign/{campaignId}/activate': change('CAMPAIGN_STATE_RUNNING'),
    'POST /api/client/campaign/{campaignId}/deactivate': change('CAMPAIGN_STATE_INACTIVE'),
  };
}
