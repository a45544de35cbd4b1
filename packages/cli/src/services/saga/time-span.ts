import { CliError } from '../../errors/cli-error.js';

const milliseconds = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** `30d`, `12h`, `90m` or `45s` in milliseconds. */
export function timeSpan(flag: string, text: string): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)([smhd])$/.exec(text.trim()) ?? [];
  if (amount === undefined) throw new CliError('usage', 'saga.duration-wrong', { flag, found: text });
  return Math.round(Number(amount) * milliseconds[unit as keyof typeof milliseconds]);
}
