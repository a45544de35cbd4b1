import type { Migrated } from '../engine/entry.js';
import { migrateSaga } from '../engine/migrate.js';
import { errorText } from './error-text.js';
import type { Hand } from './hand.js';
import { throughJson } from './json.js';
import { labelOf } from './runtime.js';
import type { Runtime } from './runtime.js';

/** After this long a saga that could not be translated is looked at again: a better translation may have been deployed. */
export const adoptAgainMs = 60_000;

/** A saga of an older definition becomes one of this: one write, in which its journal and its fingerprint change together. False: it cannot. */
export async function adopt(runtime: Runtime, hand: Hand): Promise<boolean> {
  const { row, definition, journal } = hand;
  const { version, fingerprint } = definition;
  let result: unknown;
  let input: unknown;
  try {
    const migrated = migrateSaga(definition, row.fingerprint, { key: row.key, input: row.input, journal });
    const kept: Migrated = { from: { version: row.version, fingerprint: row.fingerprint }, journal: migrated.journal };
    result = throughJson(kept, 'The translated journal');
    input = throughJson(migrated.input, 'The translated input') ?? null;
  } catch (error) {
    const why = errorText(error);
    runtime.log.error(`saga: ${row.name}/${row.key} cannot go on by version ${version}: ${why}`, labelOf(row));
    runtime.emit?.({ type: 'unmigrated', ...labelOf(row), version, why });
    return false;
  }
  const write = { ...hand.writeOf({ entry: { step: '', kind: 'migrate', result } }), becomes: { version, fingerprint, input } };
  runtime.point('append:before', 'migrate');
  await runtime.store.append(write);
  runtime.point('append:after', 'migrate');
  // Written or refused, by this answer or a lost one: what counts is what is there.
  hand.stale = true;
  return true;
}
