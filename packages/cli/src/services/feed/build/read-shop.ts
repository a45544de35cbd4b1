import { readFile } from 'node:fs/promises';
import type { FeedCategoryInput, FeedCurrencyInput, Gift, Promo, ShopInfo } from '@occwo/yandex/yml';
import { anything, objectOf, text } from '../../../config/shape.js';
import { CliError } from '../../../errors/cli-error.js';

/** What stands in a feed beside its offers. */
export interface ShopParts {
  readonly shop?: ShopInfo;
  readonly currencies?: readonly FeedCurrencyInput[];
  readonly categories?: readonly FeedCategoryInput[];
  readonly promos?: readonly Promo[];
  readonly gifts?: readonly Gift[];
}

export interface ShopInput {
  /** A JSON file: the fields of `ShopInfo` with `currencies`, `categories`, `promos` and `gifts` beside them. */
  readonly shop?: string | undefined;
  readonly name?: string | undefined;
  readonly company?: string | undefined;
  readonly url?: string | undefined;
}

const shape = objectOf({
  name: text, company: text, url: text, phone: text, platform: text, version: text, agency: text, email: text,
  deliveryOptions: anything, pickupOptions: anything, enableAutoDiscounts: anything, store: anything, pickup: anything, delivery: anything,
  localDeliveryCost: anything, adult: anything, cpa: anything, custom: anything,
  currencies: anything, categories: anything, promos: anything, gifts: anything,
});

/** Reads the shop's part of a feed: flags win over the file. Throws a `usage` error that names what is missing or unknown. */
export async function readShop({ shop: file, name, company, url }: ShopInput, needed: boolean): Promise<ShopParts> {
  const { currencies, categories, promos, gifts, ...fields } = file === undefined ? {} : await readShopFile(file);
  const shop = { ...fields, ...(name && { name }), ...(company && { company }), ...(url && { url }) } as Partial<ShopInfo>;
  const missing = (['name', 'company', 'url'] as const).filter((field) => !shop[field]);
  if (needed && missing.length > 0) throw new CliError('usage', 'feed.shop-missing', { fields: missing.map((field) => `--${field}`).join(', ') });
  return { ...(missing.length === 0 && { shop: shop as ShopInfo }), ...(currencies && { currencies }), ...(categories && { categories }), ...(promos && { promos }), ...(gifts && { gifts }) };
}

async function readShopFile(file: string): Promise<Partial<ShopInfo> & Omit<ShopParts, 'shop'>> {
  let content: unknown;
  try {
    content = JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new CliError('usage', 'file.not-readable', { file, reason: (cause as NodeJS.ErrnoException).code ?? (cause as Error).message }, cause);
  }
  const [fault] = shape.check(content, '');
  if (fault) throw new CliError('usage', `config.${fault.kind}`, { place: `${file}: ${fault.path || 'shop'}`, expected: fault.expected });
  return content as Partial<ShopInfo> & Omit<ShopParts, 'shop'>;
}
