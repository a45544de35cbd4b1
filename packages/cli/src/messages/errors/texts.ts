import { ruCore } from './ru-core.js';
import { ruOzon } from './ru-ozon.js';
import { ruRules } from './ru-rules.js';
import { ruWildberries } from './ru-wildberries.js';
import { ruYandex } from './ru-yandex.js';

/** Texts of all packages in Russian, by their English form with `{}` where something is filled in. */
export const ruTexts: Readonly<Record<string, string>> = { ...ruRules, ...ruWildberries, ...ruYandex, ...ruOzon, ...ruCore };

interface Pattern {
  readonly fits: RegExp;
  readonly russian: string;
}

/**
 * Puts texts of our packages into Russian. They are recognised by their English form, as gettext does it: so the packages speak one
 * language and know nothing of the CLI. What is filled in is translated too where it is a text of ours.
 */
export function russianTexts(texts: Readonly<Record<string, string>> = ruTexts): (english: string) => string | undefined {
  const exact = new Map<string, string>();
  const patterns: (Pattern & { readonly weight: number })[] = [];
  for (const [english, russian] of Object.entries(texts)) {
    const parts = english.split('{}');
    if (parts.length === 1) exact.set(english, russian);
    else patterns.push({ fits: new RegExp(`^${parts.map(escape).join('([\\s\\S]*?)')}$`), russian, weight: parts.join('').length });
  }
  // The one that says most is tried first: `{} {}` fits everything.
  patterns.sort((a, b) => b.weight - a.weight);

  const say = (english: string, depth = 0): string | undefined => {
    const whole = exact.get(english);
    if (whole !== undefined) return whole;
    for (const { fits, russian } of patterns) {
      const found = fits.exec(english);
      if (found) return russian.replaceAll(/\{(\d)\}/g, (_, index: string) => filled(found[Number(index)] ?? '', depth));
    }
    return undefined;
  };
  const filled = (value: string, depth: number): string => (depth < 3 && value.includes(' ') ? (say(value, depth + 1) ?? value) : value);
  return say;
}

const escape = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
