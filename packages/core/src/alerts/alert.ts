import type { ClientEvent } from '../client/client-event.js';

/** What a person is told. */
export interface Alert {
  readonly source: string;
  readonly severity: 'warning' | 'critical';
  readonly text: string;
}

interface Found {
  /** Alerts with the same key are the same trouble. */
  readonly key: string;
  readonly severity: Alert['severity'];
  readonly text: string;
}

/** Outcomes of calls that a person must mend; the rest is the program's business. */
const critical = new Set(['unauthorized', 'forbidden', 'credentials', 'payment-required', 'obsolete-method']);
const warnings = new Set(['server-error', 'network', 'unknown-outcome', 'deadline', 'unreadable-reply']);

/** The alert that an event is worth, if any. Breaker refusals are left out: the opening has been told. */
export function alertOf(event: ClientEvent): Found | undefined {
  if (event.type === 'breaker' && event.state !== 'half-open') {
    const open = event.state === 'open';
    return { key: `breaker ${event.host} ${event.state}`, severity: open ? 'critical' : 'warning', text: `host ${event.host} ${open ? 'is failing; calls to it are held back' : 'answers again'}` };
  }
  if (event.type !== 'call') return undefined;
  const { outcome, operation } = event;
  if (critical.has(outcome)) return { key: `refused ${outcome}`, severity: 'critical', text: `${operation} was refused: ${outcome}` };
  if (warnings.has(outcome)) return { key: `failed ${operation} ${outcome}`, severity: 'warning', text: `${operation} failed after ${event.attempts} attempts: ${outcome}` };
  return undefined;
}
