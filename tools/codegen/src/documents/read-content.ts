import type { BodyKind } from '../../../../packages/core/src/client/operation.js';
import type { DocumentOperation, Schema } from '../model.js';
import type { RepairLog } from '../repairs/repair-log.js';
import { dereference } from './open-api.js';
import type { OpenApi, OpenApiMedia, OpenApiOperation, OpenApiResponse } from './open-api.js';

type SchemaAt = (schema: Schema, place: string) => Schema;

/** What an operation wants as its body. A POST without one sends `{}`; a body that does not say whether it may be left out may not. */
export function readBody(operation: OpenApiOperation, document: OpenApi, route: string, log: RepairLog, schemaAt: SchemaAt): DocumentOperation['body'] {
  const verb = route.split(' ')[0];
  if (operation.requestBody === null) log.note('null-request-body', route);
  if (!operation.requestBody) return { kind: verb === 'POST' ? 'object' : 'none', required: false };
  const body = dereference(operation.requestBody, document);
  const media = Object.entries(body.content ?? {});
  const [mediaType, { schema }] = media.length === 1 ? (media[0] as [string, OpenApiMedia]) : fail(route, `a body of ${media.length} media types`);
  const repaired = schema && schemaAt(schema, `${route} body`);
  const kind = bodyKind(mediaType, repaired) ?? fail(route, `a body of ${mediaType}`);
  if (body.required === undefined) log.note('body-required-unsaid', route);
  return { kind, ...(repaired && { schema: repaired }), required: body.required !== false };
}

function bodyKind(mediaType: string, schema: Schema | undefined): BodyKind | undefined {
  if (mediaType === 'multipart/form-data') return 'form';
  if (mediaType === 'application/octet-stream') return 'binary';
  if (mediaType !== 'application/json') return undefined;
  return schema?.type === 'array' ? 'array' : 'object';
}

/** What a success holds. Of several codes the one with content counts; 204 beside it means that there may be nothing. */
export function readReply(operation: OpenApiOperation, document: OpenApi, route: string, log: RepairLog, schemaAt: SchemaAt): DocumentOperation['reply'] {
  const successes = Object.entries(operation.responses)
    .filter(([status]) => status.startsWith('2'))
    .map(([status, response]) => [status, dereference(response, document)] as const);
  if (successes.length === 0) return fail(route, 'no successful response');
  const mayBeEmpty = successes.length > 1 && successes.some(([status]) => status === '204');
  const media = successes.flatMap(([, response]) => contentOf(response, route, log));
  const json = media.find(([type]) => /json/.test(type));
  const binary = media.find(([type]) => !/json|^text\/plain/.test(type));
  if (binary && (!json || successes[0]?.[1].content?.[binary[0]])) return { kind: 'binary', mayBeEmpty };
  if (!json) return { kind: 'none', mayBeEmpty: false };
  const schema = json[1].schema && schemaAt(json[1].schema, `${route} reply`);
  return { kind: 'json', ...(schema && { schema }), mayBeEmpty };
}

/** Ozon writes an `example` beside the media types, once as if it were one. */
function contentOf(response: OpenApiResponse, route: string, log: RepairLog): [string, OpenApiMedia][] {
  return Object.entries(response.content ?? {}).filter(([type]) => {
    if (type.includes('/')) return true;
    log.note('stray-media-type', `${route} ${type}`);
    return false;
  });
}

function fail(route: string, found: string): never {
  throw new Error(`${route}: ${found} cannot be read`);
}
