import { writeFileSync } from 'node:fs';
import { shapeOffers, shapeShop } from './yml-shape.js';
import type { ShapeOffer } from './yml-shape.js';

type Writer = { render(offer: ShapeOffer): string } | { writeAll(file: string, count: number): void };

/** What fast-xml-parser and xmlbuilder2 take: attributes as `@…`, CDATA as `$`. */
function asObject(offer: ShapeOffer): Record<string, unknown> {
  const { id, available, pictures, params, description, ...plain } = offer;
  return {
    '@id': id,
    '@available': String(available),
    url: plain.url,
    price: plain.price,
    oldprice: plain.oldprice,
    currencyId: plain.currencyId,
    categoryId: plain.categoryId,
    picture: pictures,
    name: plain.name,
    vendor: plain.vendor,
    vendorCode: plain.vendorCode,
    description: { $: description },
    barcode: plain.barcodes,
    param: params.map(({ name, value, unit }) => ({ '@name': name, ...(unit !== undefined && { '@unit': unit }), '#': value })),
  };
}

/** Other ways to write the same offers: xmlbuilder2 alone, and libraries of the registry. */
export const peerWriters: Readonly<Record<string, () => Promise<Writer>>> = {
  async fragment() {
    const { fragment } = await import('xmlbuilder2');
    return { render: (offer) => `${fragment({ offer: asObject(offer) }).toString()}\n` };
  },

  async 'fast-xml-parser'() {
    const { XMLBuilder } = await import('fast-xml-parser');
    const builder = new XMLBuilder({ attributeNamePrefix: '@', ignoreAttributes: false, cdataPropName: '$', textNodeName: '#' });
    return { render: (offer) => `${builder.build({ offer: asObject(offer) })}\n` };
  },

  async 'xml-writer'() {
    const { default: XmlWriter } = (await import('xml-writer' as string)) as { default: new () => Record<string, (...texts: string[]) => unknown> };
    return {
      render(offer) {
        const writer = new XmlWriter();
        const call = (name: string, ...texts: string[]): unknown => writer[name]?.(...texts);
        const element = (name: string, text: unknown): unknown => call('writeElement', name, String(text));
        call('startElement', 'offer');
        call('writeAttribute', 'id', offer.id);
        call('writeAttribute', 'available', String(offer.available));
        for (const name of ['url', 'price', 'oldprice', 'currencyId', 'categoryId'] as const) element(name, offer[name]);
        for (const picture of offer.pictures) element('picture', picture);
        for (const name of ['name', 'vendor', 'vendorCode'] as const) element(name, offer[name]);
        call('startElement', 'description');
        call('writeCData', offer.description);
        call('endElement');
        for (const barcode of offer.barcodes) element('barcode', barcode);
        for (const { name, value, unit } of offer.params) {
          call('startElement', 'param');
          call('writeAttribute', 'name', name);
          if (unit !== undefined) call('writeAttribute', 'unit', unit);
          call('text', value);
          call('endElement');
        }
        call('endElement');
        return `${String(writer)}\n`;
      },
    };
  },

  async 'yandex-market-language'() {
    const { default: yml } = (await import('yandex-market-language' as string)) as { default: (shop: object, options: object) => { end(options: object): string } };
    return {
      writeAll(file, count) {
        const { company, url, categories } = shapeShop;
        const shop = {
          name: shapeShop.name,
          company,
          url,
          currencies: [{ id: 'RUB', rate: 1 }],
          categories: categories.map(({ id, name }) => ({ id: String(id), name })),
          offers: Array.from(shapeOffers(count), toPeerOffer),
        };
        writeFileSync(file, yml(shop, { validate: false }).end({ pretty: false }));
      },
    };
  },
};

function toPeerOffer({ pictures, params, barcodes, categoryId, ...rest }: ShapeOffer): Record<string, unknown> {
  return { ...rest, categoryId: String(categoryId), picture: pictures, barcode: barcodes, param: params };
}
