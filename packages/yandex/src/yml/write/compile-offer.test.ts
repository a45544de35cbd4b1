import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it, vi } from 'vitest';
import { fragment } from 'xmlbuilder2';
import { YmlError } from '../errors.js';
import type { Offer } from '../offer/offer.js';
import { arbitraryOffer } from '../testing/arbitrary-offers.js';
import { buildElement } from './build.js';
import { compileOfferWriter } from './compile-offer.js';
import { offerElement } from './offer-element.js';
import { renderElement } from './render.js';

const write = compileOfferWriter();

function parse(xml: string): void {
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
}

describe('the compiled offer writer', () => {
  it('writes byte for byte what xmlbuilder2 writes, for random offers of every type', () => {
    fc.assert(
      fc.property(arbitraryOffer('wild'), (offer) => {
        const element = offerElement(offer);
        const xml = write(offer);
        expect(xml).toBe(buildElement(element));
        expect(xml).toBe(renderElement(element));
        parse(xml);
      }),
      { numRuns: 600 },
    );
  });

  it('keeps the order of the DTD', () => {
    const order = (offer: Offer) => offerElement(offer).children.map((child) => child.name);
    const common = { id: 1, price: 5, oldprice: 7, currencyId: 'RUB', categoryId: 3, url: 'https://a.example', pictures: ['https://a.example/1.jpg'], description: 'd', salesNotes: 's', barcodes: ['1'] };
    expect(order({ ...common, type: 'vendor.model', vendor: 'v', model: 'm', vendorCode: 'c', typePrefix: 'p' })).toEqual([
      'url', 'price', 'oldprice', 'currencyId', 'categoryId', 'picture', 'typePrefix', 'vendor', 'vendorCode', 'model', 'description', 'sales_notes', 'barcode',
    ]);
    expect(order({ ...common, type: 'book', name: 'n', author: 'a', publisher: 'p', year: 1999, age: 12 }).slice(6, 10)).toEqual(['author', 'name', 'publisher', 'year']);
    expect(order({ ...common, type: 'tour', name: 'n', days: 3, included: 'i', transport: 't', country: 'c' }).slice(6, 11)).toEqual(['country', 'days', 'name', 'included', 'transport']);
  });

  it('leaves out what is empty and writes numbers without exponents', () => {
    expect(write({ id: 'a&b', name: 'N', vendor: '', price: 1e-7, currencyId: 'RUB', categoryId: 1, params: [{ name: 'x', value: '' }] })).toBe(
      '<offer id="a&amp;b"><price>0.0000001</price><currencyId>RUB</currencyId><categoryId>1</categoryId><name>N</name></offer>',
    );
  });

  it('refuses what would become nonsense in a shop, and names the field', () => {
    const offer = { id: 1, name: 'N', price: Number.NaN, currencyId: 'RUB', categoryId: 1 } as const;
    expect(() => write(offer)).toThrow(YmlError);
    expect(() => write(offer)).toThrow(/price/);
    expect(() => write({ ...offer, price: 1, name: { ru: 'x' } as unknown as string })).toThrow(/name/);
    expect(() => write({ ...offer, price: 1, type: 'books' as unknown as undefined })).toThrow(/books/);
    expect(() => write({ ...offer, price: 1, custom: [{ name: 'not a name' }] })).toThrow(/not a name/);
    expect(() => write({ ...offer, price: 1, id: undefined as unknown as string })).toThrow(/id/);
  });

  it('takes nodes that were built with xmlbuilder2', () => {
    const built = fragment().ele('x-own', { a: '1 & 2' }).ele('deep').txt('a < b').up().ele('raw').dat('<i>').up().txt('tail');
    const whole = fragment().ele('one').up().ele('two').txt('2').up();
    const offer: Offer = { id: 1, name: 'N', price: 1, currencyId: 'RUB', categoryId: 1, custom: [built, whole] };
    expect(write(offer)).toContain('<x-own a="1 &amp; 2"><deep>a &lt; b</deep><raw><![CDATA[<i>]]></raw>tail</x-own><one/><two>2</two></offer>');
    expect(write(offer)).toBe(buildElement(offerElement(offer)));
  });

  it('walks the table where a process forbids code generation', () => {
    const offer: Offer = { id: 1, name: 'A & B', price: 5, currencyId: 'RUB', categoryId: 1 };
    const original = globalThis.Function;
    vi.stubGlobal('Function', function refuse() {
      throw new EvalError('Code generation from strings disallowed for this context');
    });
    try {
      expect(compileOfferWriter()(offer)).toBe(write(offer));
    } finally {
      vi.unstubAllGlobals();
      expect(globalThis.Function).toBe(original);
    }
  });
});
