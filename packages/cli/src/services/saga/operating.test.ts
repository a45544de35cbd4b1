import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe } from 'vitest';
import { operatingSagas } from '../../testing/saga-suite.js';

describe('operating sagas in an SQLite file', () => {
  operatingSagas(async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'occwo-saga-'));
    return { url: path.join(folder, 'saga.sqlite'), remove: async () => rmSync(folder, { recursive: true }) };
  });
});
