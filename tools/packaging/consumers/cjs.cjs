/* eslint-disable @typescript-eslint/no-require-imports -- require() is what this consumer is about. */
// A CommonJS service (Nest, Jest) on the packed packages. It is run without require(esm), which Jest does not have either.
const { createOzon } = require('@occwo/ozon');
const { startOzonSandbox } = require('@occwo/ozon/sandbox');

const entries = process.argv.slice(2);
const values = Object.fromEntries(entries.map((entry) => [entry, Object.keys(require(entry)).sort()]));

async function main() {
  const sandbox = await startOzonSandbox();
  try {
    const ozon = createOzon({ hosts: sandbox.hosts, ...sandbox.credentials });
    const { result } = await ozon.products.list({ filter: { visibility: 'ALL' }, limit: 10 });
    const refusal = await ozon.products.list({ limit: 'many' }).catch((error) => error.name);
    console.log(JSON.stringify({ values, items: result.items.length, refusal }));
  } finally {
    await sandbox.close();
  }
}
void main();
