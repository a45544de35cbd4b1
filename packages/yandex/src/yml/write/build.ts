import { fragment } from 'xmlbuilder2';
import type { XMLBuilder } from 'xmlbuilder2/lib/interfaces.js';
import type { YmlElement } from '../read/element.js';
import { cleanText, escapeAttribute, escapeText } from './escape.js';

/**
 * Renders an element with xmlbuilder2: the envelope, promos, gifts and what users hand in. Texts go in escaped, because
 * xmlbuilder2 leaves quotes alone and takes `&amp;` in a text for an entity instead of five characters.
 */
export function buildElement(element: YmlElement): string {
  const root = fragment();
  append(root, element);
  return root.toString();
}

function append(parent: XMLBuilder, element: YmlElement): void {
  const built = parent.ele(element.name);
  for (const name of Object.keys(element.attributes)) built.att(name, escapeAttribute(element.attributes[name] as string));
  if (element.text !== '') {
    if (element.cdata) appendCdata(built, element.text);
    else built.txt(escapeText(element.text));
  }
  for (const child of element.children) {
    append(built, child);
    if (child.tail !== undefined) built.txt(escapeText(child.tail));
  }
}

function appendCdata(parent: XMLBuilder, text: string): void {
  const parts = cleanText(text).split(']]>');
  parts.forEach((part, index) => {
    const head = index === 0 ? '' : '>';
    const tail = index === parts.length - 1 ? '' : ']]';
    parent.dat(head + part + tail);
  });
}
