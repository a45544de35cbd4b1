import type { ApiOperation, DocumentOperation, Schema } from '../model.js';

/**
 * The array of the body that holds a batch, and how many items it takes: from the overlay where the limit stands in prose,
 * otherwise the one array of the body with `maxItems`. A body that is itself an array has the field ``.
 */
export function batchOf(operation: DocumentOperation, text: string | false | undefined, definitions: Readonly<Record<string, Schema>>): ApiOperation['batch'] {
  if (text === false) return undefined;
  if (text !== undefined) {
    const [field, max] = text.split(':');
    if (field === undefined || !(Number(max) > 0)) throw new Error(`batch "${text}" is not of the form field:max`);
    return { field, max: Number(max) };
  }
  const body = operation.body.schema && resolved(operation.body.schema, definitions);
  if (!body) return undefined;
  if (body.type === 'array') return body.maxItems ? { field: '', max: body.maxItems } : undefined;
  const bounded = Object.entries(body.properties ?? {})
    .map(([field, schema]) => ({ field, max: resolved(schema, definitions).maxItems }))
    .filter((each): each is { field: string; max: number } => each.max !== undefined && each.max > 1);
  return bounded.length === 1 ? bounded[0] : undefined;
}

function resolved(schema: Schema, definitions: Readonly<Record<string, Schema>>): Schema {
  return schema.$ref ? resolved(definitions[schema.$ref.replace('#/$defs/', '')] as Schema, definitions) : schema;
}
