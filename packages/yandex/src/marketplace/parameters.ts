import type { AttributeSource, Product, Reason } from '@occwo/core';
import { attributeValues } from '@occwo/core/client';
import type { ParameterValue } from './offer.js';
import { parameterText } from './parameter-text.js';

/** A parameter of a category, as `POST /v2/category/{categoryId}/parameters` lists it. */
export interface CategoryParameter {
  readonly id: number;
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly multivalue: boolean;
  readonly allowCustomValues: boolean;
  /** Market's list, for `ENUM`. */
  readonly values: readonly { readonly id: number; readonly value: string }[];
  /** Units of a `NUMERIC`; empty where it has none. */
  readonly units: readonly { readonly id: number; readonly name: string; readonly fullName: string }[];
  readonly minValue?: number | undefined;
  readonly maxValue?: number | undefined;
  readonly maxLength?: number | undefined;
}

/** What became of a product's attributes. A wrong value stays out with a warning; a wrong mapping refuses the product. */
export interface ParameterResult {
  readonly values: readonly ParameterValue[];
  readonly warnings: readonly Reason[];
  readonly reasons: readonly Reason[];
}

type Attributes = Readonly<Record<string, AttributeSource>>;

/** Fills a category's parameters from a product, by the mapping: `attributes` are keyed by parameter id or name. */
export function parameterValues(product: Product, attributes: Attributes, parameters: readonly CategoryParameter[]): ParameterResult {
  const values: ParameterValue[] = [];
  const warnings: Reason[] = [];
  const reasons: Reason[] = [];
  for (const [key, source] of Object.entries(attributes)) {
    const parameter = findParameter(parameters, key);
    if (!parameter) {
      reasons.push({
        code: 'occwo.parameter-unknown', field: key, message: `the category has no parameter "${key}"`,
        hint: 'take it out of the mapping, or use an id or name that the category lists',
      });
      continue;
    }
    try {
      const found = fill(product, source, parameter);
      values.push(...found.values);
      warnings.push(...found.warnings);
    } catch (error) {
      reasons.push(mappingFailed(parameter.name, error));
    }
  }
  const filled = new Set(values.map(({ parameterId }) => parameterId));
  for (const { id, name, required } of parameters) {
    if (required && !filled.has(id)) warnings.push(requiredMissing(name));
  }
  return { values, warnings, reasons };
}

function findParameter(parameters: readonly CategoryParameter[], key: string): CategoryParameter | undefined {
  const wanted = key.trim().toLowerCase();
  return parameters.find(({ id, name }) => String(id) === wanted || name.trim().toLowerCase() === wanted);
}

/** Market takes an offer without a required parameter, but makes no card of it until it is filled. */
function requiredMissing(name: string): Reason {
  return {
    code: 'occwo.required-parameter-missing', field: name, message: `the required parameter "${name}" has no value`,
    hint: `fill it in the catalogue or map it (attributes: { "${name}": … }); Market makes no card without it`,
  };
}

/** A function of the mapping is the seller's own code: what it throws refuses one product, not the run. */
function mappingFailed(name: string, error: unknown): Reason {
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'occwo.mapping-failed', field: name, message: `the mapping of "${name}" failed: ${message}`, hint: 'correct the function in the mapping' };
}

function fill(product: Product, source: AttributeSource, parameter: CategoryParameter): Pick<ParameterResult, 'values' | 'warnings'> {
  const { name } = parameter;
  if (typeof source === 'object' && 'dictionaryId' in source) {
    return { values: [{ parameterId: parameter.id, valueId: source.dictionaryId, ...(source.value !== undefined && { value: source.value }) }], warnings: [] };
  }
  const given = attributeValues(source, product);
  const unit = typeof source === 'object' && 'attribute' in source ? product.attributes.find((one) => one.name === source.attribute)?.unit : undefined;
  const values: ParameterValue[] = [];
  const warnings: Reason[] = [];
  const skip = (value: string, why: string) =>
    warnings.push({ code: 'occwo.value-left-out', field: name, message: `"${value}" was not sent as "${name}": ${why}` });
  for (const value of given) {
    const made = parameterText(value, unit, parameter);
    if ('problem' in made) skip(value, made.problem);
    else if (values.length > 0 && !parameter.multivalue) skip(value, 'it takes one value');
    else values.push({ parameterId: parameter.id, ...made });
  }
  return { values, warnings };
}
