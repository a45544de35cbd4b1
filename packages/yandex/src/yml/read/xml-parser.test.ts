import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { expect, it } from 'vitest';
import { createXmlParser } from './xml-parser.js';

const piece = fc.constantFrom(
  'Чай', 'a', ' ', '\n', '\r\n', '😀', '&amp;', '&lt;', '&gt;', '&quot;', '&apos;', '&#60;', '&#x3C;', '&#128512;', '<![CDATA[<&amp;]]>', '<!-- & -->', '<b c="1&amp;2"/>', '<d e=\'&#10;\'>x</d>', ']', '>',
);
const documents = fc.array(piece, { maxLength: 30 }).map((pieces) => `<a>${pieces.join('')}</a>`);

/** Texts, tags and attributes, with neighbouring texts joined. */
function eventsOf(text: string, size: number, make: (events: string[]) => { write(text: string): unknown; close(): unknown }): string {
  const events: string[] = [];
  const parser = make(events);
  for (let at = 0; at < text.length; at += size) parser.write(text.slice(at, at + size));
  parser.close();
  return events.join('');
}

function plain(events: string[]): SaxesParser {
  const parser = new SaxesParser();
  parser.on('error', (error) => events.push(`!${error.message}`));
  parser.on('opentag', (tag) => events.push(`<${tag.name} ${JSON.stringify(tag.attributes)}>`));
  parser.on('closetag', (tag) => events.push(`</${tag.name}>`));
  parser.on('text', (text) => events.push(text));
  parser.on('cdata', (text) => events.push(`[${text}]`));
  return parser;
}

function ours(events: string[]) {
  return createXmlParser({
    onTagStart: () => undefined,
    onAttribute: () => undefined,
    onOpen: (tag) => events.push(`<${tag.name} ${JSON.stringify(tag.attributes)}>`),
    onClose: (name) => events.push(`</${name}>`),
    onText: (text) => events.push(text),
    onCdata: (text) => events.push(`[${text}]`),
    onComment: () => undefined,
    onDoctype: () => undefined,
    onError: (message) => events.push(`!${message}`),
    onBadReference: (reference) => events.push(`!${reference}`),
  });
}

it('hears the same as plain saxes from sound documents, wherever they are cut', () => {
  fc.assert(
    fc.property(documents, fc.integer({ min: 1, max: 20 }), (text, size) => {
      expect(eventsOf(text, size, ours)).toBe(eventsOf(text, size, plain));
    }),
    { numRuns: 500 },
  );
});

it.each(['&', '& ', '&nbsp;', '&;', '&amp', '&#0;', '&#xD800;', '&#x110000;', '&#X41;', '&#12a;', '&verylongname_of_nothing;', '&a&amp;'])(
  'tells of %j at once, keeps it as text and reads on',
  (reference) => {
    for (const size of [1, 3, 100]) {
      const heard = eventsOf(`<a>x${reference}<b/>&lt;</a>`, size, ours);
      expect(heard).toContain('!&');
      expect(heard).toMatch(/<b \{\}><\/b><<\/a>$/);
    }
  },
);
