import type { Operation } from '@occwo/core';
import type { Api } from './api-tables.js';
import { plainWord, stemOf } from './word-stem.js';

export interface FoundByWords {
  readonly api: Api;
  readonly operation: Operation;
}

/** Titles of each API's operations, by name. */
export type Titles = ReadonlyMap<Api, Readonly<Record<string, string>>>;

/**
 * Operations in whose name, route or title every word occurs, in any case, form and order. Whole words of the name come first, then
 * words of the title.
 */
export function searchOperations(apis: readonly Api[], words: readonly string[], titles: Titles = new Map()): readonly FoundByWords[] {
  const wanted = words.flatMap((word) => plainWord(word).split(/\s+/)).filter((word) => word !== '').map((text) => ({ text, stem: stemOf(text) }));
  const hits = apis.flatMap((api) => {
    const named = titles.get(api) ?? {};
    return api.index.all().map((operation) => ({ api, operation, score: scoreOf(api, operation, named[operation.name] ?? '', wanted) }));
  });
  return hits.filter(({ score }) => score > 0).sort((one, other) => other.score - one.score);
}

interface Wanted {
  readonly text: string;
  readonly stem: string;
}

/** 0 where a word is missing. A word of the name counts more than one of the title, and that more than a part; what is about to go counts less. */
function scoreOf({ marketplace }: Api, operation: Operation, title: string, words: readonly Wanted[]): number {
  const nameWords = wordsOf(operation.name);
  const titleWords = title.split(/[^\p{L}\p{N}-]+/u).flatMap((word) => [word, ...word.split('-')]).filter((word) => word !== '').map((word) => ({ text: plainWord(word), stem: stemOf(word) }));
  const text = `${marketplace} ${marketplace}.${operation.name} ${operation.method} ${operation.path} ${nameWords.join(' ')}`.toLowerCase();
  let score = operation.sunset === undefined ? 1 : 0.5;
  for (const word of words) {
    if (nameWords.some((one) => one === word.text || singular(one) === singular(word.text))) score += 2;
    else if (titleWords.some(({ stem }) => stem === word.stem)) score += 1.5;
    else if (operation.name.toLowerCase().includes(word.text)) score += 1;
    else if (titleWords.some((one) => begins(one, word))) score += 0.5;
    else if (!text.includes(word.text)) return 0;
  }
  return score;
}

/** A longer word of the same stem (цены, ценообразование), or the beginning that somebody typed (остат). */
function begins(one: Wanted, word: Wanted): boolean {
  return word.text.length > 2 && (one.text.startsWith(word.text) || one.text.startsWith(word.stem));
}

/** `products.listAttributes` → products, list, attributes. */
function wordsOf(name: string): string[] {
  return name.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase().split(/[.\s]+/);
}

const singular = (word: string) => word.replace(/s$/, '');
