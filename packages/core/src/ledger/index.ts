export { allEntries } from './all-entries.js';
export { cursorOf, pageLimit, readCursor } from './ledger-key.js';
export type {
  Ledger, LedgerCount, LedgerEntry, LedgerFilter, LedgerIntent, LedgerKey, LedgerKind, LedgerOutcome, LedgerPage, LedgerPruning, LedgerQuery,
  LedgerRun, LedgerScope, LedgerStatus,
} from './ledger.js';
export type { LedgerUse } from './ledger-use.js';
export { memoryLedger } from './memory-ledger.js';
export { withLedger } from './with-ledger.js';
