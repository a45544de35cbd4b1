import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import type { Language } from '../messages/language.js';
import { translate } from '../messages/translate.js';

interface Terminal {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

/** A way to ask for a yes or no, where somebody sits at the terminal; undefined in pipes and CI. */
export function askOnTerminal({ stdin, stderr }: Terminal, language: Language): ((question: string) => Promise<boolean>) | undefined {
  if (!stdin.isTTY || !stderr.isTTY) return undefined;
  return async (question) => {
    const lines = createInterface({ input: stdin, output: stderr });
    try {
      // Ctrl+C and Ctrl+D close the line without an answer: that is a no.
      const closed = once(lines, 'close').then(() => '');
      const answer = await Promise.race([lines.question(`${question} ${translate(language, 'ask.choice')} `), closed]);
      return /^(y|yes|д|да)$/i.test(answer.trim());
    } finally {
      lines.close();
    }
  };
}
