import type { XmlReason } from './sink.js';

interface KnownReason {
  readonly text: XmlReason;
  /** Reading may go on: the structure is not in doubt. */
  readonly harmless: boolean;
}

/** `<?xml …?>` anywhere but in the first column of the first line. */
export const lateDeclaration: XmlReason = {
  en: '<?xml …?> must be the very first characters of the file',
  ru: '<?xml …?> должно стоять в самом начале файла',
};

const known: readonly (readonly [RegExp, string, string, boolean])[] = [
  [/^unexpected close tag/, 'a closing tag does not match the opening one', 'закрывающий тег не соответствует открывающему', false],
  [/^unmatched closing tag: (.*)\.$/, 'the closing tag </$1> has no opening one', 'у закрывающего тега </$1> нет открывающего', false],
  [/^unclosed tag: (.*)$/, 'the file ends inside <$1>', 'файл обрывается внутри <$1>', false],
  [/^unexpected end/, 'the file ends inside a tag', 'файл обрывается внутри тега', false],
  [/^document must contain a root/, 'there is no root element', 'нет корневого элемента', false],
  [/^documents may contain only one root/, 'there is more than one root element', 'корневых элементов больше одного', false],
  [/^text data outside of root/, 'there is text outside the root element', 'за пределами корневого элемента есть текст', false],
  [/^duplicate attribute: (.*)\.$/, 'the attribute $1 is given twice', 'атрибут $1 указан дважды', true],
  [/^attribute without value/, 'an attribute has no value', 'у атрибута нет значения', true],
  [/^unquoted attribute value/, 'an attribute value has no quotes', 'значение атрибута без кавычек', true],
  [/^no whitespace between attributes/, 'there is no blank between two attributes', 'между атрибутами нет пробела', true],
  [/^disallowed character in tag name/, 'the character "<" starts no tag; write it as &lt;', 'символ «<» не начинает тег; пишите &lt;', false],
  [/^disallowed character in attribute name/, 'an attribute name has a character that is not allowed', 'недопустимый символ в имени атрибута', false],
  [/^disallowed character\.$/, 'there is a character that XML does not allow here', 'символ, недопустимый здесь в XML', true],
  [/^the string "\]\]>"/, '"]]>" stands outside CDATA; write it as ]]&gt;', '«]]>» вне CDATA; пишите ]]&gt;', true],
  [/^malformed comment/, 'a comment holds "--"', 'в комментарии есть «--»', true],
];

/** Says in both languages what saxes found. */
export function reasonOf(message: string): KnownReason {
  if (/XML declaration must (be|appear) at the start/.test(message)) return { text: lateDeclaration, harmless: true };
  for (const [pattern, en, ru, harmless] of known) {
    const found = pattern.exec(message);
    if (found === null) continue;
    const name = found[1] ?? '';
    return { text: { en: en.replace('$1', () => name), ru: ru.replace('$1', () => name) }, harmless };
  }
  return { text: { en: message.replace(/\.$/, ''), ru: message.replace(/\.$/, '') }, harmless: false };
}
