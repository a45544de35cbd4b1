import type { Api } from './apis.js';
import { readAdded } from './documents/added.js';
import type { RawDocument } from './documents/load-documents.js';
import { readOperations } from './documents/read-operations.js';
import type { ApiDocument, ApiModel, ApiOperation, Schema } from './model.js';
import { resolveNames } from './names/lock.js';
import type { Lock } from './names/lock.js';
import { applyOverlay } from './overlay/apply-overlay.js';
import type { Overlay } from './overlay/read-overlay.js';
import { printClient, printMethods } from './print/methods.js';
import { printModels } from './print/models.js';
import { printOperations } from './print/operations.js';
import { printRoutes } from './print/routes.js';
import { jsonModule, printSchemaLoaders, printSchemas } from './print/schemas.js';
import { printHosts, printLimits, printPaging } from './print/tables.js';
import { printTitles } from './print/titles.js';
import { wrapArrays } from './repairs/arrays.js';
import { releaseRequired } from './repairs/optional.js';
import { setZeroOr } from './repairs/zero-or.js';
import { widenBigIntegers } from './repairs/big-integers.js';
import { RepairLog } from './repairs/repair-log.js';
import { ModelFiles } from './types/model-files.js';
import { SignaturePrinter } from './types/signatures.js';
import type { Signature } from './types/signatures.js';
import { TypePrinter } from './types/type-printer.js';
import { findUsage } from './types/usage.js';

/** Everything that goes in: documents, overlay, names given so far. */
export interface GenerateInput {
  readonly api: Api;
  readonly documents: readonly RawDocument[];
  readonly overlay: Overlay;
  readonly lock: Lock;
}

/** Everything that comes out. Nothing is written here, so that `--check` and tests can compare. */
export interface Generated {
  readonly model: ApiModel;
  readonly lock: Lock;
  readonly repairs: RepairLog;
  /** Text by path inside the output folder. */
  readonly files: ReadonlyMap<string, string>;
}

/** Generates one API's files. Throws on anything that the documents or the overlay leave unreadable. */
export function generate({ api, documents, overlay, lock: known }: GenerateInput): Generated {
  const repairs = new RepairLog();
  const document = widen(readOperations(api, [...documents, ...readAdded(overlay, documents)], repairs), overlay, repairs);
  const lock = resolveNames(document.operations.map(({ route }) => route), overlay, known);
  const model = applyOverlay(document, overlay, new Map(Object.entries(lock)), api.title, api.property);
  const usage = findUsage(model);
  const modelFiles = new ModelFiles();
  const printer = new SignaturePrinter(modelFiles, new TypePrinter(model, usage, modelFiles));
  const printed = model.operations.map((operation) => [operation, printer.print(operation)] as const);
  modelFiles.share();
  const signatures = new Map<ApiOperation, Signature>(printed.map(([operation, signature]) => [operation, current(signature, modelFiles)]));

  const files = new Map<string, string>([
    ['operations.ts', printOperations(model)],
    ['limits.ts', printLimits(model)],
    ['paging.ts', printPaging(model)],
    ['hosts.ts', printHosts(model)],
    ['titles.ts', printTitles(model)],
    ['methods.ts', printClient(model)],
    ['models.ts', printModels(modelFiles)],
    ['routes.ts', printRoutes(model, modelFiles, signatures, printer)],
    ['schemas.ts', printSchemaLoaders(model)],
    ['json.d.ts', jsonModule],
  ]);
  for (const [group, text] of printMethods(model, modelFiles, signatures)) files.set(`methods/${group}.ts`, text);
  for (const [group, text] of printSchemas(model, usage)) files.set(`schemas/${group}.json`, text);
  return { model, lock, repairs, files };
}

/** The same signature, after some of the types that it names came to share one. */
function current(signature: Signature, files: ModelFiles): Signature {
  const { item, body } = signature;
  return { ...signature, item: item && files.current(item), body: body && { ...body, type: files.current(body.type) } };
}

/** Repairs that only the overlay can tell of. */
function widen(document: ApiDocument, overlay: Overlay, repairs: RepairLog): ApiDocument {
  const names = new Set(overlay.bigIntegers ?? []);
  const widened = (schema: Schema, place: string, name = '') => widenBigIntegers(schema, names, repairs, place, name);
  const released = setZeroOr(releaseRequired(document.definitions, overlay.optional ?? [], repairs), overlay.zeroOr ?? {}, repairs);
  return {
    ...document,
    definitions: Object.fromEntries(
      Object.entries(wrapArrays(released, overlay.arrays ?? [], repairs)).map(([name, schema]) => [name, widened(schema, name)]),
    ),
    operations: document.operations.map((operation) => ({
      ...operation,
      parameters: operation.parameters.map((parameter) => ({ ...parameter, schema: widened(parameter.schema, operation.route, parameter.name) })),
      body: operation.body.schema ? { ...operation.body, schema: widened(operation.body.schema, `${operation.route} body`) } : operation.body,
      reply: operation.reply.schema ? { ...operation.reply, schema: widened(operation.reply.schema, `${operation.route} reply`) } : operation.reply,
    })),
  };
}
