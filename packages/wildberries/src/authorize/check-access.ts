import { RefusedError } from '@occwo/core';
import type { Operation } from '@occwo/core';
import { categoryTitles, isTokenCategory } from './categories.js';
import type { TokenCategory } from './categories.js';
import type { TokenInfo } from './decode-token.js';

/** What is checked beside the token itself. */
export interface AccessCheck {
  /** Now, milliseconds since 1970. */
  readonly now: number;
  /** Whether the call goes to Wildberries' own production hosts. */
  readonly production: boolean;
}

/**
 * Refuses a call that Wildberries would refuse anyway, and says which box to tick. It spares more than a round trip:
 * on marketplace-api one answer 4xx costs as much of the limit as ten requests.
 */
export function checkAccess(token: TokenInfo | undefined, operation: Operation, check: AccessCheck): void {
  if (!token) return;
  const refuse = (problem: string, hint: string) => {
    throw new RefusedError(`Wildberries ${operation.name}: ${problem}`, { code: 'credentials', hint });
  };
  if (token.expiresAt !== undefined && token.expiresAt <= check.now) {
    refuse(`the token expired on ${new Date(token.expiresAt).toISOString().slice(0, 10)}`, 'make a new token in the seller cabinet: Profile, API integrations');
  }
  if (token.sandboxOnly && check.production) {
    refuse('a test token works on the sandbox hosts alone', 'use createWildberries({ environment: "sandbox" }) or a token of another type');
  }
  const missing = missingCategory(token, operation);
  if (missing) {
    refuse(
      `the token has no access to the category "${missing}" (${categoryTitles[missing]})`,
      `make a new token with "${categoryTitles[missing]}" ticked: the categories of a token cannot be changed`,
    );
  }
  const allowed = tokenTypesOf(operation);
  if (allowed && !allowed.includes(token.type)) {
    refuse(`it takes a token of type ${allowed.join(' or ')}, this one is ${token.type}`, `make a token of type ${allowed.join(' or ')}`);
  }
  if (token.readOnly && operation.effect === 'write') {
    throw new RefusedError(`Wildberries ${operation.name}: the token is read-only`, {
      code: 'read-only',
      hint: 'make a token without "Read only" for writes',
    });
  }
}

function missingCategory(token: TokenInfo, operation: Operation): TokenCategory | undefined {
  const category = operation.access?.split(':')[0] ?? '';
  return isTokenCategory(category) && !token.categories.includes(category) ? category : undefined;
}

/** `finance:personal|service` → the token types that the operation takes; undefined means any. */
function tokenTypesOf(operation: Operation): readonly string[] | undefined {
  const listed = operation.access?.split(':')[1]?.split('|');
  // A base token with a service secret looks like a plain base token, so only Wildberries can tell them apart.
  return listed?.includes('base-with-secret') ? [...listed.filter((type) => type !== 'base-with-secret'), 'base'] : listed;
}
