import { describe, expectTypeOf, it } from 'vitest';
import type { Offer, OzonOffer } from '../offer/offer.js';
import type { WritableOffer } from './options.js';
import type { FeedOffer } from '../read/offer.js';

const base = { id: 1, price: 990, currencyId: 'RUB', categoryId: 1 };

describe('typed offers', () => {
  it('take what the type requires', () => {
    expectTypeOf({ ...base, name: 'Чайник' }).toExtend<Offer>();
    expectTypeOf({ ...base, type: 'vendor.model' as const, vendor: 'Заря', model: '2000' }).toExtend<Offer>();
    expectTypeOf({ ...base, type: 'tour' as const, name: 'Тур', days: 7, included: 'Всё', transport: 'Авиа' }).toExtend<Offer>();
    expectTypeOf<{ id: string; price: number }>().toExtend<OzonOffer>();
  });

  it('refuse an offer without a required field', () => {
    expectTypeOf(base).not.toExtend<Offer>();
    expectTypeOf({ ...base, type: 'vendor.model' as const, vendor: 'Заря' }).not.toExtend<Offer>();
    expectTypeOf({ ...base, type: 'book' as const, name: 'Книга', publisher: 'АСТ' }).not.toExtend<Offer>();
    expectTypeOf({ ...base, type: 'medicine' as const, name: 'Бинт', delivery: false }).not.toExtend<Offer>();
    expectTypeOf({ ...base, type: 'event-ticket' as const, name: 'Балет', place: 'Театр' }).not.toExtend<Offer>();
    expectTypeOf({ ...base, type: 'books' as const, name: 'Книга' }).not.toExtend<Offer>();
    expectTypeOf({ ...base, name: 'Чайник', price: undefined }).not.toExtend<Offer>();
  });

  it('follow the profile', () => {
    expectTypeOf<WritableOffer<{ profile: 'ozon' }>>().toEqualTypeOf<OzonOffer | FeedOffer>();
    expectTypeOf<WritableOffer<{ profile: 'market' }>>().toEqualTypeOf<Offer | FeedOffer>();
  });
});
