import { ApiError } from '@occwo/core';
import type { OccwoError, Reason } from '@occwo/core';
import type { Language } from '../language.js';
import { ruErrorCodes, ruReasonCodes } from './ru-codes.js';
import type { CodeText } from './ru-codes.js';
import { ruCore } from './ru-core.js';
import { russianTexts } from './texts.js';

/** What is told of an error. */
export interface ErrorText {
  readonly message: string;
  readonly hint?: string | undefined;
}

const say = russianTexts();
/** Of a marketplace's refusal only what core says itself: a pattern such as `{} is no price` might fit the marketplace's own words. */
const sayOfRefusal = russianTexts(Object.fromEntries(Object.entries(ruCore).filter(([english]) => !/^\W*(\{\}\W*)+found/.test(english))));

/** Message and hint of an error, in the person's language. What a marketplace itself has said stays as it is. */
export function errorText(error: OccwoError, language: Language): ErrorText {
  const { message, hint, code } = error;
  if (language === 'en') return { message, hint };
  const known = ruErrorCodes[code];
  const ours = error instanceof ApiError ? sayOfRefusal : say;
  return { message: ours(message) ?? byCode(error, known?.message) ?? message, hint: hintText(hint, known) };
}

/** By what the code means, with the error's own fields; then the words that came with it. */
function byCode(error: OccwoError, template: string | undefined): string | undefined {
  // The CLI words some of its errors itself, in the person's language.
  if (template === undefined || (!(error instanceof ApiError) && isRussian(error.message))) return undefined;
  const fields = error.toJSON();
  const text = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(fields[name] ?? ''));
  if (!(error instanceof ApiError)) return `${text}: ${error.message}`;
  const own = error.message.replace(`${error.marketplace} ${error.operation}: `, '');
  return `${text}: ${sayOfRefusal(own) ?? own}`;
}

/** A reason of an item, in the person's language. A marketplace's own words stay as they are. */
export function reasonText<Given extends Pick<Reason, 'code' | 'message' | 'hint'>>(reason: Given, language: Language): Given {
  if (language === 'en') return reason;
  const { code, message, hint } = reason;
  const isOurs = code.startsWith('occwo.') || Object.hasOwn(ruErrorCodes, code);
  const known = code.startsWith('occwo.') ? (ruReasonCodes[code.slice('occwo.'.length)] ?? ruErrorCodes[code.slice('occwo.'.length)]) : ruErrorCodes[code];
  const ours = code.startsWith('occwo.') && known && !isRussian(message) ? `${known.message.replaceAll(/ ?\([^)]*\{[^)]*\)|\{\w+\}:? ?/g, '')}: ${message}` : message;
  return { ...reason, message: (isOurs ? say(message) : undefined) ?? ours, ...(hint !== undefined && { hint: hintText(hint, known) }) };
}

/** A text of our packages that stands alone: why a run waits. */
export function ownText(text: string, language: Language): string {
  return language === 'en' ? text : (say(text) ?? text);
}

function hintText(hint: string | undefined, known: CodeText | undefined): string | undefined {
  return hint === undefined || isRussian(hint) ? (say(hint ?? '') ?? hint) : (say(hint) ?? known?.hint ?? hint);
}

const isRussian = (text: string) => /[а-яё]{3}/i.test(text);
