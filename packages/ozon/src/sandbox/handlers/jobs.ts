import type { Operation } from '@occwo/core';
import type { GroupSchemas } from '@occwo/core';
import type { JobFlow } from '@occwo/core/jobs';
import { readAll } from '@occwo/core/jobs';
import { json, sampleValue } from '@occwo/core/sandbox';
import type { SandboxContext, SandboxHandler } from '@occwo/core/sandbox';
import { jobFlows } from '../../client/jobs/flows.js';
import { schemas } from '../../generated/seller/schemas.js';
import { status } from '../replies.js';
import { jobLink } from './job-files.js';
import type { RouteHandlers, ShopContext } from './shop-context.js';
import { putAt } from './put-at.js';

interface SandboxJob {
  readonly startedAt: number;
  readonly number: string | number;
}

/** The words of each status method for a job that runs and one that is done, where they are not the usual ones. */
const words: Readonly<Record<string, readonly [running: string, done: string]>> = {
  'POST /v1/report/info': ['waiting', 'success'],
  'POST /v2/posting/fbs/package-label/get': ['in_progress', 'completed'],
  'POST /v3/posting/fbs/get': ['posting_created', 'posting_in_carriage'],
  'POST /v2/posting/fbs/act/check-status': ['in_process', 'ready'],
  'POST /v5/fbs/posting/product/exemplar/status': ['validation_in_process', 'ship_available'],
  'POST /v1/order/cancel/status': ['На подтверждении', 'Подтверждена'],
  'POST /v1/supply-order/timeslot/status': ['STATUS_IN_PROGRESS', 'STATUS_SUCCESS'],
  'POST /v1/supply-order/pass/status': ['InProgress', 'Success'],
  'POST /v1/fbp/act-from/get': ['PROCESSING', 'EXIST'],
  'POST /v1/fbp/act-to/get': ['IN_PROGRESS', 'FINISHED'],
  'POST /v1/fbp/label/get': ['IN_PROGRESS', 'FINISHED'],
};
const usual = ['IN_PROGRESS', 'SUCCESS'] as const;

/** Every flow of the Seller API that has no handlers of its own: started, worked off in `taskMs`, and fetched. */
export function jobHandlers({ shop, taskMs }: ShopContext): RouteHandlers {
  const jobs = new Map<string, SandboxJob>();
  let made = 7_000_000;
  const keyOf = (route: string, number: unknown) => `${route} ${String(number)}`;

  const begin = (route: string, flow: JobFlow, request: unknown, { clock, effect }: SandboxContext): string | number => {
    const [ticket = ''] = flow.ticket;
    const [given] = ticket.startsWith('request.') ? readAll({ request: { body: request } }, ticket) : [];
    const number = (given as string | number | undefined) ?? (flow.numeric ? (made += 1) : `JOB-${(made += 1)}`);
    jobs.set(keyOf(flow.status, number), { startedAt: clock.monotonic(), number });
    effect('job', route, number);
    return number;
  };

  const start = (route: string, flow: JobFlow): SandboxHandler => async ({ operation, body }, context) => {
    if (flow.status === 'POST /v1/product/import/info') {
      const offerIds = readAll(body, 'items[].offer_id').map(String);
      const finish = () => offerIds.map((offer_id) => ({ offer_id, product_id: shop.cards.get(offer_id)?.productId ?? 0, status: 'imported', errors: [] }));
      const { id } = shop.addTask({ offerIds, doneAt: context.clock.monotonic() + taskMs, finish });
      return json(200, putAt(await sampleReply(operation, context), bestPath(flow.ticket, await sampleReply(operation, context)), id));
    }
    const sample = await sampleReply(operation, context);
    if (flow.ticket[0] === 'tasks[].task_id') {
      const tasks = ['big_label', 'small_label'].map((task_type) => ({ task_id: begin(route, flow, body, context), task_type }));
      return json(200, { tasks });
    }
    const number = begin(route, flow, body, context);
    const place = flow.ticket.filter((path) => !path.startsWith('request.'));
    return json(200, place.length === 0 ? sample : putAt(sample, bestPath(place, sample), number));
  };

  const question = (flow: JobFlow): SandboxHandler => async ({ operation, body, url }, context) => {
    const [asked] = readAll({ body }, flow.as);
    const job = jobs.get(keyOf(flow.status, asked));
    // A posting is there also when nobody has shipped it here.
    if (!job && flow.status === 'POST /v3/posting/fbs/get') return json(200, await sampleReply(operation, context));
    if (!job) return status(404, 5, 'operation was not found');
    const [running, done] = words[flow.status] ?? usual;
    const over = context.clock.monotonic() - job.startedAt >= taskMs;
    let reply = putAt(await sampleReply(operation, context), flow.state, over ? done : running);
    const link = (flow.link ?? []).find((path) => readAll(reply, path).length > 0) ?? (operation.group === 'labelTasks' ? 'file_url' : undefined);
    if (link) reply = putAt(reply, link, over ? jobLink(url, flow, job.number) : undefined);
    return json(200, reply);
  };

  const flows = Object.entries(jobFlows as Readonly<Record<string, JobFlow>>).filter(([route]) => !route.includes('/api/client/'));
  return {
    ...Object.fromEntries(flows.filter(([, flow]) => flow.status !== 'POST /v1/product/import/info').map(([, flow]) => [flow.status, question(flow)])),
    ...Object.fromEntries(flows.map(([route, flow]) => [route, start(route, flow)])),
  };
}

/** The place that the official schema of this answer has. */
const bestPath = (paths: readonly string[], sample: unknown): string => paths.find((path) => readAll(sample, path).length > 0) ?? paths.at(-1) ?? '';

async function sampleReply(operation: Operation, { random }: SandboxContext): Promise<unknown> {
  const group = (await schemas[operation.group as keyof typeof schemas]?.())?.default as GroupSchemas | undefined;
  const schema = group?.operations[operation.name.slice(operation.group.length + 1)]?.reply;
  return schema && group ? sampleValue(schema, { definitions: group.$defs, random, success: true }) : {};
}
