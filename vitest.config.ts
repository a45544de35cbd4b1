import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));

/** Tests run on the sources: `@occwo/core/testing` is packages/core/src/testing/index.ts, no build needed. */
const alias = readdirSync(`${root}packages`).flatMap((name) => [
  { find: new RegExp(`^@occwo/${name}$`), replacement: `${root}packages/${name}/src/index.ts` },
  { find: new RegExp(`^@occwo/${name}/(.+)$`), replacement: `${root}packages/${name}/src/$1/index.ts` },
]);

const sources = ['packages/*/src/**', 'tools/**', 'examples/**', 'bench/**'];

export default defineConfig({
  resolve: { alias },
  test: {
    // Most integration tests wait for clocks and sockets: three at a time keep two processors busy.
    maxWorkers: 3,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: sources.map((folder) => `${folder}/*.test.ts`),
          exclude: ['**/*.{integration,slow}.test.ts', '**/dist/**', '**/node_modules/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: sources.map((folder) => `${folder}/*.integration.test.ts`),
          exclude: ['**/dist/**', '**/node_modules/**'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        // Minutes each: kill matrices, long fuzz runs, soaks. `npm run test:slow`.
        extends: true,
        test: {
          name: 'slow',
          include: sources.map((folder) => `${folder}/*.slow.test.ts`),
          exclude: ['**/dist/**', '**/node_modules/**'],
          testTimeout: 900_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'types',
          include: [],
          typecheck: {
            enabled: true,
            only: true,
            include: ['packages/*/src/**/*.test-d.ts'],
            tsconfig: './tsconfig.json',
          },
        },
      },
    ],
  },
});
