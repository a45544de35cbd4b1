import type { ParameterValue } from './offer.js';
import type { CategoryParameter } from './parameters.js';

type Made = Omit<ParameterValue, 'parameterId'> | { readonly problem: string };

const booleans: Readonly<Record<string, string>> = {
  да: 'true', есть: 'true', yes: 'true', true: 'true', '1': 'true', нет: 'false', no: 'false', false: 'false', '0': 'false',
};

const folded = (text: string) => text.trim().toLowerCase().replaceAll('ё', 'е').replaceAll(/\s+/g, ' ');

/** One value of the catalogue in the form that the parameter's type wants. */
export function parameterText(value: string, unit: string | undefined, parameter: CategoryParameter): Made {
  switch (parameter.type) {
    case 'ENUM': return listed(value, parameter);
    case 'BOOLEAN': {
      const flag = booleans[folded(value)];
      return flag ? { value: flag } : { problem: 'it takes yes or no' };
    }
    case 'NUMERIC': return numeric(value, unit, parameter);
    default: {
      const { maxLength } = parameter;
      return maxLength !== undefined && [...value].length > maxLength ? { problem: `it takes ${maxLength} characters` } : { value };
    }
  }
}

/** A value of Market's own list goes with its id; a value of the seller's own goes without, where that is allowed. */
function listed(value: string, { values, allowCustomValues }: CategoryParameter): Made {
  const known = values.find((option) => folded(option.value) === folded(value));
  if (known) return { valueId: known.id, value: known.value };
  if (allowCustomValues) return { value };
  const some = values.slice(0, 5).map((option) => option.value).join(', ');
  return { problem: `it is not in Market's list (${some}${values.length > 5 ? ' …' : ''})` };
}

function numeric(value: string, unit: string | undefined, parameter: CategoryParameter): Made {
  const text = value.replaceAll(/\s/g, '').replace(',', '.');
  if (!/^-?\d+(\.\d+)?$/.test(text)) return { problem: 'it takes a number' };
  const { minValue, maxValue, units } = parameter;
  if ((minValue !== undefined && Number(text) < minValue) || (maxValue !== undefined && Number(text) > maxValue)) {
    return { problem: `it takes a number from ${minValue ?? '−∞'} to ${maxValue ?? '∞'}` };
  }
  if (unit === undefined) return { value: text };
  const wanted = folded(unit);
  const known = units.find(({ name, fullName }) => folded(name) === wanted || folded(fullName) === wanted);
  if (!known && units.length > 0) return { problem: `its unit "${unit}" is none of ${units.map(({ name }) => name).join(', ')}` };
  return { value: text, ...(known && { unitId: known.id }) };
}
