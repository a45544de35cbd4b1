// A loopback server that answers every request with one small JSON document. Run as a child: prints its port.
import { createServer } from 'node:http';

const body = Buffer.from(JSON.stringify({ result: { items: Array.from({ length: 20 }, (_, id) => ({ product_id: id, offer_id: `A-${id}`, archived: false })), total: 20, last_id: '' } }));
const server = createServer((request, response) => {
  request.resume().on('end', () => response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.byteLength }).end(body));
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
process.on('disconnect', () => process.exit());
