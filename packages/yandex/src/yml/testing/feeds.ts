import { Readable } from 'node:stream';
import { fakeClock } from '@occwo/core/testing';
import { checkYml } from '../check/check-yml.js';
import type { CheckReport } from '../check/check-yml.js';
import type { YmlProfile } from '../profiles.js';

/** Parts of a feed that breaks no rule of any receiver; a test replaces one. */
export interface FeedParts {
  readonly prologue?: string;
  readonly root?: string;
  readonly shop?: string;
  readonly currencies?: string;
  readonly categories?: string;
  readonly beforeOffers?: string;
  /** Whole offers. */
  readonly offers?: string;
  readonly afterOffers?: string;
  readonly end?: string;
}

export const goodShop = '<name>Магазин</name>\n<company>ООО «Магазин»</company>\n<url>https://shop.example</url>';
export const goodPrice = '<price>900</price><currencyId>RUB</currencyId><categoryId>2</categoryId>';
export const goodRest = '<picture>https://shop.example/1.jpg</picture><vendor>Заря</vendor><description>Хороший чайник</description>';

/** An offer from its attributes and what stands inside, an element a line. */
export function offer(attributes: string, ...lines: string[]): string {
  return `<offer ${attributes}>\n${lines.join('\n')}\n</offer>`;
}

/** A good offer with more elements. */
export function goodOffer(...more: string[]): string {
  return offer('id="1"', '<url>https://shop.example/1</url>', goodPrice, '<name>Чайник</name>', goodRest, ...more);
}

export function feedOf(parts: FeedParts = {}): string {
  return [
    parts.prologue ?? '<?xml version="1.0" encoding="UTF-8"?>\n',
    parts.root ?? '<yml_catalog date="2026-01-02T10:00+03:00">',
    '\n<shop>\n',
    parts.shop ?? goodShop,
    '\n',
    parts.currencies ?? '<currencies><currency id="RUB" rate="1"/></currencies>',
    '\n',
    parts.categories ?? '<categories><category id="1">Все</category><category id="2" parentId="1">Чайники</category></categories>',
    '\n',
    parts.beforeOffers ?? '',
    `<offers>\n${parts.offers ?? goodOffer()}\n</offers>\n`,
    parts.afterOffers ?? '',
    parts.end ?? '</shop>\n</yml_catalog>\n',
  ].join('');
}

/** Checks a feed on the third of January 2026. */
export function check(feed: string | Buffer, profile: YmlProfile = 'market'): Promise<CheckReport> {
  return checkYml(Readable.from([Buffer.from(feed)]), { profile, clock: fakeClock(Date.UTC(2026, 0, 3)) });
}
