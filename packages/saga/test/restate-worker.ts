// An endpoint in a process of its own. Takes one JSON line a command, prints one an event; dies by SIGKILL at the nth point.
import { createInterface } from 'node:readline';
import { openDatabase } from '../src/index.js';
import { restateEndpoint } from '../src/restate/index.js';
import { messagesOf, restateSuite } from './restate-suites.js';
import type { SuiteName } from './restate-suites.js';

export interface RestateJob {
  readonly suite: SuiteName;
  /** Names of its own for the sagas. */
  readonly suffix: string;
  /** Where the participants are. */
  readonly participants: string;
  readonly port: number;
}
export type RestateCommand =
  | { readonly do: 'listen' }
  /** Count points from here on, and die at the nth; 0: only count. */
  | { readonly do: 'count'; readonly dieAt: number }
  /** Die at the first point of this name. */
  | { readonly do: 'die-on'; readonly point: string }
  | { readonly do: 'tell' };

const job = JSON.parse(process.argv[2] as string) as RestateJob;
const say = (event: object) => process.stdout.write(`${JSON.stringify(event)}\n`);
let names: string[] = [];
let dieAt = 0;
let dieOn: string | undefined;

async function main(): Promise<void> {
  const database = await openDatabase(job.participants);
  const endpoint = await restateEndpoint({
    resumeWithinMs: 200,
    system: 'test',
    log: { debug() {}, info() {}, warn() {}, error: (message) => say({ type: 'error', message }) },
    definitions: restateSuite(job.suite, database, job.suffix),
    ...(job.suite !== 'model' && { queue: messagesOf(database) }),
    onPoint: (point, detail = '') => {
      names.push(`${point} ${detail}`);
      if (names.length !== dieAt && point !== dieOn) return;
      process.stdout.write(`${JSON.stringify({ type: 'dies', point: `${point} ${detail}` })}\n`, () => {});
      process.kill(process.pid, 'SIGKILL');
    },
  });
  // A worker does not outlive its test.
  createInterface({ input: process.stdin }).once('close', () => process.exit()).on('line', (line) => {
    const command = JSON.parse(line) as RestateCommand;
    if (command.do === 'listen') void endpoint.listen(job.port).then(() => say({ type: 'listening' }));
    if (command.do === 'die-on') dieOn = command.point;
    if (command.do === 'tell') say({ type: 'points', names });
    if (command.do === 'count') {
      names = [];
      dieAt = command.dieAt;
      say({ type: 'counting' });
    }
  });
  say({ type: 'ready' });
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
