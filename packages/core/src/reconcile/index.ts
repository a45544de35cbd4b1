export { settleDoubts } from './settle-doubts.js';
