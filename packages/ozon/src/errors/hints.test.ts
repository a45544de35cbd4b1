import { describe, expect, it } from 'vitest';
import { readFailure } from './read-failure.js';

const hintOf = (status: number, message: string, replacement?: string) =>
  readFailure({ status, headers: {}, value: { code: 7, message, details: [] } }, { effect: 'read', ...(replacement && { replacement }) })?.hint;

describe('what to do about the texts that Ozon is known to answer', () => {
  it.each([
    [403, 'Offer not signed', /accept the offer/],
    [403, 'Company is blocked, please contact support', /contact Ozon support/],
    [403, 'Api-Key is missing a required role for a method', /role of this method/],
    [403, 'Api-Key is restricted to specific IP addresses', /address of this machine/],
    [403, 'not available with existing subscription', /Premium/],
    [403, 'Invalid Api-Key, please check the key and try again', /three months/],
    [401, 'Client-Id and Api-Key headers are required', /OCCWO_OZON_CLIENT_ID/],
    [400, 'too long period, only one month allowed', /shorter period/],
    [400, 'PERIOD_IS_TOO_LONG', /shorter period/],
    [400, 'MAX_OFFSET_EXCEEDED', /20 000/],
    [400, 'TRANSITION_IS_NOT_POSSIBLE', /read the posting first/],
    [500, 'Circle is open', /after a burst/],
    [429, 'You have reached request rate limit per second', /50 requests a second/],
    [429, 'You have reached operation items limits. Retry after 120 seconds.', /quota of items/],
  ])('%i %s', (status, message, hint) => expect(hintOf(status, message)).toMatch(hint));

  it.each([[410, ''], [400, 'obsolete method cannot be used']])('names what replaces a method that is off (%i %s)', (status, message) => {
    expect(hintOf(status, message, 'POST /v2/actions/products')).toBe('Ozon has switched the method off; call POST /v2/actions/products');
  });
});
