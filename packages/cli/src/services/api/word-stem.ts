/** Endings of Russian nouns, adjectives and verbs, the longest first. */
const ending = /(?:иями|ями|ами|ией|иям|ием|иях|ого|его|ому|ему|ыми|ими|ях|ах|ов|ев|ей|ий|ый|ой|ая|яя|ое|ее|ые|ие|ия|ию|ии|ью|ам|ям|ом|ем|ых|их|ым|им|ую|юю|ть|ти|а|я|о|е|ы|и|у|ю|ь|й)$/;
/** What a stem must keep: `цен` of цены. */
const shortest = 3;

/** Lower case, ё as е: how words are compared. */
export const plainWord = (word: string): string => word.toLowerCase().replaceAll('ё', 'е');

/**
 * What the forms of a word share: остатки, остатков and остаток are all `остатк`. Good enough to find titles by; a word that is
 * not Russian is its own stem.
 */
export function stemOf(word: string): string {
  const plain = plainWord(word);
  if (!/^[а-я-]+$/.test(plain)) return plain;
  const cut = plain.replace(ending, '');
  const stem = cut.length >= shortest ? cut : plain;
  // The vowel that comes and goes: остаток, остатка.
  return stem.length > 4 ? stem.replace(/[ое]([кц])$/, '$1') : stem;
}
