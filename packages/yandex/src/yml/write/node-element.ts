import { YmlError } from '../errors.js';
import type { CustomNode, YmlNode } from '../offer/parts.js';
import { ymlElement } from '../read/element.js';
import type { YmlElement } from '../read/element.js';
import { builtElements, isBuilder } from './builder-element.js';
import { scalarText } from './scalar.js';

const elementName = /^[\p{L}_:][\p{L}\p{N}_:.·-]*$/u;

/** Nodes of a user's own, plain objects or built with xmlbuilder2, as elements. */
export function customElements(nodes: readonly CustomNode[]): YmlElement[] {
  return nodes.flatMap((node) => (isBuilder(node) ? builtElements(node) : [nodeElement(node)]));
}

/** A user's node as an element. Throws {@link YmlError} for a name that XML does not allow. */
function nodeElement(node: YmlNode): YmlElement {
  const attributes: Record<string, string> = {};
  for (const [name, value] of Object.entries(node.attributes ?? {})) attributes[checkedName(name)] = scalarText(value, `${node.name}/@${name}`);
  const element = ymlElement(checkedName(node.name), scalarText(node.text ?? '', node.name), attributes, (node.children ?? []).map(nodeElement));
  element.cdata = node.cdata ?? false;
  return element;
}

function checkedName(name: string): string {
  if (!elementName.test(name)) throw new YmlError('bad-input', { field: name, reason: 'it is no name that XML allows' });
  return name;
}
