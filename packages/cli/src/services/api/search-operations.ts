import type { Operation } from '@occwo/core';
import type { Api } from './api-tables.js';

export interface FoundByWords {
  readonly api: Api;
  readonly operation: Operation;
}

/** Operations in whose name or route every word occurs, in any case and order. Whole words of the name come first. */
export function searchOperations(apis: readonly Api[], words: readonly string[]): readonly FoundByWords[] {
  const wanted = words.flatMap((word) => word.toLowerCase().split(/\s+/)).filter((word) => word !== '');
  const hits = apis.flatMap((api) => api.index.all().map((operation) => ({ api, operation, score: scoreOf(api, operation, wanted) })));
  return hits.filter(({ score }) => score > 0).sort((one, other) => other.score - one.score);
}

/** 0 where a word is missing. A word of the name counts more than a part of the route; what is about to go counts less. */
function scoreOf({ marketplace }: Api, operation: Operation, words: readonly string[]): number {
  const nameWords = wordsOf(operation.name);
  const text = `${marketplace} ${marketplace}.${operation.name} ${operation.method} ${operation.path} ${nameWords.join(' ')}`.toLowerCase();
  let score = operation.sunset === undefined ? 1 : 0.5;
  for (const word of words) {
    if (!text.includes(word)) return 0;
    if (nameWords.some((one) => one === word || singular(one) === singular(word))) score += 2;
    else if (operation.name.toLowerCase().includes(word)) score += 1;
  }
  return score;
}

/** `products.listAttributes` → products, list, attributes. */
function wordsOf(name: string): string[] {
  return name.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase().split(/[.\s]+/);
}

const singular = (word: string) => word.replace(/s$/, '');
