import type { Random } from '../time/random.js';
import type { SandboxFault } from './sandbox-definition.js';

/** Chooses, by seed, which answers go wrong and how. */
export function faultInjector(faults: readonly SandboxFault[], random: Random): (operation: string | undefined) => SandboxFault | undefined {
  return (operation) => {
    const fitting = faults.filter(({ operations }) => !operations || (operation !== undefined && operations.includes(operation)));
    if (fitting.length === 0) return undefined;
    let draw = random();
    for (const fault of fitting) {
      if (draw < fault.share) return fault;
      draw -= fault.share;
    }
    return undefined;
  };
}
