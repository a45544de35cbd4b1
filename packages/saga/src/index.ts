export { Refused, isRefused } from './define/refused.js';
export { diagramOf } from './define/diagram.js';
export { saga } from './define/saga.js';
export type { SagaOptions } from './define/saga.js';
export type { BeforePivot, BehindPivot } from './define/chain.js';
export type { EmitOptions, RunContext, Stored, UndoContext, WithTransaction } from './define/context.js';
export type { Definition, InputOf, ResultsOf } from './define/definition.js';
export type {
  Backoff, ChildOptions, CommandOptions, FinalChildOptions, RunOptions, StepLimits, StepOptions, UndoLimits, WaitOptions,
} from './define/options.js';
export type { Database, Dialect, Queryable, Row, Transaction } from './database/database.js';
export { migrate, pendingMigrations } from './database/migrate.js';
export { openDatabase } from './database/open.js';
export type { OpenOptions } from './database/open.js';
export { overClient, postgresFrom } from './database/postgres.js';
export type { PostgresOptions } from './database/postgres.js';
export type { Migratable, MigratedEntry, MigratedSaga, OlderSaga } from './define/migration.js';
export type { Direction, Entry, EntryKind, Outcome } from './engine/entry.js';
export { limitStore } from './limits/limit-store.js';
export { SagaConflictError, SagaNotFoundError, SagaShapeError, SagaStateError } from './runner/errors.js';
export type { Act, Resolution } from './runner/operate.js';
export type { AttemptEnding, AttemptStart, AttemptWatch, SagaInstrumentation } from './runner/instrumentation.js';
export type { SagasOptions } from './runner/options.js';
export type { SagaEvent } from './runner/runtime.js';
export { createSagas } from './runner/sagas.js';
export type { Sagas, Started, StartOptions } from './runner/sagas.js';
export type { SagaState } from './runner/state.js';
export type { CommandReply } from './runner/progress.js';
export type { SagaRow, SagaStatus, Similarity, StatsLine } from './store/store.js';
