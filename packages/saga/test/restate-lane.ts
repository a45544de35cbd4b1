import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { freePort, newerNode } from './restate-server.js';
import type { RestateCommand, RestateJob } from './restate-worker.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The worker as one file, inside the repository so that it finds Restate's SDK. */
export async function bundleRestateWorker(): Promise<{ readonly file: string; remove(): void }> {
  mkdirSync(path.join(root, '.tmp'), { recursive: true });
  const folder = mkdtempSync(path.join(root, '.tmp', 'restate-worker-'));
  const file = path.join(folder, 'worker.cjs');
  await build({
    entryPoints: [fileURLToPath(new URL('restate-worker.ts', import.meta.url))], outfile: file, bundle: true, platform: 'node', format: 'cjs',
    target: 'node22', external: ['libsql', 'pg-native', '@restatedev/restate-sdk'], logLevel: 'error', tsconfig: path.join(root, 'tsconfig.json'),
  });
  return { file, remove: () => rmSync(folder, { recursive: true }) };
}

interface Event {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** One worker process: commands in, events out. */
class Process {
  readonly child: ChildProcess;
  private readonly events: Event[] = [];
  private readonly waiting = new Set<() => void>();

  constructor(file: string, job: RestateJob, onDeath: (process: Process) => void) {
    this.child = spawn(newerNode, [file, JSON.stringify(job)], { stdio: ['pipe', 'pipe', 'inherit'], env: process.env });
    this.child.stdin?.on('error', () => undefined);
    createInterface({ input: this.child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      this.events.push(JSON.parse(line) as Event);
      for (const look of this.waiting) look();
    });
    this.child.once('close', () => onDeath(this));
  }

  tell(command: RestateCommand): void {
    this.child.stdin?.write(`${JSON.stringify(command)}\n`);
  }

  /** The next event of the type, taken away. Undefined if the process died. */
  seen(type: string): Promise<Event | undefined> {
    return new Promise((resolve) => {
      const look = () => {
        const index = this.events.findIndex((event) => event.type === type);
        if (index >= 0) done(this.events.splice(index, 1)[0]);
        else if (this.isDead) done(undefined);
      };
      const done = (event: Event | undefined) => {
        this.waiting.delete(look);
        this.child.off('close', look);
        resolve(event);
      };
      this.waiting.add(look);
      this.child.once('close', look);
      look();
    });
  }

  get isDead(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }
}

/** One address that is always served: when the worker dies, a fresh one that stood by takes its place. */
export class Lane {
  /** The points at which a worker has died. */
  readonly deaths: string[] = [];
  private current: Process;
  private spare: Process;
  private closed = false;
  private serving: Promise<void> = Promise.resolve();

  private constructor(
    private readonly file: string,
    readonly job: RestateJob,
  ) {
    this.current = this.spawn();
    this.spare = this.spawn();
    this.serve();
  }

  static async open(file: string, job: Omit<RestateJob, 'port'> & { readonly port?: number }): Promise<Lane> {
    const lane = new Lane(file, { ...job, port: job.port ?? (await freePort()) });
    await lane.serving;
    return lane;
  }

  get url(): string {
    return `http://127.0.0.1:${this.job.port}`;
  }

  get process(): ChildProcess {
    return this.current.child;
  }

  /** Counts points from here on and dies at the nth; 0: only counts. */
  async count(dieAt: number): Promise<void> {
    await this.serving;
    this.current.tell({ do: 'count', dieAt });
    if (!(await this.current.seen('counting'))) await this.count(dieAt);
  }

  /** The worker that stands by shall die at the first point of this name, once it has taken over. */
  armNext(point: string): void {
    this.spare.tell({ do: 'die-on', point });
  }

  /** The worker that serves shall die at the next point of this name. */
  async arm(point: string): Promise<void> {
    await this.serving;
    this.current.tell({ do: 'die-on', point });
    await this.count(0);
  }

  /** The points since `count`, if the worker is still the same. */
  async points(): Promise<string[]> {
    await this.serving;
    this.current.tell({ do: 'tell' });
    return ((await this.current.seen('points'))?.['names'] ?? []) as string[];
  }

  /** The next event of the type that the worker tells. */
  async seen(type: string): Promise<Event | undefined> {
    await this.serving;
    return this.current.seen(type);
  }

  /** kill -9, whatever it is doing; resolves when the next one serves. */
  async kill(): Promise<void> {
    await this.serving;
    const dying = this.current.child;
    const ended = new Promise((resolve) => dying.once('close', resolve));
    dying.kill('SIGKILL');
    await ended;
    await this.serving;
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([this.current, this.spare].map(({ child }) => new Promise((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve(undefined);
      child.once('close', resolve);
      return child.kill('SIGKILL');
    })));
  }

  private spawn(): Process {
    return new Process(this.file, this.job, (dead) => {
      if (this.closed || dead !== this.current) return;
      void dead.seen('dies').then((event) => this.deaths.push(String(event?.['point'] ?? 'killed')));
      this.current = this.spare;
      this.serve();
      this.spare = this.spawn();
    });
  }

  private serve(): void {
    const { current } = this;
    this.serving = current.seen('ready').then(async () => {
      current.tell({ do: 'listen' });
      if (!(await current.seen('listening')) && !this.closed) throw new Error('The worker of a lane does not listen');
    });
  }
}
