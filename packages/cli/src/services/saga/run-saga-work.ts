import { once } from 'node:events';
import { hostname } from 'node:os';
import { sleep, systemClock } from '@occwo/core';
import type { Clock, Logger } from '@occwo/core';
import type { Database, Definition, SagaEvent, Sagas } from '@occwo/saga';
import { exitCodes } from '../../errors/exit-code.js';
import { translate } from '../../messages/translate.js';
import { loadDefinitions } from './load-definitions.js';
import { checkQueue, startRelay } from './relay.js';
import type { Relay } from './relay.js';
import { printDocument } from './saga-world.js';
import type { SagaWorld } from './saga-world.js';
import { timeSpan } from './time-span.js';
import { mustBeMigrated, withDatabase } from './with-sagas.js';
import { workerFigures } from './worker-figures.js';
import type { Figures } from './worker-figures.js';

export interface SagaWorkInput extends SagaWorld {
  readonly module?: string | undefined;
  readonly concurrency?: number | undefined;
  /** `amqp://…` or `database`; without it nothing is relayed. */
  readonly queue?: string | undefined;
  /** Times like `15s`. */
  readonly lease: string;
  readonly drain: string;
  readonly health: string;
  /** Aborts when the worker shall stop. */
  readonly stop: AbortSignal;
  readonly clock?: Clock;
}

/** Runs a worker until `stop` aborts, then lets running attempts finish. What it leaves is taken up by others. */
export async function runSagaWork(input: SagaWorkInput): Promise<number> {
  const { language, streams, stop, queue, clock = systemClock } = input;
  const [leaseMs, drainMs, healthMs] = [timeSpan('--lease', input.lease), timeSpan('--drain', input.drain), timeSpan('--health', input.health)];
  if (queue !== undefined) checkQueue(queue);
  const { definitions } = await loadDefinitions(input);
  return withDatabase(input, { mayMake: true }, async (database, { label }) => {
    const { createSagas, migrate } = await import('@occwo/saga');
    // A file is this worker's own. The tables of a server are changed when its people say so.
    if (database.dialect === 'sqlite') await migrate(database);
    else await mustBeMigrated(database);
    const say = (text: string) => void streams.stderr.write(`${text}\n`);
    const log = logTo(say);
    const { figures, count } = workerFigures();
    const onEvent = (event: SagaEvent) => {
      count(event);
      if (event.type === 'stuck') say(translate(language, 'saga.now-stuck', { saga: `${event.saga}/${event.key}`, direction: event.direction, step: event.step, why: event.why }));
    };
    const sagas = createSagas({
      database, definitions, leaseMs, log, onEvent, worker: `${hostname()}-${process.pid}`, ...(input.concurrency !== undefined && { concurrency: input.concurrency }),
    });
    await sagas.work();
    const relay = queue === undefined ? undefined : await startRelay(queue, database, sagas, log);
    const names = definitions.map(({ name, version }) => `${name}@${version}`);
    say(translate(language, 'saga.working', { sagas: names.join(', '), database: label }));
    if (!relay && definitions.some(sendsCommands)) say(translate(language, 'saga.no-queue'));

    await untilStopped({ stop, healthMs, clock, tell: async () => say(await healthLine(figures, database, relay, clock, input)) });

    say(translate(language, 'saga.stopping', { seconds: Math.round(drainMs / 1_000) }));
    await end(sagas, relay, drainMs);
    if (input.json) printDocument(input, { database: label, sagas: names, ...figures });
    else say(await healthLine(figures, database, undefined, clock, input));
    return exitCodes.done;
  });
}

const sendsCommands = ({ steps }: Definition): boolean => [...steps.values()].some(({ kind, child }) => kind === 'command' || (child !== undefined && sendsCommands(child)));

async function end(sagas: Sagas, relay: Relay | undefined, drainMs: number): Promise<void> {
  await sagas.stop({ drainMs });
  // Last, so that what the last attempts emitted may still leave.
  await relay?.stop();
}

interface Waiting {
  readonly stop: AbortSignal;
  readonly healthMs: number;
  readonly clock: Clock;
  readonly tell: () => Promise<void>;
}

async function untilStopped({ stop, healthMs, clock, tell }: Waiting): Promise<void> {
  while (!stop.aborted) {
    if (healthMs === 0) await once(stop, 'abort');
    else await sleep(clock, healthMs, stop).then(tell, () => undefined);
  }
}

async function healthLine(figures: Figures, database: Database, relay: Relay | undefined, clock: Clock, { language }: SagaWorkInput): Promise<string> {
  const answered = (await pingMs(database, clock))?.toFixed(0);
  const line = translate(language, 'saga.health', { ...figures, database: answered === undefined ? translate(language, 'saga.health-silent') : `${answered} ms` });
  const count = await relay?.backlog().catch(() => '?');
  return count === undefined ? line : `${line}${translate(language, 'saga.health-outbox', { count })}`;
}

/** How long the database takes to answer; undefined if it does not within five seconds, as in a connection that has died in silence. */
async function pingMs(database: Database, clock: Clock): Promise<number | undefined> {
  const askedAt = clock.monotonic();
  const patience = new AbortController();
  const tooLate = sleep(clock, 5_000, patience.signal).then(() => undefined, () => undefined);
  const answer = database.query('select 1').then(() => clock.monotonic() - askedAt, () => undefined);
  return Promise.race([answer, tooLate]).finally(() => patience.abort());
}

/** What the runner warns of, a line each. */
function logTo(say: (line: string) => void): Logger {
  const line = (level: string) => (message: string, fields?: Record<string, unknown>) => say(`${level} ${message}${fields ? ` ${JSON.stringify(fields)}` : ''}`);
  return { debug: () => undefined, info: () => undefined, warn: line('warn'), error: line('error') };
}
