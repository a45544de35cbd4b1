/** `v1.get_product-list` → `V1GetProductList`; capitals inside a word stay (`SKUList`). */
export function pascalCase(text: string): string {
  return text
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word[0]?.toUpperCase() + word.slice(1))
    .join('');
}

/** `product-list` → `productList`. */
export function camelCase(text: string): string {
  const pascal = pascalCase(text);
  return (pascal[0]?.toLowerCase() ?? '') + pascal.slice(1);
}

/** `postings` → `posting`, `categories` → `category`, `boxes` → `box`; words without a singular stay. */
export function singular(word: string): string {
  if (/(ics|news|media|ss|us|is|series)$/i.test(word)) return word;
  if (/ies$/i.test(word)) return `${word.slice(0, -3)}y`;
  if (/(statuses|businesses|passes|addresses|boxes|taxes|matches|dishes|branches|processes)$/i.test(word)) return word.slice(0, -2);
  if (/cargoes$/i.test(word)) return word.slice(0, -2);
  return /[^s]s$/i.test(word) ? word.slice(0, -1) : word;
}
