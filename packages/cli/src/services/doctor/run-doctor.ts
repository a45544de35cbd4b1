import { systemClock } from '@occwo/core';
import type { Clock, Transport } from '@occwo/core';
import { loadConfig } from '../../config/load-config.js';
import { exitCodes } from '../../errors/exit-code.js';
import type { Language } from '../../messages/language.js';
import { findingsText } from '../../ui/findings-text.js';
import type { Streams } from '../../ui/streams.js';
import { loadApis } from '../api/api-tables.js';
import { resolveCredentials } from '../providers/credentials.js';
import { marketplaceNames } from '../providers/provider.js';
import { providerOf } from '../providers/providers.js';
import { checkCall } from './call-check.js';
import type { Finding } from './finding.js';
import { askHost, checkHosts } from './host-checks.js';
import type { AskHost } from './host-checks.js';
import { checkConfig, checkCredentials, checkNode } from './local-checks.js';
import { checkToken } from './token-check.js';

export interface DoctorInput {
  /** Asks the marketplaces too: do their hosts answer, is the clock right, do the credentials work. */
  readonly online: boolean;
  readonly json: boolean;
  readonly config?: string | undefined;
  readonly language: Language;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly streams: Streams;
  readonly nodeVersion: string;
  readonly clock?: Clock;
  readonly ask?: AskHost;
  readonly transport?: Transport;
}

/** Looks for what keeps occwo from working and tells it. Answers 4 where credentials are at fault, 1 for any other failure. */
export async function runDoctor(input: DoctorInput): Promise<number> {
  const { language, environment, online, clock = systemClock, ask = askHost, transport, json, streams } = input;
  const loaded = await loadConfig(input.folder, input.config).catch((error: unknown) => error as Error);
  const config = loaded instanceof Error ? {} : (loaded?.config ?? {});
  const findings: Finding[] = [checkNode(input.nodeVersion, language), ...checkConfig(loaded, environment, language)];
  let refused = false;
  for (const name of marketplaceNames) {
    const provider = providerOf(name);
    const credentials = resolveCredentials(provider, config, environment, language, () => false);
    const found = checkCredentials(provider, credentials, language);
    findings.push(found);
    refused ||= found.status === 'failure';
    if (name === 'wildberries' && credentials.token !== undefined) {
      const token = checkToken(credentials.token, clock.now(), language);
      findings.push(...token);
      refused ||= token.some(({ status }) => status === 'failure');
    }
    if (!online || Object.keys(credentials).length === 0) continue;
    const [api] = await loadApis(name);
    if (!api) continue;
    findings.push(...(await checkHosts(name, Object.values(api.hosts), ask, clock, language)));
    if (found.status !== 'ok') continue;
    const call = await checkCall(api, credentials, { clock, ...(transport && { transport }) }, language);
    findings.push(...call.findings);
    refused ||= call.refused;
  }
  const failed = findings.some(({ status }) => status === 'failure');
  const exitCode = refused ? exitCodes.credentials : failed ? exitCodes.failure : exitCodes.done;
  streams.stdout.write(json ? `${JSON.stringify({ findings, exitCode }, undefined, 2)}\n` : findingsText(findings, language));
  return exitCode;
}
