import type { RuleCode } from '../check/rules.js';
import type { YmlProfile } from '../profiles.js';
import type { FeedParts } from './feeds.js';
import { goodOffer, goodPrice, goodRest, goodShop, offer } from './feeds.js';

/** A feed that breaks one rule, and what the checker must say about it. */
export interface RuleCase {
  readonly rule: RuleCode;
  readonly parts: FeedParts;
  /** Default: `market`, `error`. */
  readonly profile?: YmlProfile;
  readonly severity?: 'error' | 'warning';
  /** Text of the line that must be named. */
  readonly at?: string;
}

const inShop = (rule: RuleCode, element: string, severity: 'error' | 'warning' = 'error', more: Partial<RuleCase> = {}): RuleCase => ({
  rule, severity, parts: { shop: `${goodShop}\n${element}` }, at: element.split('\n').at(-1) as string, ...more,
});
const inOffer = (rule: RuleCode, element: string, severity: 'error' | 'warning' = 'error', more: Partial<RuleCase> = {}): RuleCase => ({
  rule, severity, parts: { offers: goodOffer(element) }, at: element, ...more,
});
const instead = (rule: RuleCode, lines: string, severity: 'error' | 'warning' = 'error', more: Partial<RuleCase> = {}): RuleCase => ({
  rule, severity, parts: { offers: offer('id="1"', lines) }, ...more,
});
const attributes = (rule: RuleCode, text: string, severity: 'error' | 'warning' = 'error', more: Partial<RuleCase> = {}): RuleCase => ({
  rule, severity, parts: { offers: offer(text, '<url>https://shop.example/1</url>', goodPrice, '<name>Чайник</name>', goodRest) }, at: `<offer ${text}>`, ...more,
});
const lists = (rule: RuleCode, parts: FeedParts, severity: 'error' | 'warning' = 'error', more: Partial<RuleCase> = {}): RuleCase => ({ rule, parts, severity, ...more });
const long = (length: number): string => 'я'.repeat(length);
const named = (...lines: string[]): string => ['<name>Чайник</name>', goodRest, ...lines].join('\n');

export const documentCases: readonly RuleCase[] = [
  lists('xml-not-well-formed', { end: '</shop>\n' }),
  inOffer('xml-entity', '<model>Чай & кофе</model>'),
  inOffer('xml-entity', '<model>Чай&nbsp;кофе</model>'),
  lists('xml-prologue', { prologue: '\n<?xml version="1.0" encoding="UTF-8"?>\n' }),
  lists('xml-prologue', { prologue: 'Warning: x\n<?xml version="1.0"?>\n' }),
  lists('xml-declaration-missing', { prologue: '' }, 'warning'),
  lists('byte-order-mark', { prologue: '\ufeff<?xml version="1.0" encoding="UTF-8"?>\n' }, 'warning'),
  lists('encoding-mismatch', { prologue: '<?xml version="1.0" encoding="windows-1251"?>\n' }),
  lists('stray-text', { beforeOffers: 'Notice: undefined\n' }, 'warning'),
  lists('stray-text', { offers: goodOffer('Notice', '<model>М</model>') }, 'warning'),
  lists('date-missing', { root: '<yml_catalog>' }),
  ...['2026-01-02', '2025-09-11 9:50', '20260822T15:00:00', '2026-01-02T10:00', '2026-02-30 10:00', '02.01.2026 10:00'].map((date) => lists('date-format', { root: `<yml_catalog date="${date}">` })),
  lists('date-format', { root: '<yml_catalog date="2026-01-02 10:00">' }, 'error', { profile: 'seller' }),
  lists('date-in-future', { root: '<yml_catalog date="2026-01-04T10:00+03:00">' }, 'error', { profile: 'seller' }),
  lists('date-too-old', { root: '<yml_catalog date="2025-12-20T10:00+03:00">' }, 'error', { profile: 'seller' }),
  lists('shop-repeated', { end: '</shop><shop></shop></yml_catalog>' }),
  lists('offers-empty', { offers: '' }),
  lists('offer-misplaced', { beforeOffers: goodOffer().replace('id="1"', 'id="7"') }, 'error', { at: '<offer id="7">' }),
  inOffer('offer-misplaced', '<offer id="9"><name>Внутри</name></offer>'),
  lists('shop-order', { afterOffers: '<categories><category id="2">Б</category></categories>\n', categories: '' }),
  lists('promos-order', { beforeOffers: '<gifts><gift id="g"><name>Кружка</name></gift></gifts>\n' }, 'warning'),
  lists('list-repeated', { beforeOffers: '<categories><category id="3">В</category></categories>\n' }, 'warning'),
  lists('list-missing', { categories: '' }),
  lists('list-missing', { currencies: '<currencies></currencies>' }),
  lists('shop-field-missing', { shop: '<name>Магазин</name>\n<url>https://shop.example</url>' }),
];

export const shopCases: readonly RuleCase[] = [
  lists('shop-name-length', { shop: goodShop.replace('Магазин<', 'Магазин самых лучших чайников<') }),
  lists('shop-name-phone', { shop: goodShop.replace('Магазин<', 'Чай +79161234567<') }, 'warning'),
  lists('shop-url', { shop: goodShop.replace('https://', '') }, 'warning'),
  lists('shop-url-length', { shop: goodShop.replace('shop.example', `shop.example/${'a'.repeat(520)}`) }),
  lists('shop-url-long', { shop: goodShop.replace('shop.example', `shop.example/${'a'.repeat(60)}`) }, 'warning'),
  inShop('shop-email', '<email>not an address</email>', 'warning'),
  inShop('shop-field-repeated', '<company>Ещё одна</company>', 'warning'),
  inShop('shop-flag', '<adult>да</adult>', 'warning'),
  inShop('shop-flag', '<cpa>2</cpa>', 'warning'),
  lists('currency-id', { currencies: '<currencies><currency id="RUB" rate="1"/><currency id="XXX" rate="2"/></currencies>' }),
  lists('currency-old', { currencies: '<currencies><currency id="RUB" rate="1"/><currency id="BYR" rate="2"/></currencies>' }, 'warning'),
  ...['0', '-1', '75,5', 'CBR'].map((rate) => lists('currency-rate', { currencies: `<currencies><currency id="RUB" rate="1"/><currency id="USD" rate="${rate}"/></currencies>` })),
  lists('currency-plus', { currencies: '<currencies><currency id="RUB" rate="1"/><currency id="USD" rate="CBRF" plus="3%"/></currencies>' }),
  lists('currency-main', { currencies: '<currencies><currency id="RUB" rate="1"/><currency id="BYN" rate="1.0"/></currencies>' }, 'warning'),
  lists('currency-main-id', { currencies: '<currencies><currency id="RUB" rate="0.01"/><currency id="USD" rate="1"/></currencies>' }, 'warning'),
  lists('currency-repeated', { currencies: '<currencies><currency id="RUB" rate="1"/><currency id="RUR" rate="2"/></currencies>' }, 'warning'),
  ...['0', 'a1', '1234567890123456789'].map((id) => lists('category-id', { categories: `<categories><category id="${id}">А</category><category id="2">Б</category></categories>` })),
  lists('category-id-missing', { categories: '<categories><category>А</category><category id="2">Б</category></categories>' }),
  lists('category-id-repeated', { categories: '<categories><category id="2">А</category><category id="2">Б</category></categories>' }),
  lists('category-name', { categories: '<categories><category id="2"> </category></categories>' }),
  lists('category-parent-unknown', { categories: '<categories><category id="2" parentId="9">А</category></categories>' }),
  lists('category-cycle', { categories: '<categories><category id="2" parentId="3">А</category><category id="3" parentId="2">Б</category></categories>' }),
  inShop('options-count', `<pickup-options>${'<option cost="0" days="1"/>'.repeat(2)}</pickup-options>`),
  inShop('options-empty', '<delivery-options></delivery-options>', 'warning'),
  inShop('options-alike', '<delivery-options><option cost="300" days="1"/><option cost="300" days="2"/></delivery-options>'),
  ...['300.50', '-1', ''].map((cost) => inShop('option-cost', `<delivery-options><option cost="${cost}" days="1"/></delivery-options>`)),
  ...['2–4', '1-9', '4-2', '30-32', 'завтра', '1-2-3'].map((days) => inShop('option-days', `<delivery-options><option cost="0" days="${days}"/></delivery-options>`)),
  inShop('option-days-span', '<delivery-options><option cost="0" days="1-4"/></delivery-options>', 'warning'),
  ...['18:00', '25', '9.5'].map((hour) => inShop('option-order-before', `<delivery-options><option cost="0" days="1" order-before="${hour}"/></delivery-options>`)),
  inShop('option-order-before', '<delivery-options><option cost="0" days="1" order-before="24"/></delivery-options>', 'error', { profile: 'search' }),
];

export const offerCases: readonly RuleCase[] = [
  attributes('offer-id-missing', 'available="true"'),
  attributes('offer-id-length', `id="${'1'.repeat(21)}"`),
  attributes('offer-id-length', `id="${'1'.repeat(256)}"`, 'error', { profile: 'seller' }),
  attributes('offer-id-characters', 'id="чайник"'),
  attributes('offer-id-punctuation', 'id="a-1"', 'warning'),
  lists('offer-id-repeated', { offers: `${goodOffer()}\n${goodOffer()}` }),
  attributes('offer-type', 'id="1" type="books"'),
  attributes('offer-type-receiver', 'id="1" type="on.demand"', 'warning'),
  ...['1', 'True', 'yes', ''].map((available) => attributes('available-flag', `id="1" available="${available}"`)),
  attributes('bid-format', 'id="1" bid="0.8"'),
  attributes('bid-old-format', 'id="1" cbid="x"', 'warning'),
  attributes('group-id', 'id="1" group_id="1234567890"'),
  inOffer('element-repeated', '<vendor>Другой</vendor>'.replace('vendor', 'sales_notes').replace('/vendor', '/sales_notes') + '<sales_notes>x</sales_notes>', 'warning'),
  inOffer('key-element-repeated', '<price>1000</price>'),
  inOffer('key-element-repeated', '<categoryId>1</categoryId>'),
  inOffer('element-empty', '<vendorCode></vendorCode>', 'warning'),
  instead('field-missing', `${goodPrice}\n${goodRest}`),
  instead('field-missing', `<price>900</price><categoryId>2</categoryId>\n${named()}`),
  instead('field-missing', `<price>900</price><currencyId>RUB</currencyId>\n${named()}`),
  attributes('field-missing', 'id="1" type="vendor.model"'),
  attributes('field-missing', 'id="1" type="book"'),
  attributes('field-missing', 'id="1" type="tour"'),
  attributes('field-missing', 'id="1" type="event-ticket"'),
  attributes('field-missing', 'id="1" type="artist.title"'),
  attributes('field-expected', 'id="1" type="audiobook"', 'warning'),
  instead('field-missing-search', `${goodPrice}\n<name>Чайник</name><url>https://shop.example/1</url>`, 'error', { profile: 'search' }),
  instead('url-format', `<url>shop.example/1</url>\n${goodPrice}${named()}`, 'error', { at: '<url>shop.example/1</url>' }),
  inOffer('url-format', '<picture>/1.jpg</picture>'),
  instead('url-blank', `<url>https://shop.example/a b</url>\n${goodPrice}${named()}`, 'warning'),
  instead('url-length', `<url>https://shop.example/${'a'.repeat(2050)}</url>\n${goodPrice}${named()}`),
  instead('url-long', `<url>https://shop.example/${'a'.repeat(600)}</url>\n${goodPrice}${named()}`, 'warning'),
  instead('price-missing', `<currencyId>RUB</currencyId><categoryId>2</categoryId>\n${named()}`),
  ...['1290,50', '1 290', '1290 руб.', '-5', '1e3', '12.', '.5'].map((price) => instead('price-format', `<price>${price}</price><currencyId>RUB</currencyId><categoryId>2</categoryId>\n${named()}`, 'error', { at: '<price>' })),
  ...['0', '0.00'].map((price) => instead('price-zero', `<price>${price}</price><currencyId>RUB</currencyId><categoryId>2</categoryId>\n${named()}`)),
  instead('price-from', `<price from="1">900</price><currencyId>RUB</currencyId><categoryId>2</categoryId>\n${named()}`, 'warning'),
  inOffer('oldprice-not-greater', '<oldprice>900</oldprice>'),
  inOffer('oldprice-discount', '<oldprice>901</oldprice>', 'warning'),
  inOffer('price-format', '<purchase_price>12,5</purchase_price>'),
  inOffer('vat-value', '<vat>18%</vat>', 'warning'),
  inOffer('vat-value', '<vat>1</vat>', 'error', { profile: 'seller' }),
  inOffer('vat-outdated', '<vat>VAT_20</vat>', 'warning', { profile: 'seller' }),
  instead('currency-unknown', `<price>9</price><currencyId>USD</currencyId><categoryId>2</categoryId>\n${named()}`),
  instead('currency-not-rouble', `<price>9</price><currencyId>USD</currencyId><categoryId>2</categoryId>\n${named()}`, 'error', { profile: 'search' }),
  instead('category-unknown', `<price>9</price><currencyId>RUR</currencyId><categoryId>77</categoryId>\n${named()}`),
  inOffer('picture-list', '<picture>https://a.example/1.jpg, https://a.example/2.jpg</picture>'),
  lists('picture-count', { offers: goodOffer(...Array.from({ length: 10 }, (_unused, index) => `<picture>https://a.example/${index}.jpg</picture>`)) }, 'warning'),
  lists('picture-count', { offers: goodOffer(...Array.from({ length: 30 }, (_unused, index) => `<picture>https://a.example/${index}.jpg</picture>`)) }, 'error', { profile: 'seller' }),
  inOffer('picture-kind', '<picture>https://a.example/1.svg</picture>', 'warning'),
  instead('name-length', `${goodPrice}<name>${long(257)}</name>${goodRest}`),
  instead('name-long', `${goodPrice}<name>${long(160)}</name>${goodRest}`, 'warning'),
  instead('name-capitals', `${goodPrice}<name>САМЫЙ ЛУЧШИЙ ЧАЙНИК НА СВЕТЕ</name>${goodRest}`, 'warning'),
  instead('name-promotion', `${goodPrice}<name>Чайник, скидка 20%</name>${goodRest}`, 'warning'),
  lists('model-repeats-vendor', { offers: offer('id="1" type="vendor.model"', goodPrice, '<vendor>Заря</vendor><model>Заря 2000</model>') }, 'warning'),
  inOffer('double-escaped', '<model>Чайник &amp;quot;Заря&amp;quot;</model>', 'warning'),
  inOffer('cdata-misplaced', '<model><![CDATA[М-2]]></model>', 'warning'),
  instead('description-length', `${goodPrice}<name>Чайник</name><description>${long(3001)}</description>`),
  instead('description-length', `${goodPrice}<name>Чайник</name><description>${long(6001)}</description>`, 'error', { profile: 'seller' }),
  instead('description-tags', `${goodPrice}<name>Чайник</name><description><![CDATA[<table>]]></description>`, 'warning'),
  instead('description-elements', `${goodPrice}<name>Чайник</name><description><p>Текст</p></description>`, 'warning'),
  ...['пишите a@b.ru', 'смотрите https://a.ru', 'звоните +7 (916) 123-45-67', 'тел. 8-916-123-45-67'].map((text) =>
    instead('description-contacts', `${goodPrice}<name>Чайник</name><description>${text}</description>`, 'warning')),
  inOffer('sales-notes-length', `<sales_notes>${long(51)}</sales_notes>`),
];

export const goodsCases: readonly RuleCase[] = [
  ...['1', 'да', 'TRUE'].map((value) => inOffer('flag-format', `<delivery>${value}</delivery>`)),
  inOffer('flag-format-loose', '<enable_auto_discounts>да</enable_auto_discounts>'),
  inOffer('offer-hidden', '<delivery>false</delivery><pickup>false</pickup>', 'warning', { at: '<offer id="1">' }),
  inOffer('options-required', '<pickup>true</pickup>', 'error', { profile: 'search', at: '<offer id="1">' }),
  inOffer('outlet-id', '<outlets><outlet instock="5"/></outlets>', 'warning'),
  inOffer('outlet-instock', '<outlets><outlet id="1" instock="5.5"/></outlets>'),
  inOffer('outlet-instock-missing', '<outlets><outlet warehouse_name="А"/></outlets>', 'error', { profile: 'ozon' }),
  inOffer('outlet-warehouse', '<outlets><outlet instock="5"/></outlets>', 'warning', { profile: 'ozon' }),
  inOffer('outlet-booking', '<outlets><outlet id="1" instock="5" booking="1"/></outlets>', 'warning'),
  ...['<min-quantity>0</min-quantity>', '<step-quantity>1.5</step-quantity>', '<count>-1</count>'].map((element) => inOffer('quantity-format', element)),
  inOffer('warranty-format', '<manufacturer_warranty>12 месяцев</manufacturer_warranty>'),
  inOffer('country-unknown', '<country_of_origin>China</country_of_origin>', 'warning'),
  inOffer('age-value', '<age unit="year">17</age>'),
  inOffer('age-value', '<age unit="month">13</age>'),
  ...['4601546021', '4601546O21298', '46015460212981234'].map((code) => inOffer('barcode-format', `<barcode>${code}</barcode>`)),
  inOffer('barcode-check-digit', '<barcode>4670028540757</barcode>', 'warning'),
  inOffer('param-name', '<param name="">Да</param>'),
  inOffer('param-name', '<param>Да</param>'),
  inOffer('param-empty', '<param name="Цвет"></param>', 'warning'),
  inOffer('condition-type', '<condition type="broken"><reason>Скол</reason></condition>'),
  inOffer('condition-type-receiver', '<condition type="preowned"><reason>Скол</reason></condition>', 'warning'),
  inOffer('condition-quality', '<condition type="preowned"><quality>bad</quality><reason>Скол</reason></condition>', 'error', { profile: 'search' }),
  inOffer('condition-part', '<condition type="used"></condition>', 'warning'),
  inOffer('expiry-format', '<expiry>2 года</expiry>'),
  ...['0', '1,5', '1.2345', '500 г'].map((weight) => inOffer('weight-format', `<weight>${weight}</weight>`)),
  ...['20x30x40', '20/30', '20 / 30 / 40', '0/1/1'].map((size) => inOffer('dimensions-format', `<dimensions>${size}</dimensions>`)),
  inOffer('recommended-count', `<rec>${Array.from({ length: 31 }, (_unused, index) => index).join(',')}</rec>`, 'warning'),
  inOffer('attribute-missing', '<credit-template/>', 'warning'),
  inOffer('number-format', '<year>две тысячи</year>'),
  inOffer('event-date', '<date>завтра</date>'),
  inOffer('recording-length', '<recording_length>час</recording_length>', 'warning'),
  attributes('medicine-delivery', 'id="1" type="medicine"'),
  attributes('medicine-pickup', 'id="1" type="medicine"'),
  lists('medicine-delivered', { offers: goodOffer('<delivery>true</delivery>', '<pickup>true</pickup>').replace('id="1"', 'id="1" type="medicine"') }, 'warning'),
  lists('alcohol-delivered', { offers: goodOffer('<delivery>true</delivery>').replace('id="1"', 'id="1" type="alco"') }, 'warning'),
];

const promo = (content: string, head = 'id="p1" type="promo code"'): FeedParts => ({ afterOffers: `<promos>\n<promo ${head}>${content}</promo>\n</promos>\n` });
const purchase = '<purchase><product offer-id="1"/></purchase>';
const code = '<promo-code>TEA</promo-code><discount unit="percent">10</discount>';

export const promoCases: readonly RuleCase[] = [
  lists('promo-id', promo(code + purchase, `id="${'1'.repeat(21)}" type="promo code"`)),
  lists('promo-id-punctuation', promo(code + purchase, 'id="a_1" type="promo code"'), 'warning'),
  lists('promo-id-repeated', { afterOffers: `<promos>${`<promo id="p" type="promo code">${code}${purchase}</promo>`.repeat(2)}</promos>` }),
  lists('promo-type', promo(code + purchase, 'id="p1" type="sale"')),
  lists('promo-type-receiver', promo(purchase, 'id="p1" type="loyalty program"'), 'error', { profile: 'search' }),
  lists('promo-date', promo(`<start-date>01.02.2026</start-date>${code}${purchase}`)),
  lists('promo-dates-order', promo(`<start-date>2026-02-02</start-date><end-date>2026-02-01</end-date>${code}${purchase}`)),
  lists('promo-description-length', promo(`<description>${long(501)}</description>${code}${purchase}`)),
  lists('promo-url', promo(`<url>shop.example</url>${code}${purchase}`), 'warning'),
  lists('promo-products', promo(code)),
  lists('promo-product-text', promo(`${code}<purchase><product>offer-id="1"</product></purchase>`), 'warning'),
  lists('promo-product-reference', promo(`${code}<purchase><product/></purchase>`)),
  lists('promo-offer-unknown', promo(`${code}<purchase><product offer-id="99"/></purchase>`), 'warning'),
  lists('promo-category-unknown', promo(`${code}<purchase><product category-id="99"/></purchase>`), 'warning'),
  lists('promo-offer-twice', promo(`${code}<purchase><product offer-id="1"/><product offer-id="1"/></purchase>`), 'warning'),
  lists('promo-code', promo(`<promo-code>${'A'.repeat(21)}</promo-code><discount unit="percent">10</discount>${purchase}`)),
  ...['', '<discount>10</discount>', '<discount unit="percent">x</discount>', '<discount unit="currency">700</discount>', '<discount unit="percent">100</discount>'].map((discount) =>
    lists('promo-discount', promo(`<promo-code>TEA</promo-code>${discount}${purchase}`))),
  ...['<discount unit="percent">4</discount>', '<discount unit="currency" currency="RUB">499</discount>'].map((discount) =>
    lists('promo-discount-small', promo(`<promo-code>TEA</promo-code>${discount}${purchase}`))),
  lists('promo-discount-price', promo(purchase, 'id="p1" type="flash discount"')),
  lists('promo-quantity', promo(purchase, 'id="p1" type="n plus m"')),
  lists('promo-gifts', promo(purchase, 'id="p1" type="gift with purchase"')),
  lists('promo-gifts-count', promo(`${purchase}<promo-gifts>${'<promo-gift offer-id="1"/>'.repeat(13)}</promo-gifts>`, 'id="p1" type="gift with purchase"'), 'warning'),
  lists('promo-gift-unknown', promo(`${purchase}<promo-gifts><promo-gift gift-id="g"/></promo-gifts>`, 'id="p1" type="gift with purchase"')),
  lists('gift-id', { afterOffers: '<gifts><gift><name>Кружка</name></gift></gifts>' }),
  lists('gift-name', { afterOffers: '<gifts><gift id="g"/></gifts>' }),
];
