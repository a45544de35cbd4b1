/** JSON Schema as generated from the official documents, with our repairs. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Schemas of one operation. A missing part has nothing to check. */
export interface OperationSchemas {
  readonly path?: JsonSchema;
  readonly query?: JsonSchema;
  readonly body?: JsonSchema;
  readonly reply?: JsonSchema;
}

/** `generated/schemas/<group>.json`: shared definitions under `$defs`, operations by method name. */
export interface GroupSchemas {
  readonly $defs: Readonly<Record<string, JsonSchema>>;
  readonly operations: Readonly<Record<string, OperationSchemas>>;
}

/** Loads the schemas of a group on first use; `{ products: () => import('./schemas/products.json') … }`. */
export type SchemaLoaders = Readonly<Record<string, () => Promise<{ readonly default: unknown }>>>;
