import type { Schema } from '../model.js';

/** The parts of an OpenAPI 3.0 document that this tool reads. */
export interface OpenApi {
  readonly servers?: readonly OpenApiServer[];
  readonly paths: Readonly<Record<string, OpenApiPath>>;
  readonly components?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface OpenApiServer {
  readonly url: string;
  readonly description?: string;
}

export interface OpenApiPath {
  readonly servers?: readonly OpenApiServer[];
  readonly parameters?: readonly OpenApiParameter[];
  readonly [method: string]: unknown;
}

export interface OpenApiOperation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly deprecated?: boolean;
  readonly tags?: readonly string[];
  readonly servers?: readonly OpenApiServer[];
  readonly parameters?: readonly OpenApiParameter[];
  readonly requestBody?: OpenApiBody | null;
  readonly responses: Readonly<Record<string, OpenApiResponse>>;
}

export interface OpenApiParameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: string;
  readonly description?: string;
  readonly required?: boolean;
  readonly schema?: Schema;
  readonly content?: unknown;
}

export interface OpenApiBody {
  readonly $ref?: string;
  readonly required?: boolean;
  readonly content?: Readonly<Record<string, OpenApiMedia>>;
}

export interface OpenApiResponse {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, OpenApiMedia>>;
}

export interface OpenApiMedia {
  readonly schema?: Schema;
}

/** Follows a reference inside a document (`#/components/…`). Throws when it leads nowhere. */
export function dereference<Part extends { readonly $ref?: string }>(part: Part, document: OpenApi): Part {
  if (part.$ref === undefined) return part;
  let target: unknown = document;
  for (const step of part.$ref.replace(/^#\//, '').split('/')) {
    target = (target as Record<string, unknown> | undefined)?.[step.replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  if (target === undefined) throw new Error(`${part.$ref} leads nowhere`);
  return dereference(target as Part, document);
}
