/** A copy of an answer with a value at a dotted path; undefined takes away what is there. */
export function putAt(reply: unknown, path: string, value: unknown): unknown {
  const [step = '', ...rest] = path.split('.');
  const { [step]: inner, ...others } = (reply ?? {}) as Record<string, unknown>;
  if (rest.length > 0) return { ...others, [step]: putAt(inner, rest.join('.'), value) };
  return value === undefined ? others : { ...others, [step]: value };
}
