import type { IncomingHttpHeaders } from 'node:http';
import type { Clock, Operation } from '@occwo/core';
import type { Authentication } from '@occwo/core/sandbox';
import { isTokenCategory } from '../authorize/categories.js';
import { decodeToken } from '../authorize/decode-token.js';
import { gateway } from './replies.js';
import { isSandboxToken } from './sandbox-token.js';

/** Checks a token as the gateway of Wildberries does, in its words. */
export function authenticate(headers: IncomingHttpHeaders, operation: Operation, clock: Clock): Authentication {
  const unauthorized = (detail: string) => ({ refusal: gateway(401, 'unauthorized', detail) });
  const text = (headers.authorization ?? '').replace(/^Bearer\s+/i, '');
  if (text === '') return unauthorized('empty Authorization header');
  const info = decodeToken(text);
  if (!info) return unauthorized('token problem; token is malformed: token contains an invalid number of segments');
  if (!isSandboxToken(text)) return unauthorized('token problem; token signature is invalid');
  if (info.expiresAt !== undefined && info.expiresAt <= clock.now()) return unauthorized('token problem; token is expired');
  const [category = '', types] = operation.access?.split(':') ?? [];
  if (isTokenCategory(category) && !info.categories.includes(category)) return unauthorized('token scope not allowed');
  if (types && !types.split('|').includes(info.type)) return { refusal: gateway(403, 'forbidden', `${info.type} token is not allowed`) };
  if (info.readOnly && operation.effect === 'write') return { refusal: gateway(403, 'forbidden', 'read-only token is not allowed for this method') };
  return { account: info.sellerId ?? 'seller', tier: info.type };
}
