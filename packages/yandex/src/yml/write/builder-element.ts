import type { XMLBuilder } from 'xmlbuilder2/lib/interfaces.js';
import { ymlElement } from '../read/element.js';
import type { YmlElement } from '../read/element.js';

/** The parts of xmlbuilder2's DOM that are read here. */
interface DomNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly data?: string;
  readonly attributes?: Iterable<{ readonly name: string; readonly value: string }>;
  readonly childNodes: Iterable<DomNode>;
}

const elementNode = 1;
const textNode = 3;
const cdataNode = 4;

export function isBuilder(node: object): node is XMLBuilder {
  return 'node' in node && 'ele' in node && typeof node.ele === 'function';
}

/** The elements that were built with xmlbuilder2: those of the node that is handed in, or of the document that it stands in. */
export function builtElements(builder: XMLBuilder): YmlElement[] {
  const node = builder.node as unknown as DomNode;
  if (node.nodeType === elementNode) return [toElement(node)];
  return [...node.childNodes].filter((child) => child.nodeType === elementNode).map(toElement);
}

function toElement(node: DomNode): YmlElement {
  const attributes = Object.fromEntries([...(node.attributes ?? [])].map(({ name, value }) => [name, value]));
  const element = ymlElement(node.nodeName, '', attributes, []);
  for (const child of node.childNodes) {
    if (child.nodeType === elementNode) element.children.push(toElement(child));
    else if (child.nodeType === textNode || child.nodeType === cdataNode) addText(element, child);
  }
  return element;
}

function addText(element: YmlElement, { nodeType, data = '' }: DomNode): void {
  const last = element.children.at(-1);
  if (last !== undefined) {
    last.tail = (last.tail ?? '') + data;
    return;
  }
  element.text += data;
  if (nodeType === cdataNode) element.cdata = true;
}
