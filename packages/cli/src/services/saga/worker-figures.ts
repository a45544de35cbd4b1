import type { SagaEvent } from '@occwo/saga';

/** What a worker has done since it began. */
export interface Figures {
  started: number;
  completed: number;
  compensated: number;
  stuck: number;
  attempts: number;
  failed: number;
  takeovers: number;
  leasesLost: number;
}

/** Counts what happens. */
export function workerFigures(): { readonly figures: Readonly<Figures>; readonly count: (event: SagaEvent) => void } {
  const figures: Figures = { started: 0, completed: 0, compensated: 0, stuck: 0, attempts: 0, failed: 0, takeovers: 0, leasesLost: 0 };
  const count = (event: SagaEvent): void => {
    switch (event.type) {
      case 'started':
        figures.started += 1;
        return;
      case 'ended':
        figures[event.status === 'completed' ? 'completed' : 'compensated'] += 1;
        return;
      case 'stuck':
        figures.stuck += 1;
        return;
      case 'attempt':
        figures.attempts += 1;
        if (event.outcome !== 'ok') figures.failed += 1;
        return;
      case 'takeover':
        figures.takeovers += 1;
        return;
      case 'lease-lost':
        figures.leasesLost += 1;
    }
  };
  return { figures, count };
}
