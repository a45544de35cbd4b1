import { RefusedError } from '@occwo/core';
import type { OccwoConfig } from '../../config/define-config.js';
import type { Language } from '../../messages/language.js';
import { translate } from '../../messages/translate.js';
import type { BoundProvider } from './providers.js';
import type { Credentials } from './provider.js';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The credentials of a marketplace: from the config (a text, or the variable that it names), else from the marketplace's own
 * variables. Throws a `credentials` error that names what is missing; no value is ever part of it. What is not `needed` may miss.
 */
export function resolveCredentials(
  provider: BoundProvider, config: OccwoConfig, environment: Environment, language: Language, needed: (option: string) => boolean = () => true,
): Credentials {
  const section = (provider.section(config) ?? {}) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(provider.variables).flatMap(([option, usual]) => {
      const given = section[option];
      const variable = isReference(given) ? given.env : usual;
      const value = typeof given === 'string' || typeof given === 'number' ? String(given) : environment[variable]?.trim();
      if (!value && needed(option)) throw missingCredential(provider.name, option, variable, language);
      return value ? [[option, value]] : [];
    }),
  );
}

const isReference = (value: unknown): value is { readonly env: string } => typeof value === 'object' && value !== null && 'env' in value;

/** The error of a credential that is not there: it names the option and the variable. */
export function missingCredential(marketplace: string, option: string, variable: string, language: Language): RefusedError {
  return new RefusedError(translate(language, 'credentials.missing', { marketplace, option }), {
    code: 'credentials',
    hint: translate(language, 'credentials.missing-hint', { marketplace, option, variable }),
  });
}
