/**
 * PostgreSQL's text form of an array parameter. The driver's own does the same with a call and a regular expression for every
 * element, which at thousands of rows a second is a tenth of the client's work (measured 2026-11).
 */
export const numbersLiteral = (values: readonly (number | null)[]): string => {
  let text = '{';
  for (let index = 0; index < values.length; index++) {
    if (index > 0) text += ',';
    text += values[index] ?? 'NULL';
  }
  return `${text}}`;
};

export const booleansLiteral = (values: readonly boolean[]): string => `{${values.map((value) => (value ? 't' : 'f')).join(',')}}`;

/**
 * Every element in quotes, so that a text `NULL`, an empty one and one with commas stay what they are. JSON's list of texts is the same in
 * other brackets, and much quicker made, unless it has escapes that PostgreSQL does not know: then it is spelled out.
 */
export const textsLiteral = (values: readonly (string | null)[]): string => {
  const json = JSON.stringify(values);
  return foreignEscapes.test(json) ? spelledOut(values) : `{${json.slice(1, -1)}}`;
};

/** Some of these are an escaped backslash before a letter, which would have been right too. */
const foreignEscapes = /\\[bfnrtu]/;

const spelledOut = (values: readonly (string | null)[]): string => {
  let text = '{';
  for (let index = 0; index < values.length; index++) {
    if (index > 0) text += ',';
    const value = values[index];
    text += value === null || value === undefined ? 'NULL' : `"${needsEscape.test(value) ? value.replace(escaped, '\\$&') : value}"`;
  }
  return `${text}}`;
};

const needsEscape = /["\\]/;
const escaped = /["\\]/g;
