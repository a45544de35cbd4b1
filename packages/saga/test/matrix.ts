/** What a row of the matrix is tested on. */
export type Engine = 'SQLite' | 'PostgreSQL' | 'RabbitMQ' | 'database queue';

export interface Proof {
  /** A test file below packages/saga/src, and the title of its test, or the scenario that its matrix names. */
  readonly file: string;
  readonly title: string;
  readonly on: readonly Engine[];
}

export interface MatrixRow {
  readonly row: number;
  readonly fault: string;
  readonly proofs: readonly Proof[];
}

const both = ['SQLite', 'PostgreSQL'] as const;
const crash = (...scenarios: string[]): Proof[] => scenarios.map((title) => ({ file: 'runner/crash.slow.test.ts', title, on: both }));
const all = crash(
  "saga: 'plain', mode: 'ok'", "saga: 'plain', mode: 'refuse'", "saga: 'plain', mode: 'unknown'", "saga: 'rich', mode: 'ok'", "saga: 'rich', mode: 'refuse'",
  "saga: 'final', mode: 'unknown'", "saga: 'final', mode: 'after-refuse'", "saga: 'final', mode: 'after-unknown'",
);
const undos = crash("saga: 'plain', mode: 'refuse'", "saga: 'plain', mode: 'unknown'", "saga: 'final', mode: 'undo-retry'", "saga: 'final', mode: 'undo-unknown'");
const runner = (file: string, title: string, on: readonly Engine[] = both): Proof => ({ file: `runner/${file}`, title, on });
const carry = (title: string): Proof => ({ file: 'outbox/carry.slow.test.ts', title, on: [...both, 'RabbitMQ', 'database queue'] });

/** The twenty ways to fail, and the tests that cover each. Rows of the queue count on both queues. */
export const crashMatrixRows: readonly MatrixRow[] = [
  { row: 1, fault: "before and after start's commit", proofs: all },
  { row: 2, fault: 'after the claim', proofs: [...crash("saga: 'rich', mode: 'ok'"), runner('zombie.integration.test.ts', 'is replaced within the lease and a poll when it is killed')] },
  { row: 3, fault: 'before the participant is called', proofs: all },
  { row: 4, fault: 'after the effect, before the journal', proofs: [...all, ...crash("saga: 'once', mode: 'ok'")] },
  { row: 5, fault: 'after the journal, before the next decision', proofs: all },
  { row: 6, fault: 'around the final status', proofs: all },
  { row: 7, fault: 'rows 3 to 6 in every undo', proofs: undos },
  { row: 8, fault: 'commit done, answer lost', proofs: [runner('lost-answer.integration.test.ts', 'are read again: every saga ends, each call is made once'), runner('cut.slow.test.ts', 'double no effect', ['PostgreSQL'])] },
  {
    row: 9, fault: 'stopped for longer than the lease, in each state',
    proofs: [
      runner('zombie.integration.test.ts', "step: 'charge', direction: 'run'"), runner('zombie.slow.test.ts', "step: 'charge', direction: 'undo'"),
      runner('zombie.slow.test.ts', "step: 'pay', direction: 'run'"), runner('zombie.slow.test.ts', "step: 'tell', direction: 'run'"),
    ],
  },
  { row: 10, fault: 'in a backoff, a sleep, a wait', proofs: [runner('waits.slow.test.ts', 'what is due, %s, comes once and not early')] },
  { row: 11, fault: 'between the write of a signal or a cancel and its effect', proofs: [...crash("saga: 'rich', mode: 'ok'"), runner('acts.slow.test.ts', '%s, done again by the person, counts once')] },
  { row: 12, fault: 'between members of a group', proofs: crash("saga: 'rich', mode: 'ok'", "saga: 'rich', mode: 'refuse'") },
  { row: 13, fault: "a child ends while the parent's worker dies", proofs: crash("saga: 'rich', mode: 'ok'", "saga: 'rich', mode: 'refuse'") },
  { row: 14, fault: 'relay: before the publish, before the confirm, before the delete', proofs: [carry('...relayDeaths')] },
  { row: 15, fault: 'consumer: after its commit, before the acknowledgement', proofs: [carry('...consumerDeaths')] },
  {
    row: 16, fault: 'PostgreSQL restarted, or failed over without its last commits',
    // SQLite has no server to restart: the process that holds it is what is killed in every other row.
    proofs: [
      runner('restart.slow.test.ts', '%s: every saga ends, each effect is there once', ['PostgreSQL']),
      runner('restart.slow.test.ts', 'repeats calls by their keys, and keeps no journal with a hole', ['PostgreSQL']),
      runner('soak.slow.test.ts', 'PostgreSQL and RabbitMQ, both restarted', ['PostgreSQL', 'RabbitMQ']),
    ],
  },
  {
    row: 17, fault: 'a rolling deploy',
    proofs: [
      runner('deploy.integration.test.ts', 'leaves each saga to workers that know its version'), runner('deploy.integration.test.ts', 'leads old sagas on by a migration'),
      ...crash("saga: 'moved', mode: 'ok'", "saga: 'moved', mode: 'refuse'"),
    ],
  },
  { row: 18, fault: "an operator's act killed half way", proofs: [runner('acts.slow.test.ts', '%s, done again by the person, counts once')] },
  {
    row: 19, fault: 'disk full, statement timeout, poisoned result',
    proofs: [
      runner('trouble.integration.test.ts', '%s holds up, loses nothing, and repeats no call of a living worker'),
      runner('trouble.integration.test.ts', 'a result that it refuses holds up its own saga and no other of the batch'),
      runner('trouble.integration.test.ts', 'a result that no database keeps is unknown and undone'),
    ],
  },
  {
    row: 20, fault: 'clocks that jump an hour',
    proofs: [
      runner('clock-jump.slow.test.ts', 'own changes nothing: no early and no late expiry'),
      runner('clock-jump.slow.test.ts', 'own, an hour ahead, ends every lease at once'),
    ],
  },
];

/** Rows that an engine cannot have. */
export const without: Readonly<Partial<Record<number, readonly Engine[]>>> = { 16: ['SQLite'] };
export const queueRows: readonly number[] = [14, 15];

/** Every outcome in every place, and the scenario of the kill matrix that has it. */
export const crashKinds: Readonly<Record<string, string>> = {
  'run ok': "saga: 'plain', mode: 'ok'", 'run refused': "saga: 'plain', mode: 'refuse'", 'run unknown': "saga: 'plain', mode: 'unknown'",
  'undo ok': "saga: 'plain', mode: 'refuse'", 'undo repeated': "saga: 'final', mode: 'undo-retry'", 'undo unknown': "saga: 'final', mode: 'undo-unknown'",
  'pivot ok': "saga: 'rich', mode: 'ok'", 'pivot refused': "saga: 'rich', mode: 'refuse'", 'pivot unknown': "saga: 'final', mode: 'unknown'",
  'after ok': "saga: 'rich', mode: 'ok'", 'after refused': "saga: 'final', mode: 'after-refuse'", 'after unknown': "saga: 'final', mode: 'after-unknown'",
};
