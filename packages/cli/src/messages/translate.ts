import { en } from './en.js';
import type { Language } from './language.js';
import { ru } from './ru.js';

export type MessageKey = keyof typeof en;
export type MessageValues = Readonly<Record<string, string | number>>;

const texts: Readonly<Record<Language, Readonly<Record<MessageKey, string>>>> = { en, ru };

/** The text of a message with its `{marks}` filled in. */
export function translate(language: Language, key: MessageKey, values: MessageValues = {}): string {
  return texts[language][key].replaceAll(/\{(\w+)\}/g, (mark, name: string) => String(values[name] ?? mark));
}
