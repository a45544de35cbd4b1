import type { BodyKind, HttpMethod, Idempotency, ReplyKind } from '../../../packages/core/src/client/operation.js';
import type { Limit } from '../../../packages/core/src/limits/limit.js';
import type { Paging } from '../../../packages/core/src/paging/paging.js';

/** A schema, raw as in a document or repaired; only the keywords that this tool looks at are named. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  enum?: unknown[];
  format?: string;
  pattern?: string;
  allOf?: Schema[];
  oneOf?: Schema[];
  anyOf?: Schema[];
  additionalProperties?: boolean | Schema;
  nullable?: boolean;
  default?: unknown;
  /** After repair: values that are known from prose. */
  examples?: unknown[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  [keyword: string]: unknown;
}

/** A path, query or header parameter. */
export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  /** Demanded of a caller. A path parameter that the client's options may fill is not, though every path needs it. */
  readonly required: boolean;
  readonly schema: Schema;
}

/** One operation as a document describes it, references to components still in place. */
export interface DocumentOperation {
  readonly route: string;
  readonly method: HttpMethod;
  readonly path: string;
  readonly host: string;
  readonly operationId: string | undefined;
  readonly title: string;
  readonly tag: string | undefined;
  readonly link: string | undefined;
  /** The document itself marks it so; most announcements stand only in prose, and in the overlay. */
  readonly deprecated: boolean;
  readonly parameters: readonly Parameter[];
  readonly body: { readonly kind: BodyKind; readonly schema?: Schema; readonly required: boolean };
  readonly reply: { readonly kind: ReplyKind; readonly schema?: Schema; readonly mayBeEmpty: boolean };
}

/** All that the documents of one API say: operations in their order, and the definitions that they refer to as `#/$defs/Name`. */
export interface ApiDocument {
  readonly operations: readonly DocumentOperation[];
  readonly definitions: Readonly<Record<string, Schema>>;
  readonly hosts: Readonly<Record<string, { readonly production: string; readonly sandbox?: string }>>;
}

/** What a row of the table says about repeating: an idempotency, or `read-job` for jobs that the marketplace counts as reads. */
export type Kind = Idempotency | 'read-job';

/** An operation with everything that the overlay adds. */
export interface ApiOperation extends DocumentOperation {
  readonly group: string;
  readonly name: string;
  readonly kind: Kind;
  readonly limits: readonly string[];
  readonly paging: Paging | undefined;
  readonly batch: { readonly field: string; readonly max: number } | undefined;
  readonly sunset: string | undefined;
  readonly replacement: string | undefined;
  readonly access: string | undefined;
  readonly note: string | undefined;
}

/** Everything that the printers print from. */
export interface ApiModel {
  readonly title: string;
  readonly property: string;
  readonly operations: readonly ApiOperation[];
  readonly definitions: Readonly<Record<string, Schema>>;
  readonly hosts: ApiDocument['hosts'];
  readonly limits: Readonly<Record<string, Limit>>;
}
