import type { Operation } from '@occwo/core';
import type { Authentication, SandboxHandler } from '@occwo/core/sandbox';
import { acceptedScopes } from '../authorize/access.js';
import type { Cabinet } from './cabinet.js';
import { fail } from './replies.js';

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

const unauthorized = (message: string): Authentication => ({ refusal: fail(401, { code: 'UNAUTHORIZED', message }) });

/** Checks the key as Market does, and that it has one of the accesses that the operation asks for. */
export function authenticate(cabinet: Cabinet, headers: Headers, operation: Operation): Authentication {
  const given = headers['api-key'];
  if (typeof given !== 'string' || given === '') return unauthorized('Credentials are not specified');
  if (!given.startsWith('ACMA:')) return unauthorized('Api-Key token prefix invalid');
  const key = cabinet.keys.get(given);
  if (!key) return unauthorized('Api-Key token is invalid');
  const accepted = acceptedScopes(operation);
  if (accepted.length > 0 && !accepted.some((scope) => key.scopes.includes(scope))) {
    return { refusal: fail(403, { code: 'FORBIDDEN', message: `Token does not have any of the scopes to access the API method: ${accepted.join(', ')}` }) };
  }
  return { account: String(cabinet.businessId), tier: cabinet.subscription };
}

/** Refuses calls for other cabinets and shops, and bodies over 512 KB, before the handler sees them. */
export function guarded(cabinet: Cabinet, handler: SandboxHandler): SandboxHandler {
  return (request, context) => {
    const { path, headers } = request;
    if (path.businessId !== undefined && Number(path.businessId) !== cabinet.businessId) {
      return fail(403, { code: 'FORBIDDEN', message: 'Access denied' });
    }
    if (path.campaignId !== undefined && Number(path.campaignId) !== cabinet.campaignId) {
      return fail(404, { code: 'NOT_FOUND', message: `Campaign not found: '${path.campaignId}'` });
    }
    const bytes = Number(headers['content-length'] ?? 0);
    if (bytes > 512 * 1024) return fail(400, { code: 'BAD_REQUEST', message: `The request is too big: ${bytes} bytes, 524288 are allowed` });
    return handler(request, context);
  };
}
