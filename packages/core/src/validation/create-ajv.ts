import { Ajv } from 'ajv';
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
  return ajv;
}
