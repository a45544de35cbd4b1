/** One element as it stands in the feed. */
export interface YmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Text before the first child, entities resolved, CDATA unwrapped, white space kept (but for indentation before a child). */
  text: string;
  /** A frozen empty list where there are none: give an element a list of its own to add to it. */
  children: YmlElement[];
  /** Text between this element's end tag and what follows it; only where it is more than white space. */
  tail: string | undefined;
  /** Whether some of the text stood in a CDATA section. */
  cdata: boolean;
  /** Where the start tag begins, counted from 1. */
  readonly line: number;
  readonly column: number;
}

/** The shared attributes of the many elements that have none. */
export const noAttributes: Readonly<Record<string, string>> = Object.freeze(Object.create(null) as Record<string, string>);

/** The shared list of the many elements without children. */
export const noChildren: YmlElement[] = Object.freeze([]) as unknown as YmlElement[];

/** Makes an element by hand, for example to add one to a read offer before writing it. */
export function ymlElement(name: string, text = '', attributes: Readonly<Record<string, string>> = noAttributes, children: YmlElement[] = noChildren): YmlElement {
  return { name, attributes, text, children, tail: undefined, cdata: false, line: 0, column: 0 };
}

/** The first child of that name. */
export function childNamed(element: YmlElement, name: string): YmlElement | undefined {
  for (const child of element.children) if (child.name === name) return child;
  return undefined;
}

/** The trimmed text of the first child of that name. */
export function childText(element: YmlElement, name: string): string | undefined {
  return childNamed(element, name)?.text.trim();
}

export function hasAttributes(element: YmlElement): boolean {
  for (const _name in element.attributes) return true;
  return false;
}
