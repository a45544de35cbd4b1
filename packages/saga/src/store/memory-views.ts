import type { Kept } from './memory-store.js';
import type { SagaRow, StatsLine } from './store.js';

export const reopened: Partial<SagaRow> = { status: 'running', ended: undefined };

export function statsOf(sagas: readonly Kept[], now: number): StatsLine[] {
  const lines = new Map<string, StatsLine>();
  for (const { row, due } of sagas) {
    const { name, version, fingerprint, status } = row;
    const id = [name, version, fingerprint, status].join('\n');
    const line = lines.get(id) ?? { name, version, fingerprint, status, count: 0, oldestMs: 0, waiting: 0 };
    const isWaiting = status === 'running' && row.owner === undefined && due <= now;
    lines.set(id, {
      ...line,
      count: line.count + 1,
      oldestMs: Math.max(line.oldestMs, now - row.created),
      waiting: line.waiting + Number(isWaiting),
    });
  }
  return [...lines.values()];
}
