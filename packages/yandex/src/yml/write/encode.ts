import { transcode } from 'node:buffer';
import iconv from 'iconv-lite';
import type { YmlEncoding } from '../encoding.js';

/** Turns finished XML into bytes. */
export type Encode = (xml: string) => Buffer;

/** The encoder for a feed's encoding. What windows-1251 lacks becomes a numeric reference. */
export function encoderFor(encoding: YmlEncoding): Encode {
  if (encoding === 'utf-8') return (xml) => transcode(Buffer.from(xml, 'utf16le'), 'utf16le', 'utf8') as Buffer; // 3 times as fast as utf8 at once
  const lacking = lackingPattern();
  return (xml) => iconv.encode(lacking.test(xml) ? withReferences(xml, lacking) : xml, 'windows-1251');
}

const cdata = /<!\[CDATA\[[\s\S]*?\]\]>/g;

/** A reference means nothing inside CDATA, so the section is closed before it and opened again behind. */
function withReferences(xml: string, lacking: RegExp): string {
  const all = new RegExp(lacking.source, 'gu');
  let out = '';
  let from = 0;
  for (const section of xml.matchAll(cdata)) {
    out += xml.slice(from, section.index).replace(all, reference);
    out += section[0].replace(all, (character) => `]]>${reference(character)}<![CDATA[`);
    from = section.index + section[0].length;
  }
  return out + xml.slice(from).replace(all, reference);
}

function reference(character: string): string {
  return `&#${character.codePointAt(0)};`;
}

/** Matches what windows-1251 cannot say. */
function lackingPattern(): RegExp {
  const upper = Buffer.from(Array.from({ length: 128 }, (_unused, index) => 128 + index));
  const known = [...iconv.decode(upper, 'windows-1251')].filter((character) => character !== '\ufffd');
  const codes = known.map((character) => `\\u{${(character.codePointAt(0) as number).toString(16)}}`).join('');
  return new RegExp(`[^\\u{0}-\\u{7f}${codes}]`, 'u');
}
