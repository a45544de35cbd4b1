import type { Operation } from '../client/operation.js';
import type { GroupSchemas, SchemaLoaders } from '../client/schemas.js';
import type { Random } from '../time/random.js';
import { json } from './reply.js';
import type { SandboxReply } from './sandbox-definition.js';
import { sampleValue } from './sample-value.js';

/** The smallest document that readers of PDF open. */
const emptyPdf = new TextEncoder().encode('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

/** Answers operations that keep no state: a seeded, plausible value that passes the official schema of the reply. */
export function schemaHandler(schemas: SchemaLoaders, random: Random): (operation: Operation) => Promise<SandboxReply> {
  return async (operation) => {
    if (operation.reply === 'binary') return { status: 200, body: emptyPdf, headers: { 'content-type': 'application/pdf' } };
    const group = (await schemas[operation.group]?.())?.default as GroupSchemas | undefined;
    const schema = group?.operations[operation.name.slice(operation.group.length + 1)]?.reply;
    if (operation.reply === 'none' || !schema) return { status: 200 };
    return json(200, sampleValue(schema, { definitions: group?.$defs ?? {}, random, success: true }));
  };
}
