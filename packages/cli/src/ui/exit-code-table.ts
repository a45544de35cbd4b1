import { exitCodes } from '../errors/exit-code.js';
import type { Language } from '../messages/language.js';
import { translate } from '../messages/translate.js';

type ExitName = keyof typeof exitCodes;

export interface ExitCodeRow {
  readonly code: number;
  readonly meaning: string;
}

/** Every exit code with what it means. */
export function exitCodeRows(language: Language): readonly ExitCodeRow[] {
  return (Object.entries(exitCodes) as [ExitName, number][]).map(([name, code]) => ({ code, meaning: translate(language, `exit.${name}`) }));
}

export function exitCodeText(language: Language): string {
  return exitCodeRows(language).map(({ code, meaning }) => `${String(code).padStart(5)}  ${meaning}\n`).join('');
}
