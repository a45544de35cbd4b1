import type { Schema } from '../model.js';

/** `required: true` inside a property (Swagger 2 thinking): belongs into the list of the object around it. */
export function requiredInsideProperty(schema: Schema): Schema | undefined {
  const flagged = Object.entries(schema.properties ?? {}).filter(([, property]) => typeof (property.required as unknown) === 'boolean');
  if (flagged.length === 0) return undefined;
  const properties = { ...schema.properties };
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  for (const [name, property] of flagged) {
    const { required: flag, ...rest } = property;
    properties[name] = rest;
    if ((flag as unknown) === true) required.add(name);
  }
  return { ...schema, properties, ...(required.size > 0 && { required: [...required] }) };
}

/** A flag where the list belongs, with no object around it to lift it to. */
export function requiredIsNoList(schema: Schema): Schema | undefined {
  if (schema.required === undefined || Array.isArray(schema.required)) return undefined;
  const { required: _dropped, ...rest } = schema;
  return rest;
}

/** Names in `required` that are no properties: nobody could send such a request, and no answer would pass. */
export function requiredButAbsent(schema: Schema): Schema | undefined {
  if (!schema.properties || !schema.required) return undefined;
  const present = schema.required.filter((name) => name in (schema.properties as object));
  if (present.length === schema.required.length) return undefined;
  const { required: _dropped, ...rest } = schema;
  return present.length > 0 ? { ...rest, required: present } : rest;
}

/** Branches of `oneOf` that hold nothing but `required`: they say which of the fields go together, and mostly name absent ones. */
export function requiredOnlyBranches(schema: Schema): Schema | undefined {
  const branches = schema.oneOf ?? schema.anyOf;
  if (!branches || !branches.every((branch) => Object.keys(branch).every((key) => key === 'required' || key === 'title' || key === 'description'))) return undefined;
  const { oneOf: _one, anyOf: _any, ...rest } = schema;
  return rest;
}
