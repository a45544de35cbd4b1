export { systemClock } from './time/clock.js';
export type { Clock } from './time/clock.js';
export { sleep } from './time/sleep.js';
export { seededRandom, systemRandom } from './time/random.js';
export type { Random } from './time/random.js';
export { OccwoError } from './errors/occwo-error.js';
export { ApiError } from './errors/api-error.js';
export type { ApiErrorCode } from './errors/api-error.js';
export { NetworkError, RefusedError, UnknownOutcomeError, ValidationError } from './errors/local-errors.js';
export type { ValidationIssue } from './errors/local-errors.js';
export { compareMoney, fromMinorUnits, money, toMinorUnits } from './model/money.js';
export type { Currency, Money } from './model/money.js';
export type { Attribute, Category, Dimensions, ItemSource, Price, Product, Vat } from './model/product.js';
export type {
  CatalogPort, ExternalIds, InDoubt, Items, Marketplace, PriceUpdate, PricesPort, ReconcileOptions, StockUpdate, StocksPort,
} from './marketplace/marketplace.js';
export type {
  AcceptedEvent, BulkEvent, BulkOptions, ChunkEvent, OutcomeEvent, PausedEvent, ProgressEvent, Reason, RejectedEvent, TaskEvent, UnknownEvent,
} from './bulk/bulk-event.js';
export type { Ledger } from './ledger/ledger.js';
export type { LedgerUse } from './ledger/ledger-use.js';
export { publishProducts } from './marketplace/publish.js';
export type { PublishOptions } from './marketplace/publish.js';
export type { PublishEvent, PublishOutcome, PublishStep } from './marketplace/publish-event.js';
export type { AttributeSource, CategoryMapping, CategoryMappings, ProductDefaults } from './mapping/mapping.js';
export type { ApiDefinition, Failure, LimitFeedback, ParsedReply } from './client/api-definition.js';
export type { ClientEvent } from './client/client-event.js';
export type { CallOptions, PagingOptions } from './client/call-options.js';
export type { Effect, HttpMethod, Idempotency, Operation, OperationTable } from './client/operation.js';
export type { GroupSchemas, JsonSchema, OperationSchemas, SchemaLoaders } from './client/schemas.js';
export type { Limit, LimitSource, LimitTable, LimitUnit, LimitWindow } from './limits/limit.js';
export type { Paging, PagingTable, RequestPlace } from './paging/paging.js';
export type { Pages } from './paging/pages.js';
export type { Logger } from './log/logger.js';
export type { Transport, WireReply, WireRequest } from './transport/transport.js';
