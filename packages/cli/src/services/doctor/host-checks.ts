import type { Clock } from '@occwo/core';
import type { Language } from '../../messages/language.js';
import { translate } from '../../messages/translate.js';
import type { Finding } from './finding.js';

/** Asks for the headers of an address. Any status will do: that something answers is the point. */
export type AskHost = (url: string) => Promise<{ readonly headers: { get(name: string): string | null } }>;

const patienceMs = 10_000;
/** A clock that is further off breaks tokens and signatures, and dates of documents. */
const largestSkewMs = 30_000;

export const askHost: AskHost = (url) => fetch(url, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(patienceMs) });

/** Whether each host answers, how fast, and how far this machine's clock is from theirs. */
export async function checkHosts(marketplace: string, hosts: readonly string[], ask: AskHost, clock: Clock, language: Language): Promise<readonly Finding[]> {
  const skews: number[] = [];
  const findings = await Promise.all(hosts.map(async (url): Promise<Finding> => {
    const host = new URL(url).host;
    const startedAt = clock.monotonic();
    try {
      const { headers } = await ask(url);
      const tookMs = clock.monotonic() - startedAt;
      const date = Date.parse(headers.get('date') ?? '');
      if (!Number.isNaN(date)) skews.push(clock.now() - tookMs / 2 - date);
      return { check: 'host', marketplace, status: 'ok', message: translate(language, 'doctor.host', { host, milliseconds: Math.round(tookMs) }) };
    } catch (error) {
      return { check: 'host', marketplace, status: 'failure', message: translate(language, 'doctor.host-silent', { host, reason: reasonOf(error) }) };
    }
  }));
  if (skews.length === 0) return findings;
  // Half of them say less and half say more, so one odd host does not decide. A Date header has whole seconds.
  const skew = skews.sort((one, other) => one - other)[Math.floor(skews.length / 2)] ?? 0;
  const isFar = Math.abs(skew) > largestSkewMs;
  return [...findings, { check: 'clock', marketplace, status: isFar ? 'failure' : 'ok', message: translate(language, isFar ? 'doctor.clock-off' : 'doctor.clock', { seconds: Math.round(skew / 1000) }) }];
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return (cause as NodeJS.ErrnoException).code ?? (cause instanceof Error ? cause.message : String(cause));
}
