import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { LoopFigures } from '../support/closed-loop.js';
import type { Contestant } from './contestant.js';

/** A contestant in a process of its own, so that its work is not done on our thread. The script calls `serve`. */
export async function inChild(script: URL, ...parameters: string[]): Promise<Contestant> {
  const child = fork(fileURLToPath(script), parameters, { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const answer = <Answer>() =>
    new Promise<Answer>((resolve, reject) => {
      const died = (code: number | null) => reject(new Error(`${fileURLToPath(script)} ended with ${code}`));
      child.once('exit', died);
      child.once('message', (message) => {
        child.removeListener('exit', died);
        resolve(message as Answer);
      });
    });
  await answer();
  return {
    async run(inFlight, seconds) {
      child.send({ inFlight, seconds });
      return answer<LoopFigures>();
    },
    async end() {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** The child's side. */
export function serve(run: Contestant['run']): void {
  process.on('message', ({ inFlight, seconds }: { inFlight: number; seconds: number }) => {
    void run(inFlight, seconds).then((figures) => process.send?.(figures));
  });
  process.send?.('ready');
}
