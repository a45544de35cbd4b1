// An ESM service on the packed packages: every entry loads, and a call goes to a sandbox and back.
import { createOzon } from '@occwo/ozon';
import { startOzonSandbox } from '@occwo/ozon/sandbox';

const entries = process.argv.slice(2);
const values = {};
for (const entry of entries) values[entry] = Object.keys(await import(entry)).filter((name) => name !== 'default').sort();

const sandbox = await startOzonSandbox();
try {
  const ozon = createOzon({ hosts: sandbox.hosts, ...sandbox.credentials });
  const { result } = await ozon.products.list({ filter: { visibility: 'ALL' }, limit: 10 });
  const refusal = await ozon.products.list({ limit: 'many' }).catch((error) => error.name);
  console.log(JSON.stringify({ values, items: result.items.length, refusal }));
} finally {
  await sandbox.close();
}
