import type { Context } from '../runner/context.js';
import { Flight } from '../runner/flight.js';

/** An attempt whose step has nowhere to send messages to: `emit` says so at once, instead of losing them. */
export class MuteFlight extends Flight {
  protected override context(): Context {
    const context = super.context();
    return Object.defineProperty(context, 'emit', {
      value: (topic: string) => {
        throw new TypeError(`A message to ${topic} has nowhere to go: give restateEndpoint a \`queue\``);
      },
    });
  }
}
