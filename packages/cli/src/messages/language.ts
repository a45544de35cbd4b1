/** The languages that OCCWO speaks to people in. */
export type Language = 'ru' | 'en';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Chooses the language: the flag, then the locale of the environment in the order of POSIX (LC_ALL, LC_MESSAGES, LANG).
 * Anything that is not Russian is answered in English.
 */
export function chooseLanguage(flag: string | undefined, environment: Environment): Language {
  const locale = flag ?? ([environment.LC_ALL, environment.LC_MESSAGES, environment.LANG].find((value) => value) ?? '');
  return locale.toLowerCase().startsWith('ru') ? 'ru' : 'en';
}
