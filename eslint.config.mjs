import tseslint from 'typescript-eslint';

const inTimeOnly = 'Clock, timers and random come from the options (see core/src/time), so that tests can steer them.';

/** Direct clocks, timers and randomness make code untestable; they live in core's `time` room alone. */
const noAmbientTime = [
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: inTimeOnly },
  { selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']", message: inTimeOnly },
  { selector: "CallExpression[callee.name=/^set(Timeout|Interval)$/]", message: inTimeOnly },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: inTimeOnly },
];
const noStarExport = { selector: 'ExportAllDeclaration', message: 'Name what is public: no `export *`.' };

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '**/generated/**', '**/out/**', '.tmp/**'] },
  ...tseslint.configs.recommended,
  {
    rules: {
      'max-lines': ['error', { max: 300 }],
      'no-restricted-syntax': ['error', noStarExport],
      'no-console': 'error',
      eqeqeq: ['error', 'always'],
      'prefer-const': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['packages/{core,ozon,wildberries,yandex,saga}/src/**/*.ts'],
    ignores: ['packages/core/src/time/**', '**/testing/**', '**/*.test.ts'],
    rules: { 'no-restricted-syntax': ['error', noStarExport, ...noAmbientTime] },
  },
  { files: ['tools/**', 'bench/**', 'examples/**', 'packages/cli/**'], rules: { 'no-console': 'off' } },
);
