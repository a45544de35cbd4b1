/** U+0000, and half a character as is left where a text was cut inside an emoji: PostgreSQL keeps neither. */
const unkept = /\0|\p{Surrogate}/u;

/** Throws unless a key is one that every store keeps and finds again. */
export function checkKey(key: string): void {
  if (!key || key.length > 500 || unkept.test(key)) throw new TypeError('A saga key has 1 to 500 characters, none of them U+0000 or half of a character');
}
