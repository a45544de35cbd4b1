import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Starts the fixed server in a process of its own, so that its work is not counted as the client's. */
export async function startFixedServer(): Promise<{ readonly url: string; stop(): void }> {
  const child = fork(fileURLToPath(new URL('fixed-server.mjs', import.meta.url)), { execArgv: [], stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  const [line] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  return { url: `http://127.0.0.1:${line.toString().trim()}`, stop: () => child.disconnect() };
}
