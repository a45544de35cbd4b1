import { money } from '@occwo/core';
import type { Product } from '@occwo/core';

/** A product that Market takes, with whatever a test changes. */
export function productOf(sku: string, changes: Partial<Product> = {}): Product {
  return {
    sku,
    name: `Футболка ${sku}`,
    description: 'Хлопок, сшито в Иванове.',
    brand: 'Тихий Дон',
    category: { id: '21', name: 'Футболки', path: ['Одежда', 'Футболки'] },
    barcodes: ['4006381333931'],
    photos: ['https://shop.example.com/1.jpg'],
    dimensions: { lengthMm: 300, widthMm: 225, heightMm: 30 },
    weightG: 220,
    attributes: [],
    price: { price: money('990') },
    ...changes,
  };
}
