import { describe } from 'vitest';
import { restateCrashMatrix } from '../../test/restate-crash.js';
import { hasRestate } from '../../test/restate-server.js';

describe.skipIf(!hasRestate())('with a Restate server', restateCrashMatrix);
