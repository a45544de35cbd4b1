import type { BilingualText } from '../language.js';
import { fillText } from '../language.js';
import { childNamed } from './element.js';
import type { YmlElement } from './element.js';
import type { OfferProblem } from './offer.js';
import type { ShopBuilder } from './shop.js';

const none: readonly OfferProblem[] = Object.freeze([]);

const texts = {
  'offer-id-missing': {
    en: 'The offer at line {line} has no id.',
    ru: 'У предложения в строке {line} нет id.',
  },
  'offer-misplaced': {
    en: 'The offer {id} (line {line}) stands outside <offers>.',
    ru: 'Предложение {id} (строка {line}) стоит вне <offers>.',
  },
  'category-unknown': {
    en: 'The offer {id} (line {line}) names the category {found}, which <categories> does not declare.',
    ru: 'Предложение {id} (строка {line}) ссылается на категорию {found}, которой нет в <categories>.',
  },
  'currency-unknown': {
    en: 'The offer {id} (line {line}) names the currency {found}, which <currencies> does not declare.',
    ru: 'Предложение {id} (строка {line}) указывает валюту {found}, которой нет в <currencies>.',
  },
} as const satisfies Record<OfferProblem['code'], BilingualText>;

/** What is wrong with an offer's place and references. Lists that come after the offers, or not at all, are not held against it. */
export function offerProblems(offer: YmlElement, container: string, shop: ShopBuilder): readonly OfferProblem[] {
  const category = shop.categories.size > 0 ? childNamed(offer, 'categoryId') : undefined;
  const currency = shop.currencies.length > 0 ? childNamed(offer, 'currencyId') : undefined;
  const problems: OfferProblem[] = [];
  const id = offer.attributes['id'] ?? '';
  const add = (code: OfferProblem['code'], at: YmlElement, found = ''): void => {
    const values = { id, found, line: at.line };
    const text = { en: fillText(texts[code].en, values), ru: fillText(texts[code].ru, values) };
    problems.push({ code, text, offerId: id, line: at.line, column: at.column });
  };
  if (id === '') add('offer-id-missing', offer);
  if (container !== 'offers') add('offer-misplaced', offer);
  if (category !== undefined && !shop.categories.has(category.text.trim())) add('category-unknown', category, category.text.trim());
  if (currency !== undefined && !shop.hasCurrency(currency.text.trim())) add('currency-unknown', currency, currency.text.trim());
  return problems.length === 0 ? none : problems;
}
