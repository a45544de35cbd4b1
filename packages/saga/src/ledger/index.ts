export { sqlLedger } from './sql-ledger.js';
