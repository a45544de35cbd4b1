import type { CallParameters } from '../pipeline/call.js';
import type { JobFlow } from './job-flow.js';
import { withPlace } from './places.js';

/** The number of a task as the marketplace wants it. */
export function numberFor({ numeric }: JobFlow, number: string): string | number {
  return numeric ? Number(number) : number;
}

/** The request that asks how a task stands. */
export function question(flow: JobFlow, number: string, repeated: Readonly<Record<string, string>>): CallParameters {
  const asked = withPlace({}, flow.as, numberFor(flow, number));
  return Object.entries({ ...flow.says, ...repeated }).reduce((parameters, [place, value]) => withPlace(parameters, place, value), asked);
}
