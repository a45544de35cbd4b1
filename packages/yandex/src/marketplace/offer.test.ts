import { describe, expect, it } from 'vitest';
import { gtinIsRight, isDoubtful, offerOf } from './offer.js';
import { offerProblems } from './offer-checks.js';
import { productOf } from './testing/product.js';

describe('offerOf', () => {
  it('writes centimetres and kilograms, and every field under its wire name', () => {
    const product = productOf('A-1', { vendorCode: 'X', countryOfOrigin: 'Россия', barcodes: ['4006381333931', '4006381333931'] });
    expect(offerOf(product, 91, [{ parameterId: 101, value: 'белый' }], { value: 990, currencyId: 'RUR', discountBase: 1100 })).toEqual({
      offerId: 'A-1', name: 'Футболка A-1', marketCategoryId: 91, vendor: 'Тихий Дон', vendorCode: 'X', description: 'Хлопок, сшито в Иванове.',
      pictures: ['https://shop.example.com/1.jpg'], barcodes: ['4006381333931'], manufacturerCountries: ['Россия'],
      weightDimensions: { length: 30, width: 22.5, height: 3, weight: 0.22 },
      basicPrice: { value: 990, currencyId: 'RUR', discountBase: 1100 }, parameterValues: [{ parameterId: 101, value: 'белый' }],
    });
  });

  it('leaves out what the product lacks: no empty list, no half of the dimensions', () => {
    const bare = productOf('A-1', { photos: [], barcodes: [], brand: '', weightG: undefined as never });
    expect(Object.keys(offerOf(bare, 91, [], undefined)).sort()).toEqual(['description', 'marketCategoryId', 'name', 'offerId']);
  });
});

describe('gtinIsRight', () => {
  it.each(['4006381333931', '96385074', '036000291452', '10012345678902', '978-5-699', 'LP00123456', '12345'])('takes %s', (code) => expect(gtinIsRight(code)).toBe(true));
  it.each(['4006381333932', '96385075', '036000291453'])('sees the wrong check digit of %s', (code) => expect(gtinIsRight(code)).toBe(false));
});

describe('isDoubtful', () => {
  const doubtful = (changes: Parameters<typeof productOf>[1]) => isDoubtful(offerOf(productOf('A', changes), 91, [], undefined));

  it('trusts a complete offer and doubts one that only an old offer may be', () => {
    expect(doubtful({})).toBe(false);
    expect([doubtful({ photos: [] }), doubtful({ brand: '' }), doubtful({ description: '' }), doubtful({ barcodes: ['4006381333932'] })]).toEqual([true, true, true, true]);
  });
});

describe('offerProblems', () => {
  const codes = (changes: Parameters<typeof productOf>[1]) => offerProblems(productOf('A', changes)).map(({ code }) => code);

  it('finds nothing in a good product, at the very limits', () => {
    expect(codes({ sku: 'я'.repeat(255), name: 'н'.repeat(256), description: '😀'.repeat(6000), photos: Array(30).fill('https://a.example/1.jpg') })).toEqual([]);
  });

  it.each([
    [{ sku: 'x'.repeat(256) }, 'occwo.sku-invalid'],
    [{ sku: '  ' }, 'occwo.sku-invalid'],
    [{ sku: 'a\nb' }, 'occwo.sku-invalid'],
    [{ name: ' ' }, 'occwo.name-missing'],
    [{ name: 'н'.repeat(257) }, 'occwo.name-too-long'],
    [{ description: 'о'.repeat(6001) }, 'occwo.description-too-long'],
    [{ photos: Array(31).fill('https://a.example/1.jpg') }, 'occwo.too-many-photos'],
    [{ photos: [`https://a.example/${'x'.repeat(2000)}`] }, 'occwo.photo-url-too-long'],
    [{ photos: ['/images/1.jpg'] }, 'occwo.photo-url-relative'],
  ])('refuses %j', (changes, code) => {
    expect(codes(changes)).toEqual([code]);
    expect(offerProblems(productOf('A', changes))[0]).toMatchObject({ field: expect.any(String), hint: expect.any(String) });
  });
});
