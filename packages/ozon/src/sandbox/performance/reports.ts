import type { SandboxContext, SandboxHandler, SandboxReply, SandboxRequest } from '@occwo/core/sandbox';
import { json } from '@occwo/core/sandbox';
import type { RouteHandlers } from '../handlers/shop-context.js';
import { performanceError } from './tokens.js';
import { zip } from './zip.js';

interface Report {
  readonly uuid: string;
  readonly startedAt: number;
  readonly createdAt: string;
  readonly request: Readonly<Record<string, unknown>>;
}

const mostCampaigns = 10;
const mostDays = 62;
const dayMs = 86_400_000;

/** The routes that start a report; two of them by GET. */
const starts = [
  'POST /api/client/statistics', 'POST /api/client/statistics/video', 'POST /api/client/statistics/attribution', 'POST /api/client/statistics/phrases',
  'POST /api/client/statistic/orders/generate', 'POST /api/client/statistic/products/generate',
  'GET /api/client/statistics/all_sku_promo/orders/generate', 'GET /api/client/statistics/all_sku_promo/products/generate',
  'POST /api/client/vendors/statistics',
];

/** Statistics: one report at a time, which takes `taskMs`; a CSV for one campaign, a ZIP of them for several. */
export function reportHandlers(taskMs: number): RouteHandlers {
  const reports = new Map<string, Report>();
  const stateOf = ({ startedAt }: Report, now: number) => (now - startedAt >= taskMs ? 'OK' : now - startedAt >= taskMs / 3 ? 'IN_PROGRESS' : 'NOT_STARTED');

  const start: SandboxHandler = ({ body, query }, { clock, random, effect }) => {
    const request = (body ?? query) as Report['request'];
    const refusal = refusalOf(request);
    if (refusal) return refusal;
    const now = clock.monotonic();
    if ([...reports.values()].some((report) => stateOf(report, now) !== 'OK')) return performanceError(429, 'one report at a time: another is being made');
    const uuid = uuidOf(random);
    reports.set(uuid, { uuid, startedAt: now, createdAt: new Date(clock.now()).toISOString(), request });
    effect('report', uuid, request);
    return json(200, { UUID: uuid, vendor: false });
  };

  const describe = (report: Report, { clock }: SandboxContext) => {
    const state = stateOf(report, clock.monotonic());
    return {
      UUID: report.uuid, state, createdAt: report.createdAt, updatedAt: new Date(clock.now()).toISOString(), kind: 'STATS',
      ...(report.request.campaigns !== undefined && { request: report.request }),
      ...(state === 'OK' && { link: `/api/client/statistics/report?UUID=${report.uuid}` }),
    };
  };

  const status: SandboxHandler = ({ path }, context) => {
    const report = reports.get(path.UUID ?? '');
    return report ? json(200, describe(report, context)) : notFound();
  };
  const notFound = () => performanceError(404, 'report not found');

  return {
    ...Object.fromEntries(starts.map((route) => [route, start])),
    'GET /api/client/statistics/{UUID}': status,
    'GET /api/client/vendors/statistics/{UUID}': status,
    'GET /api/client/statistics/externallist': (_request, context) =>
      json(200, { items: [...reports.values()].map((report) => ({ name: report.uuid, meta: describe(report, context) })), total: String(reports.size) }),
    'GET /api/client/statistics/report': ({ query }: SandboxRequest, { clock }) => {
      const report = reports.get(String(query.UUID));
      return report && stateOf(report, clock.monotonic()) === 'OK' ? fileOf(report) : notFound();
    },
  };
}

function refusalOf({ campaigns, dateFrom, dateTo, from, to }: Report['request']): SandboxReply | undefined {
  if (Array.isArray(campaigns) && campaigns.length > mostCampaigns) return performanceError(400, `at most ${mostCampaigns} campaigns a report`);
  const [first, last] = [dateFrom ?? from, dateTo ?? to].map((date) => Date.parse(String(date)));
  if ((last ?? 0) - (first ?? 0) > mostDays * dayMs) return performanceError(400, `at most ${mostDays} days a report`);
  return undefined;
}

function fileOf({ request }: Report): SandboxReply {
  const campaigns = Array.isArray(request.campaigns) ? request.campaigns.map(String) : ['all'];
  const csv = (campaign: string) => Buffer.from(`\uFEFF;Кампания № ${campaign}\nsku;Показы;Клики;Расход, ₽\nВсего;0;0;0,00\n`, 'utf8');
  const [only = ''] = campaigns;
  if (campaigns.length < 2) return { status: 200, headers: { 'content-type': 'text/csv; charset=UTF-8' }, body: csv(only) };
  return { status: 200, headers: { 'content-type': 'application/zip' }, body: zip(campaigns.map((id) => ({ name: `${id}.csv`, content: csv(id) }))) };
}

function uuidOf(random: () => number): string {
  const hex = (length: number) => Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');
  return [hex(8), hex(4), hex(4), hex(4), hex(12)].join('-');
}
