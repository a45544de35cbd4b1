import { Ajv, _ } from 'ajv';
import type { CodeKeywordDefinition } from 'ajv';
import addFormats from 'ajv-formats';

/**
 * ajv for the marketplaces' schemas: all errors (a batch is mended in one go), unknown formats and keywords pass
 * (the official documents invent them). A client never coerces: what was checked is what is sent.
 */
export function createAjv(coerce: boolean): Ajv {
  const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: true, logger: false, coerceTypes: coerce && 'array' });
  // ajv-formats is CommonJS: under Node's ESM the plugin is the default export's `default`.
  const plugin = (addFormats as unknown as { default?: typeof addFormats.default }).default ?? (addFormats as unknown as typeof addFormats.default);
  plugin(ajv, ['date', 'date-time', 'uri', 'email', 'uuid', 'ipv4', 'ipv6']);
  ajv.addKeyword(zeroOrAtLeast);
  return ajv;
}

/** Ours, for numbers of which 0 takes something away: nothing lies between it and the least that is allowed (Market's bids: 0, or 50 and more). */
const zeroOrAtLeast: CodeKeywordDefinition = {
  keyword: 'zeroOrAtLeast',
  type: 'number',
  schemaType: 'number',
  error: { message: ({ schema }) => `must be 0, or ${schema} and more` },
  code: (context) => context.fail(_`${context.data} !== 0 && ${context.data} < ${context.schema}`),
};
