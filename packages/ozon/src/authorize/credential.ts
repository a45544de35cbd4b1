import { RefusedError } from '@occwo/core';

/** A secret or a name: text, or a function that fetches it (from a vault, a file) and is asked at each call. */
export type Credential = string | (() => string | Promise<string>);

/** Where a credential may come from: the option of that name, or else the environment variable if there is one. */
export interface CredentialSource {
  readonly option: string;
  readonly variable?: string;
}

/** Reads a credential at the time of a call, so that a missing one is no error before it is needed. */
export async function readCredential(given: Credential | undefined, { option, variable }: CredentialSource): Promise<string> {
  const fromEnvironment = () => (variable === undefined ? undefined : process.env[variable]);
  const value = (typeof given === 'function' ? await given() : (given ?? fromEnvironment()))?.trim();
  if (value) return value;
  throw new RefusedError(`the Ozon credential ${option} is missing; nothing was sent`, {
    code: 'credentials',
    hint: `hand in the option ${option}${variable === undefined ? '' : ` or set the variable ${variable}`}`,
  });
}
