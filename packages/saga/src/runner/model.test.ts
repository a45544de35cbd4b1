import fc from 'fast-check';
import { describe, it } from 'vitest';
import { breach } from '../../test/laws.js';
import { sagaSpec } from '../../test/model.js';
import { simulate } from '../../test/simulation.js';

const runs = Number(process.env['OCCWO_MODEL_RUNS'] ?? 10_000);

describe('random sagas against the reference model', () => {
  it(`end as the rules say, whoever dies (${runs} cases)`, { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(sagaSpec, async (spec) => {
        const outcome = await simulate(spec);
        const problem = breach(spec, outcome);
        if (problem) throw new Error(`${problem}\n${outcome.timelines}\n${outcome.calls.map(({ saga, step, direction, ok }) => `${saga}/${step} ${direction} ${ok}`).join('\n')}`);
      }),
      { numRuns: runs },
    );
  });
});
