/** A refusal of one item in an answer of status 200. */
export interface ItemRefusal {
  readonly code: string;
  readonly message: string;
}

const kopecks = (amount: string | undefined): number => Math.round(Number(amount ?? '0') * 100);
const roubles = (count: number) => count * 100;

/**
 * The rules of prices as Ozon's reference states them: up to 400 roubles the old price is more than 20 roubles higher, up
 * to 10 000 more than 5 %, above that more than 500 roubles; a discount stays under 90 %; the lowest price is at least
 * half of the price and not above it.
 */
export function priceRefusal(price: string, oldPrice: string | undefined, minPrice: string | undefined): ItemRefusal | undefined {
  const now = kopecks(price);
  const before = kopecks(oldPrice);
  const lowest = kopecks(minPrice);
  if (!(now > 0)) return { code: 'price_negative', message: 'Цена должна быть больше нуля' };
  if (before > 0) {
    if (before <= now) return { code: 'old_price_less_than_price', message: 'Цена до скидки должна быть выше текущей цены' };
    const difference = before - now;
    if (difference >= before * 0.9) return { code: 'discount_too_big', message: 'Скидка должна быть меньше 90 %' };
    if (now <= roubles(400) && difference <= roubles(20)) return tooSmall('low', 'больше 20 рублей');
    if (now > roubles(400) && now <= roubles(10_000) && difference <= now * 0.05) return tooSmall('average', 'больше 5 %');
    if (now > roubles(10_000) && difference <= roubles(500)) return tooSmall('top', 'больше 500 рублей');
  }
  if (lowest > 0) {
    if (lowest > now) return { code: 'price_less_than_min_auto_price', message: 'Цена должна быть выше минимальной' };
    if (lowest < now / 2) return { code: 'min_auto_price_too_small', message: 'Минимальная цена должна быть не меньше 50 % от цены' };
  }
  return undefined;
}

const tooSmall = (kind: string, words: string): ItemRefusal => ({
  code: `discount_for_${kind}_price_is_too_small`, message: `Разница между ценой до скидки и ценой должна быть ${words}`,
});
