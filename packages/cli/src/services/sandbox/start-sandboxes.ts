import { CliError } from '../../errors/cli-error.js';
import { marketplaceNames } from '../providers/provider.js';
import type { MarketplaceName } from '../providers/provider.js';
import { providerOf } from '../providers/providers.js';
import { sandboxUrls, sandboxVariable } from '../publish/running-sandboxes.js';

export interface StartedSandboxes {
  /** URLs and credentials as variables: what a shell evaluates and `occwo publish --sandbox` reads. */
  readonly variables: Readonly<Record<string, string>>;
  readonly urls: ReadonlyMap<MarketplaceName, string>;
  close(): Promise<void>;
}

/** Starts sandboxes that run until they are closed: on free ports, or on `port` and those that follow it. */
export async function startSandboxes(only: readonly string[], port: number): Promise<StartedSandboxes> {
  const unknown = only.find((name) => !marketplaceNames.some((known) => known === name));
  if (unknown !== undefined) throw new CliError('usage', 'marketplace.unknown', { found: unknown, known: marketplaceNames.join(', ') });
  const names = only.length > 0 ? marketplaceNames.filter((name) => only.includes(name)) : marketplaceNames;
  const started: { name: MarketplaceName; url: string; variables: Record<string, string>; close: () => Promise<void> }[] = [];
  const close = async () => void (await Promise.all(started.map((one) => one.close())));
  try {
    for (const [index, name] of names.entries()) {
      const provider = providerOf(name);
      const { sandbox, credentials } = await provider.startSandbox({ port: port === 0 ? 0 : port + index });
      const variables = Object.fromEntries(Object.entries(provider.variables).map(([option, variable]) => [variable, credentials[option] ?? '']));
      started.push({ name, url: sandbox.url, variables, close: () => sandbox.close() });
    }
  } catch (cause) {
    await close();
    const { code } = cause as NodeJS.ErrnoException;
    throw code === 'EADDRINUSE' || code === 'EACCES' ? new CliError('usage', 'sandbox.port', { port: port + started.length, reason: code }, cause) : cause;
  }
  const urls = new Map(started.map(({ name, url }) => [name, url] as const));
  return { urls, close, variables: Object.assign({ [sandboxVariable]: sandboxUrls(urls) }, ...started.map(({ variables }) => variables)) as Record<string, string> };
}

/** `export NAME='value'` lines for a shell. */
export function exportLines(variables: Readonly<Record<string, string>>): string {
  return Object.entries(variables).map(([name, value]) => `export ${name}='${value.replaceAll("'", String.raw`'\''`)}'\n`).join('');
}
