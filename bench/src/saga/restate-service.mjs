// The same saga as a Restate service.
import { createServer } from 'node:http2';

// The one thing of Node 22 that the SDK uses; without it invocations hang (measured 2026-11).
Promise.withResolvers ??= () => {
  const all = {};
  all.promise = new Promise((resolve, reject) => Object.assign(all, { resolve, reject }));
  return all;
};
const { createEndpointHandler, service } = await import('@restatedev/restate-sdk');

const ok = service({
  name: 'ok',
  handlers: {
    run: async (context, n) => {
      const a = await context.run('a', async () => ({ a: n }));
      const b = await context.run('b', async () => ({ b: a.a }));
      return context.run('c', async () => ({ c: b.b }));
    },
  },
});

const server = createServer(createEndpointHandler({ services: [ok] }));
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
