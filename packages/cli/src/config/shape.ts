/** One thing that is wrong with a config: where, and what was expected there. */
export interface ShapeFault {
  /** Dotted path (`ozon.categories["Одежда"].typeId`). */
  readonly path: string;
  readonly kind: 'unknown' | 'missing' | 'wrong';
  /** For `wrong` and `missing`: what belongs there. For `unknown`: the names that are known. */
  readonly expected: string;
}

/** Checks a value. JSON Schema cannot say "a function", and configs hold functions, so this is a schema of our own. */
export interface Shape {
  readonly name: string;
  readonly check: (value: unknown, path: string) => readonly ShapeFault[];
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const inside = (path: string, key: string) => {
  if (!/^[A-Za-z_]\w*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
};

function leaf(name: string, fits: (value: unknown) => boolean): Shape {
  return { name, check: (value, path) => (fits(value) ? [] : [{ path, kind: 'wrong', expected: name }]) };
}

export const text = leaf('a text', (value) => typeof value === 'string' && value !== '');
export const wholeNumber = leaf('a whole number above zero', (value) => Number.isSafeInteger(value) && (value as number) > 0);
export const flag = leaf('true or false', (value) => typeof value === 'boolean');
export const callback = leaf('a function', (value) => typeof value === 'function');
/** Whatever its own reader makes of it. */
export const anything = leaf('anything', () => true);
export const texts = leaf('a list of texts', (value) => Array.isArray(value) && value.every((entry) => typeof entry === 'string'));

/** Exactly one of these values. */
export const oneOf = (...values: readonly (string | number | boolean)[]): Shape =>
  leaf(values.map((value) => JSON.stringify(value)).join(' | '), (value) => values.includes(value as string));

/** Any of these shapes. Where the value is an object, the faults of the object shape that fits best are told. */
export function either(...shapes: readonly Shape[]): Shape {
  const name = shapes.map((shape) => shape.name).join(' or ');
  const check = (value: unknown, path: string): readonly ShapeFault[] => {
    const faults = shapes.map((shape) => shape.check(value, path));
    if (faults.some((found) => found.length === 0)) return [];
    const deeper = faults.filter((found) => found.every((fault) => fault.path !== path)).sort((a, b) => a.length - b.length)[0];
    return deeper ?? [{ path, kind: 'wrong', expected: name }];
  };
  return { name, check };
}

/** An object whose keys are names of the user's. */
export function recordOf(shape: Shape): Shape {
  const name = `an object of ${shape.name}`;
  const check = (value: unknown, path: string) =>
    isRecord(value) ? Object.entries(value).flatMap(([key, entry]) => shape.check(entry, inside(path, key))) : [{ path, kind: 'wrong' as const, expected: name }];
  return { name, check };
}

/** An object of known keys; a key with `required` must be there, any other key is a fault. */
export function objectOf(fields: Readonly<Record<string, Shape>>, required: readonly string[] = []): Shape {
  const known = Object.keys(fields);
  const name = `an object with ${known.join(', ')}`;
  const check = (value: unknown, path: string): readonly ShapeFault[] => {
    if (!isRecord(value)) return [{ path, kind: 'wrong', expected: name }];
    const missing = required.filter((key) => value[key] === undefined).map((key): ShapeFault => ({ path: inside(path, key), kind: 'missing', expected: fields[key]?.name ?? '' }));
    const present = Object.entries(value).flatMap(([key, entry]): readonly ShapeFault[] => {
      const shape = Object.hasOwn(fields, key) ? fields[key] : undefined;
      if (!shape) return [{ path: inside(path, key), kind: 'unknown', expected: known.join(', ') }];
      return entry === undefined ? [] : shape.check(entry, inside(path, key));
    });
    return [...present, ...missing];
  };
  return { name, check };
}
