import type { YmlProfile } from '../profiles.js';
import type { Severity } from './problem.js';
import type { Rule } from './rule.js';
import { documentRules } from './rules-document.js';
import { goodsRules } from './rules-goods.js';
import { offerRules } from './rules-offer.js';
import { promoRules } from './rules-promo.js';
import { shopRules } from './rules-shop.js';

const all = { ...documentRules, ...shopRules, ...offerRules, ...goodsRules, ...promoRules };

/** Stable code of a rule. */
export type RuleCode = keyof typeof all;

/** Every rule with its texts, by code. */
export const ymlRules: Readonly<Record<RuleCode, Rule>> = all;

/** How grave a rule is for a receiver. */
export function severityOf(code: RuleCode, profile: YmlProfile): Severity | 'off' {
  const { severity } = ymlRules[code];
  return typeof severity === 'string' ? severity : (severity[profile] ?? severity['*']);
}
