// All five services in one process, on ports from 7001. Without arguments embedded: SQLite files in ./out.
// --postgres URL --rabbitmq URL: a schema a service, messages by the broker. --service NAME: that one alone (for tests, and to kill).
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { RunningService } from './http-service.js';
import { serviceNames, startService } from './services.js';
import type { ServiceName } from './services.js';

const { values } = parseArgs({
  options: {
    postgres: { type: 'string' }, rabbitmq: { type: 'string' }, folder: { type: 'string' }, prefix: { type: 'string', default: 'order_saga' },
    service: { type: 'string' }, port: { type: 'string', default: '7001' },
  },
});
const places = {
  folder: values.folder ?? path.join(fileURLToPath(new URL('.', import.meta.url)), '../out'),
  postgres: values.postgres, rabbitmq: values.rabbitmq, prefix: values.prefix,
};
const first = Number(values.port);
const portOf = (name: ServiceName) => first + serviceNames.indexOf(name);
const urlOf = (name: ServiceName) => `http://127.0.0.1:${portOf(name)}`;
const urls = { billing: urlOf('billing'), warehouse: urlOf('warehouse'), delivery: urlOf('delivery') };

const names = values.service ? serviceNames.filter((name) => name === values.service) : serviceNames;
const running: RunningService[] = [];
for (const name of names) running.push(await startService(name, places, portOf(name), urls));
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void Promise.all(running.map((service) => service.stop())).then(() => process.exit(0));
  });
}
