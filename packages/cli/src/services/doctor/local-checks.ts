import type { LoadedConfig } from '../../config/load-config.js';
import { describeError } from '../../errors/error-document.js';
import type { Language } from '../../messages/language.js';
import { translate } from '../../messages/translate.js';
import type { BoundProvider } from '../providers/providers.js';
import { panicMode } from '../read-only.js';
import type { Finding } from './finding.js';

/** The oldest Node that occwo runs on. */
const oldestNode = [20, 19] as const;

export function checkNode(version: string, language: Language): Finding {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  const isOldEnough = major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
  const values = { version, oldest: oldestNode.join('.') };
  return { check: 'node', status: isOldEnough ? 'ok' : 'failure', message: translate(language, isOldEnough ? 'doctor.node' : 'doctor.node-old', values) };
}

/** `found` is the config, nothing, or the error that it could not be read with. */
export function checkConfig(found: LoadedConfig | undefined | Error, environment: Readonly<Record<string, string | undefined>>, language: Language): readonly Finding[] {
  const readOnly = panicMode(environment) !== 'off' || (!(found instanceof Error) && found?.config.readOnly === true);
  return [
    found instanceof Error
      ? { check: 'config', status: 'failure', message: describeError(found, language) }
      : { check: 'config', status: found ? 'ok' : 'info', message: found ? translate(language, 'doctor.config', { file: found.file }) : translate(language, 'doctor.config-none') },
    ...(readOnly ? [{ check: 'config', status: 'info', message: translate(language, 'doctor.read-only') } as const] : []),
  ];
}

/** Credentials are told by name, never by value. A marketplace without any is not in use; one with some of them cannot work. */
export function checkCredentials({ name, variables }: BoundProvider, present: Readonly<Record<string, string>>, language: Language): Finding {
  const missing = Object.keys(variables).filter((option) => present[option] === undefined);
  const all = Object.keys(variables);
  const values = { options: all.join(', '), missing: missing.map((option) => variables[option] ?? option).join(', ') };
  const finding = { check: 'credentials', marketplace: name };
  if (missing.length === 0) return { ...finding, status: 'ok', message: translate(language, 'doctor.credentials', values) };
  if (missing.length === all.length) return { ...finding, status: 'info', message: translate(language, 'doctor.credentials-none', values) };
  return { ...finding, status: 'failure', message: translate(language, 'doctor.credentials-partial', values) };
}
