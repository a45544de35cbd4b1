// Prints src/sql/*/*.sql into one TypeScript module, so that a bundle needs no files beside it. A test says when it is stale.
import { readdirSync, readFileSync, writeFileSync, mkdirSync } from 'node:fs';

const folder = new URL('../src/sql/', import.meta.url);
const dialects = ['postgres', 'sqlite'];

export function print() {
  const parts = dialects.map((dialect) => {
    const files = readdirSync(new URL(`${dialect}/`, folder)).filter((name) => name.endsWith('.sql')).sort();
    const rows = files.map((file) => {
      const sql = readFileSync(new URL(`${dialect}/${file}`, folder), 'utf8');
      return `    { name: ${JSON.stringify(file.replace('.sql', ''))}, sql: ${JSON.stringify(sql)} },\n`;
    });
    return `  ${dialect}: [\n${rows.join('')}  ],\n`;
  });
  return `// Printed by scripts/inline-sql.mjs from ../*/*.sql.\nexport const migrations = {\n${parts.join('')}} as const;\n`;
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  mkdirSync(new URL('generated/', folder), { recursive: true });
  writeFileSync(new URL('generated/migrations.ts', folder), print());
}
