import type { Definition, Step } from '../define/definition.js';
import { outboxOf } from './protocol.js';

/**
 * Children are driven beside their parents. So are the older definitions that a migration starts from: a replay needs the definition
 * that a saga was begun by, so on Restate it goes on by that one to its end.
 */
export function withRelatives(definitions: readonly Definition[]): Definition[] {
  const all = new Map<string, Definition>();
  const add = (definition: Definition): void => {
    if (all.get(definition.fingerprint)) return;
    all.set(definition.fingerprint, definition);
    for (const { child } of definition.steps.values()) if (child) add(child);
    for (const { from } of definition.migrations ?? []) add(from);
  };
  for (const definition of definitions) add(definition);
  return [...all.values()];
}

/** Refuses at boot what could not be kept later, naming saga and step. */
export function checkDefinitions(definitions: readonly Definition[], canSend: boolean): void {
  const older = new Set(definitions.flatMap(({ migrations = [] }) => migrations.map(({ from }) => from.fingerprint)));
  for (const definition of definitions) {
    const { name, version, steps } = definition;
    if (!/^[a-zA-Z][\w.-]*$/.test(name)) throw new TypeError(`Saga "${name}": on Restate a name begins with a letter`);
    if (definitions.some((other) => outboxOf(other.name) === name)) throw new TypeError(`Saga "${name}" has the name of another saga's outbox: rename it`);
    const twin = definitions.find((other) => other !== definition && !older.has(other.fingerprint) && !older.has(definition.fingerprint) && other.name === name && other.version === version);
    if (twin) throw new TypeError(`Saga "${name}" version ${version} is there twice, with different chains: give one of them another version`);
    for (const step of steps.values()) checkStep(name, step, canSend);
  }
}

function checkStep(saga: string, { name, delivery, kind }: Step, canSend: boolean): void {
  if (delivery === 'tx') {
    throw new TypeError(
      `Saga "${saga}", step "${name}": delivery 'tx' needs a database that holds the journal too, and Restate's journal is in none. ` +
      `Use 'at-least-once' with the step's key as idempotency key in your table, or run this saga by createSagas`,
    );
  }
  if (kind === 'command' && !canSend) throw new TypeError(`Saga "${saga}", step "${name}": a command has nowhere to go: give restateEndpoint a \`queue\``);
}
