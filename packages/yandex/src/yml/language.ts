/** The languages that messages for people come in. */
export type YmlLanguage = 'en' | 'ru';

/** One text in both languages; `{name}` stands for a value. */
export type BilingualText = Readonly<Record<YmlLanguage, string>>;

/** Values that a text's `{name}` marks are filled with. */
export type TextValues = Readonly<Record<string, string | number | undefined>>;

const longestShownValue = 120;

/** Fills `{name}` marks. A long value is shortened, so that a broken feed cannot flood a terminal. */
export function fillText(text: string, values: TextValues): string {
  return text.replace(/\{(\w+)\}/g, (_mark, name: string) => shorten(String(values[name] ?? '')));
}

/** Keeps the head of a long value and never cuts a surrogate pair in two. */
export function shorten(value: string, longest = longestShownValue): string {
  if (value.length <= longest) return value;
  const head = value.slice(0, longest);
  const lastCode = head.charCodeAt(head.length - 1);
  return `${lastCode >= 0xd800 && lastCode <= 0xdbff ? head.slice(0, -1) : head}…`;
}
