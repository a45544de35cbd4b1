import { createConnection, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** One address on loopback that leads to whichever port is set: connections stay with the port that they were opened for. */
export class TcpDoor {
  private readonly sockets = new Set<Socket>();
  private readonly server = createServer((socket) => {
    const onward = createConnection({ host: '127.0.0.1', port: this.leadsTo });
    for (const [from, to] of [[socket, onward], [onward, socket]] as const) {
      this.sockets.add(from);
      from.on('error', () => {}).on('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  });

  constructor(public leadsTo: number) {}

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
