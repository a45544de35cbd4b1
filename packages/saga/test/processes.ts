import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../../', import.meta.url));

export interface WorkerProcess {
  readonly child: ChildProcess;
  readonly events: Record<string, unknown>[];
  /** Resolves with the first event of that type; rejects if the process ends before. */
  seen(type: string): Promise<Record<string, unknown>>;
  /** Resolves with the signal that ended it, or null. */
  readonly ended: Promise<NodeJS.Signals | null>;
}

/** The worker as one file that starts fast, and how to run it. */
export async function bundleWorker(entry = 'crash-worker.ts'): Promise<{ run(job: object): WorkerProcess; remove(): void }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'occwo-worker-'));
  const file = path.join(folder, 'worker.cjs');
  await build({
    entryPoints: [fileURLToPath(new URL(entry, import.meta.url))], outfile: file, bundle: true, platform: 'node', format: 'cjs',
    target: 'node20', external: ['libsql', 'pg-native'], logLevel: 'error', tsconfig: path.join(root, 'tsconfig.json'),
  });
  return { run: (job) => run(file, job), remove: () => rmSync(folder, { recursive: true }) };
}

function run(file: string, job: object): WorkerProcess {
  const child = spawn(process.execPath, [file, JSON.stringify(job)], {
    stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NODE_PATH: path.join(root, 'node_modules') },
  });
  const events: Record<string, unknown>[] = [];
  const waiting = new Set<() => void>();
  createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
    events.push(JSON.parse(line) as Record<string, unknown>);
    for (const look of waiting) look();
  });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once('close', (_code, signal) => resolve(signal)));
  return {
    child,
    events,
    ended,
    seen: (type) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = events.find((event) => event['type'] === type);
          if (!found) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
        void ended.then(() => {
          look();
          reject(new Error(`The worker ended before "${type}": ${JSON.stringify(events)}`));
        });
      }),
  };
}
