import { createInterface } from 'node:readline/promises';
import type { Language } from '../messages/language.js';
import { translate } from '../messages/translate.js';

interface Terminal {
  readonly stdin: NodeJS.ReadStream;
  readonly stderr: NodeJS.WriteStream;
}

/** A way to ask for a yes or no, where somebody sits at the terminal; undefined in pipes and CI. */
export function askOnTerminal({ stdin, stderr }: Terminal, language: Language): ((question: string) => Promise<boolean>) | undefined {
  if (!stdin.isTTY || !stderr.isTTY) return undefined;
  return async (question) => {
    const lines = createInterface({ input: stdin, output: stderr });
    try {
      const answer = await lines.question(`${question} ${translate(language, 'ask.choice')} `);
      return /^(y|yes|д|да)$/i.test(answer.trim());
    } finally {
      lines.close();
    }
  };
}
