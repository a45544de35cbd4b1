import type { Operation } from '../client/operation.js';
import { stringifyJson } from './json.js';

/** Puts a body into the form that the operation wants. */
export function encodeBody(operation: Operation, body: unknown): { body?: string | Uint8Array | FormData; contentType?: string } {
  switch (operation.body) {
    case 'none':
      return {};
    case 'binary':
      return { body: body as Uint8Array, contentType: 'application/octet-stream' };
    case 'form':
      // The transport sets the content type itself, because it holds the boundary.
      return { body: body instanceof FormData ? body : formOf(body as Record<string, unknown>) };
    default:
      return body === undefined && operation.method !== 'POST'
        ? {}
        : { body: stringifyJson(body ?? (operation.body === 'array' ? [] : {})), contentType: 'application/json' };
  }
}

function formOf(fields: Readonly<Record<string, unknown>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields ?? {})) {
    for (const single of Array.isArray(value) ? value : [value]) {
      if (single === undefined || single === null) continue;
      if (single instanceof Blob) form.append(name, single);
      else if (single instanceof Uint8Array) form.append(name, new Blob([single as Uint8Array<ArrayBuffer>]), name);
      else form.append(name, String(single));
    }
  }
  return form;
}
