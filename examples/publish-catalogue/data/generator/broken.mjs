/** A copy of a good product under its own article, spoilt in one way. */
const spoilt = (way, change) => ({ way, change });

const without = (name) => (product) => ({ attributes: product.attributes.filter(([attribute]) => attribute !== name) });

/** The ways in which an item is broken; each stands for a refusal that sellers really meet. */
const ways = [
  spoilt('barcode-check-digit', ({ barcode }) => ({ barcode: barcode.slice(0, 12) + ((Number(barcode[12]) + 1) % 10) })),
  spoilt('barcode-too-short', () => ({ barcode: '46012345' + '67' })),
  spoilt('missing-size', without('Размер')),
  spoilt('missing-colour', without('Цвет')),
  spoilt('old-price-below-price', ({ price }) => ({ oldPrice: price - 100 })),
  spoilt('old-price-equals-price', ({ price }) => ({ oldPrice: price })),
  spoilt('name-too-long', ({ name }) => ({ name: `${name} ${'очень подробное название '.repeat(25)}`.trim() })),
  spoilt('category-not-mapped', () => ({ category: '91' })),
  spoilt('category-dangling', () => ({ category: '777' })),
  spoilt('price-zero', () => ({ price: 0, oldPrice: undefined })),
  spoilt('price-no-number', () => ({ price: 'по запросу', oldPrice: undefined })),
  spoilt('no-picture', () => ({ photos: 0 })),
  spoilt('too-many-pictures', () => ({ photos: 40 })),
  spoilt('no-name', () => ({ name: '' })),
];

/** Spoils copies of variants of clothes, which carry every required attribute: 14 once, the first six twice. */
export function brokenItems(products, nextBarcode) {
  const models = products.filter((product) => product.sku.startsWith('TS-'));
  return [...ways, ...ways.slice(0, 6)].map(({ way, change }, index) => {
    const original = models[index * 3];
    const number = String(index + 1).padStart(2, '0');
    const copy = { ...original, sku: `XX-${number}-${way}`, name: `${original.name}, образец ${number}`, group: String(900_000 + index), barcode: nextBarcode() };
    return { way, product: { ...copy, ...change(copy) } };
  });
}
