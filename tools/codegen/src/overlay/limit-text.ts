import type { Limit, LimitSource, LimitWindow } from '../../../../packages/core/src/limits/limit.js';

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 };
const sources: readonly LimitSource[] = ['documented', 'default', 'undocumented'];

/**
 * Reads a limit as the overlays write it: `300/min burst 20; base: 1/h; 4xx 10; per campaignId; parallel 4; default`.
 *
 * Windows are `COUNT/[N]UNIT [burst N] [sent PATH | returned PATH]`, several with commas; a tier's windows stand after its name
 * and a colon. Unit: ms, s, min, h, d. Throws a message that names the part it cannot read.
 */
export function parseLimit(text: string): Limit {
  let windows: readonly LimitWindow[] = [];
  let source: LimitSource = 'documented';
  const tiers: Record<string, readonly LimitWindow[]> = {};
  const rest: { per?: string; parallel?: number; clientErrorCost?: number } = {};
  for (const part of text.split(';').map((each) => each.trim()).filter((each) => each !== '')) {
    const [word, value] = part.split(' ') as [string, string | undefined];
    const tier = /^([\w-]+):\s*(.+)$/.exec(part);
    if (tier?.[1] && tier[2]) tiers[tier[1]] = parseWindows(tier[2]);
    else if (word === 'per' && value) rest.per = value;
    else if (word === 'parallel') rest.parallel = positive(value, part);
    else if (word === '4xx') rest.clientErrorCost = positive(value, part);
    else if (sources.includes(part as LimitSource)) source = part as LimitSource;
    else windows = parseWindows(part);
  }
  return { windows, ...(Object.keys(tiers).length > 0 && { tiers }), ...rest, source };
}

function parseWindows(text: string): LimitWindow[] {
  return text.split(',').map((each) => {
    const window = /^(\d+)\/(\d*)(ms|s|min|h|d)(?: burst (\d+))?(?: (sent|returned) (\S+))?$/.exec(each.trim());
    if (!window) throw new Error(`"${each.trim()}" is no limit; write for instance "300/min burst 20"`);
    const [, count, times, unit, burst, counted, items] = window;
    return {
      count: Number(count),
      periodMs: Number(times || 1) * (units[unit as string] as number),
      // A burst of the same size is told too: it makes a bucket that refills steadily, without one a window that slides.
      ...(burst !== undefined && { burst: Number(burst) }),
      ...(counted && items && { unit: counted as 'sent' | 'returned', items }),
    };
  });
}

function positive(text: string | undefined, part: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value <= 0) throw new Error(`"${part}" needs a whole number`);
  return value;
}

/** `50 requests a second`, for documentation at the cursor. */
export function describeLimit(limit: Limit): string {
  const windows = limit.windows.map(describeWindow);
  const base = limit.tiers?.base?.map(describeWindow).join(', ');
  const medium = limit.tiers?.medium?.map(describeWindow).join(', ');
  const parts = [
    ...windows,
    ...(limit.parallel ? [`${limit.parallel} at once`] : []),
    ...(limit.per ? [`per ${limit.per}`] : []),
    ...(base ? [`base token ${base}`] : []),
    ...(medium && medium !== windows.join(', ') ? [`tier medium ${medium}`] : []),
    ...(limit.clientErrorCost ? [`an answer 4xx costs ${limit.clientErrorCost}`] : []),
  ];
  return parts.length > 0 ? parts.join(', ') : 'an amount that is told nowhere, learnt from refusals';
}

function describeWindow({ count, periodMs, burst, unit }: LimitWindow): string {
  const [name, size] = Object.entries(units).filter(([, each]) => periodMs % each === 0).at(-1) as [string, number];
  const times = periodMs / size;
  const what = unit === 'sent' ? ' items sent' : unit === 'returned' ? ' items returned' : '';
  return `${count}${what}/${times === 1 ? '' : `${times} `}${name}${burst === undefined || burst === count ? '' : ` (burst ${burst})`}`;
}
