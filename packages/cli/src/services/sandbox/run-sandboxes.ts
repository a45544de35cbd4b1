import { once } from 'node:events';
import { exitCodes } from '../../errors/exit-code.js';
import type { Language } from '../../messages/language.js';
import { translate } from '../../messages/translate.js';
import type { Streams } from '../../ui/streams.js';
import { exportLines, startSandboxes } from './start-sandboxes.js';

interface RunSandboxesInput {
  readonly only: readonly string[];
  readonly port: number;
  readonly json: boolean;
  readonly language: Language;
  readonly streams: Streams;
  readonly stop: AbortSignal;
}

/** Starts sandboxes, prints how to reach them, and keeps them up until Ctrl+C, which is the proper way to end it. */
export async function runSandboxes({ only, port, json, language, streams, stop }: RunSandboxesInput): Promise<number> {
  const { variables, urls, close } = await startSandboxes(only, port);
  try {
    streams.stdout.write(json ? `${JSON.stringify({ urls: Object.fromEntries(urls), environment: variables }, undefined, 2)}\n` : exportLines(variables));
    streams.stderr.write(`${translate(language, 'sandbox.running', { urls: [...urls].map(([name, url]) => `${name} ${url}`).join(', ') })}\n`);
    if (!stop.aborted) await once(stop, 'abort');
    return exitCodes.done;
  } finally {
    await close();
  }
}
