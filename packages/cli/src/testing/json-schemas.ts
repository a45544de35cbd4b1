import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

interface Validator {
  (document: unknown): boolean;
  errors?: readonly { readonly instancePath: string; readonly message?: string }[] | null;
}

// The ajv of @occwo/core, which the command stands on: the one that the workspace hoists is ESLint's, too old for these schemas.
const { Ajv2020 } = createRequire(new URL('../../../core/package.json', import.meta.url))('ajv/dist/2020.js') as {
  readonly Ajv2020: new (options: { readonly allErrors: boolean }) => { compile(schema: object): Validator };
};

/** What a document breaks of one of the schemas in `schemas/`; nothing where it keeps to it. */
export function schemaFaults(name: string, document: unknown): readonly string[] {
  return schemaCheck(name)(document);
}

/** The same for many documents: the schema is compiled once. */
export function schemaCheck(name: string): (document: unknown) => readonly string[] {
  const schema = JSON.parse(readFileSync(new URL(`../../schemas/${name}.json`, import.meta.url), 'utf8')) as object;
  const validate = new Ajv2020({ allErrors: true }).compile(schema);
  return (document) => {
    validate(document);
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
}
