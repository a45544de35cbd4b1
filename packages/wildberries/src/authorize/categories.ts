/** Access categories of a token, by the bit of its mask. Fixed when the token is made; bit 8 (recommendations) ended in 2025. */
const bits = {
  content: 1, contentanalytics: 2, discountsandprices: 3, marketplace: 4, statistics: 5, advert: 6, questionsandfeedback: 7,
  buyerchat: 9, supplies: 10, returns: 11, documents: 12, finance: 13, usermanagement: 16,
} as const;

/** A category of the API that a token may be allowed to use, by the name that the official documents give it. */
export type TokenCategory = keyof typeof bits;

/** The bit that forbids every write. */
export const readOnlyBit = 30;

/** What the seller's cabinet calls each category, so that a message can name the box to tick. */
export const categoryTitles: Readonly<Record<TokenCategory, string>> = {
  content: 'Контент', contentanalytics: 'Аналитика', discountsandprices: 'Цены и скидки', marketplace: 'Маркетплейс',
  statistics: 'Статистика', advert: 'Продвижение', questionsandfeedback: 'Вопросы и отзывы', buyerchat: 'Чат с покупателями',
  supplies: 'Поставки', returns: 'Возвраты покупателями', documents: 'Документы', finance: 'Финансы', usermanagement: 'Пользователи',
};

export const tokenCategories = Object.keys(bits) as readonly TokenCategory[];

export function isTokenCategory(name: string): name is TokenCategory {
  return name in bits;
}

export function bitOf(category: TokenCategory): number {
  return bits[category];
}

/** Whether bit `bit` of the mask is set. A mask may be wider than the 32 bits that `&` sees. */
export function hasBit(mask: bigint, bit: number): boolean {
  return ((mask >> BigInt(bit)) & 1n) === 1n;
}
