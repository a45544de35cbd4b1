import { randomUUID } from 'node:crypto';
import { systemClock, systemRandom } from '@occwo/core';
import type { Definition } from '../define/definition.js';
import { firstDifference } from '../define/fingerprint.js';
import { SagaShapeError } from '../runner/errors.js';
import type { AttemptRuntime } from '../runner/flight.js';
import { emitterOf } from '../runner/instrumentation.js';
import { silent } from '../runner/options.js';
import { replyTopicOf } from '../runner/reply-address.js';
import { Slots } from '../runner/slots.js';
import type { EndpointOptions } from './endpoint-options.js';
import type { RestatePoint } from './points.js';
import { driveVersion } from './protocol.js';
import type { StartMessage } from './protocol.js';
import type { Sdk } from './sdk.js';

/** What every drive of one endpoint shares. */
export interface Desk extends AttemptRuntime {
  readonly sdk: Sdk;
  readonly worker: string;
  readonly canSend: boolean;
  /** Where replies to commands belong. */
  readonly replies: string;
  readonly point: (name: RestatePoint, detail?: string) => void;
  /** A name for one replay of one drive. */
  newLife(): string;
  /** The definition that a saga was started with. Throws if this endpoint cannot go on with it. */
  definitionFor(name: string, start: StartMessage): Definition;
}

export function makeDesk(sdk: Sdk, definitions: readonly Definition[], options: EndpointOptions): Desk {
  const { clock = systemClock, random = systemRandom, log = silent, queue, system, instrumentation, onEvent, onPoint, worker = `${process.pid}` } = options;
  const known = new Map(definitions.map((definition) => [definition.fingerprint, definition]));
  return {
    sdk, clock, random, log, worker,
    canSend: queue !== undefined,
    replies: replyTopicOf(system),
    slots: new Slots(),
    instrumentation,
    emit: emitterOf(instrumentation, onEvent),
    point: onPoint ?? (() => {}),
    newLife: randomUUID,
    definitionFor(name, { drive, version, fingerprint, shape }) {
      if (drive !== driveVersion) {
        throw new TypeError(`This saga was begun by another edition of @occwo/saga (drive ${drive}, here ${driveVersion}): keep a deployment of that edition until it has ended`);
      }
      const found = known.get(fingerprint);
      if (found) return found;
      const same = definitions.find((definition) => definition.name === name && definition.version === version);
      throw new SagaShapeError(name, version, same ? firstDifference(shape, same.shape) : 'this endpoint has no such version');
    },
  };
}
