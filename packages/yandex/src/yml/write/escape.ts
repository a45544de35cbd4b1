/** Everything that may not stand in XML as it is: markup, control characters, halves of surrogate pairs. */
const unsafe = /[&<>"'\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/;
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/;
const replacement = '\ufffd';

/** Text as it may stand between tags and in quotes. */
export function escapeText(text: string): string {
  return unsafe.test(text) ? rewrite(text, true) : text;
}

/** An attribute's value: XML reads a line break in it as a blank, so a blank is written. */
export function escapeAttribute(text: string): string {
  return escapeText(text).replace(/[\t\n\r]/g, ' ');
}

/** Text without characters that XML forbids: control characters go, lone surrogates become U+FFFD. */
export function cleanText(text: string): string {
  return forbidden.test(text) ? rewrite(text, false) : text;
}

/** A CDATA section; `]]>` inside is split over two. */
export function cdataSection(text: string): string {
  const clean = cleanText(text);
  return `<![CDATA[${clean.includes(']]>') ? clean.replaceAll(']]>', ']]]]><![CDATA[>') : clean}]]>`;
}

function rewrite(text: string, markup: boolean): string {
  let out = '';
  let copied = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    let instead: string | undefined;
    if (code < 0x20) {
      if (code !== 9 && code !== 10 && code !== 13) instead = '';
    } else if (code < 0x40) {
      if (markup) instead = namedReference(code);
    } else if (code >= 0xd800 && code <= 0xdfff) {
      if (isPair(text, at)) at += 1;
      else instead = replacement;
    } else if (code >= 0xfffe) instead = replacement;
    if (instead === undefined) continue;
    out += text.slice(copied, at) + instead;
    copied = at + 1;
  }
  return out + text.slice(copied);
}

function namedReference(code: number): string | undefined {
  switch (code) {
    case 0x26:
      return '&amp;';
    case 0x3c:
      return '&lt;';
    case 0x3e:
      return '&gt;';
    case 0x22:
      return '&quot;';
    case 0x27:
      return '&apos;';
    default:
      return undefined;
  }
}

function isPair(text: string, at: number): boolean {
  if (text.charCodeAt(at) > 0xdbff) return false;
  const next = text.charCodeAt(at + 1);
  return next >= 0xdc00 && next <= 0xdfff;
}
