import fc from 'fast-check';
import type { Offer } from '../offer/offer.js';

/** Text with everything that must be escaped, replaced or split: markup, quotes, controls, lone surrogates, `]]>`, emoji. */
export const wildText = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  fc.array(fc.constantFrom('&', '<', '>', '"', "'", ']]>', '&amp;', '&quot;', '\u0007', '\ud800', '\udc00', '😀', '\n', 'Чай', '₽', ' '), { minLength: 1, maxLength: 12 }).map((parts) => parts.join('')),
);

const calmText = fc.constantFrom('Чайник', 'Термос «Заря»', 'Kettle 2000', 'Тёплый & мягкий', 'a < b', 'Набор "Утро"');
const url = fc.integer({ min: 1, max: 99_999 }).map((id) => `https://shop.example/item?id=${id}&from=feed`);
const flag = fc.boolean();
const optional = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined, freq: 3 });

function without<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;
}

function extras(text: fc.Arbitrary<string>) {
  return fc.record({
    available: optional(flag),
    bid: optional(fc.integer({ min: 1, max: 500 })),
    groupId: optional(fc.integer({ min: 1, max: 999_999_999 })),
    url: optional(url),
    priceFrom: optional(flag),
    purchasePrice: optional(fc.integer({ min: 1, max: 900 })),
    vat: optional(fc.constantFrom('NO_VAT' as const, 'VAT_22' as const, 5 as const)),
    enableAutoDiscounts: optional(flag),
    pictures: optional(fc.array(url, { maxLength: 3 })),
    store: optional(flag),
    deliveryIncluded: optional(flag),
    deliveryOptions: optional(fc.constantFrom([{ cost: 0, days: 1 }], [{ cost: 300, days: '2-4', orderBefore: 18 }, { cost: 500, days: 0 }])),
    pickupOptions: optional(fc.constantFrom([{ cost: 0, days: '' }], [])),
    outlets: optional(fc.constantFrom([{ id: 'a1', instock: 3, booking: true }])),
    description: optional(fc.oneof(text, text.map((inner) => `<p>${inner}</p>`))),
    salesNotes: optional(fc.constant('Предоплата 100%')),
    minQuantity: optional(fc.integer({ min: 1, max: 9 })),
    manufacturerWarranty: optional(fc.constantFrom(true, 'P1Y6M')),
    countryOfOrigin: optional(fc.constantFrom('Россия', 'Китай')),
    downloadable: optional(flag),
    adult: optional(flag),
    barcodes: optional(fc.constantFrom(['4670028540756'], ['96385074', '036000291452'])),
    cpa: optional(fc.constantFrom(0 as const, 1 as const)),
    recommended: optional(fc.constantFrom(['1', '2'], [])),
    expiry: optional(fc.constantFrom('P5Y', '2030-12-31T00:00')),
    weight: optional(fc.constantFrom(1.25, '0.001')),
    dimensions: optional(fc.constantFrom({ length: 20, width: 15.5, height: 3 })),
    params: optional(fc.array(fc.record({ name: text, value: text, unit: optional(fc.constant('кг')) }).map(without), { maxLength: 3 })),
    condition: optional(fc.constantFrom({ type: 'used' as const, reason: 'Царапина' })),
    count: optional(fc.integer({ min: 0, max: 99 })),
    tnVedCodes: optional(fc.constantFrom(['8516797000'])),
    customLabels: optional(fc.constantFrom(['a', '', 'c'])),
    setIds: optional(fc.constantFrom(['s1', 's2'])),
    custom: optional(fc.constantFrom([{ name: 'x-own', attributes: { a: 1 }, children: [{ name: 'deep', text: 'a & b' }, { name: 'raw', text: '<i>', cdata: true }] }])),
  });
}

function byType(text: fc.Arbitrary<string>) {
  const name = text;
  const age = fc.constantFrom(18, { value: 3, unit: 'month' as const });
  return fc.oneof(
    fc.record({ name, vendor: optional(text), vendorCode: optional(text), model: optional(text) }),
    fc.record({ type: fc.constant('vendor.model' as const), vendor: text, model: text, typePrefix: optional(text) }),
    fc.record({ type: fc.constant('book' as const), name, publisher: text, age, author: optional(text), year: optional(fc.constant(2020)), isbn: optional(fc.constant('978-5-94878-004-7')), pageExtent: optional(fc.constant(320)) }),
    fc.record({ type: fc.constant('audiobook' as const), name, publisher: text, age, performedBy: optional(text), recordingLength: optional(fc.constant('45.23')) }),
    fc.record({ type: fc.constant('artist.title' as const), title: text, artist: optional(text), country: optional(text) }),
    fc.record({ type: fc.constant('medicine' as const), name, pickup: fc.constant(true as const), delivery: fc.constant(false) }),
    fc.record({ type: fc.constant('tour' as const), name, days: fc.constant(7), included: text, transport: text, dataTour: optional(fc.constant(['2026-07-01', '2026-08-01'])), room: optional(text) }),
    fc.record({ type: fc.constant('event-ticket' as const), name, place: text, date: fc.constant('2026-03-01 19:00:00'), hall: optional(fc.constant({ name: 'Большой', plan: 'https://shop.example/plan.png' })), isKids: optional(fc.constant(0 as const)) }),
    fc.record({ type: fc.constant('alco' as const), name, vendor: optional(text) }),
    fc.record({ type: fc.constant('on.demand' as const), name }),
  );
}

/** Offers of all types. With calm texts they break no rule of the price list; with wild ones they must still be sound XML. */
export function arbitraryOffer(kind: 'wild' | 'calm'): fc.Arbitrary<Offer> {
  const text = kind === 'wild' ? wildText : calmText;
  return fc
    .tuple(extras(text), byType(text), fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 1000, max: 9000 }), optional(fc.integer({ min: 10_000, max: 12_000 })))
    .map(([extra, typed, id, price, oldprice]) => without({ ...extra, ...typed, id, price, oldprice, currencyId: 'RUB', categoryId: 1 }) as unknown as Offer);
}
