import { hosts, sandboxHosts } from '../generated/hosts.js';

/** Where calls go: Wildberries itself, or its sandbox (test data, test token). */
export type Environment = 'production' | 'sandbox';

/** Base URLs by host key. Hosts without a sandbox keep the production one, where a test token is refused. */
export function hostsOf(environment: Environment): Readonly<Record<string, string>> {
  return environment === 'sandbox' ? { ...hosts, ...sandboxHosts } : hosts;
}
