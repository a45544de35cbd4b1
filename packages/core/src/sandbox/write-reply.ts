import type { ServerResponse } from 'node:http';
import { stringifyJson } from '../wire/json.js';
import type { SandboxFault, SandboxReply } from './sandbox-definition.js';

/** Writes an answer, or what the fault makes of it. The effect of the request has taken place by now. */
export function writeReply(response: ServerResponse, reply: SandboxReply, fault: SandboxFault | undefined): void {
  if (fault?.kind === 'reset-after') return void response.socket?.destroy();
  // Never answers: the client's own time limit ends it.
  if (fault?.kind === 'stall') return;
  if (fault?.kind === 'html-502') return void response.writeHead(502, { 'content-type': 'text/html' }).end(badGateway);
  if (fault?.kind === 'status') return void response.writeHead(fault.status ?? 500, { 'content-type': 'application/json' }).end('{}');

  const { body, type } = encode(reply.body);
  response.writeHead(reply.status, { ...(type && { 'content-type': type }), 'content-length': body.byteLength, ...reply.headers });
  if (fault?.kind === 'truncate' && body.byteLength > 1) {
    response.write(body.subarray(0, Math.floor(body.byteLength / 2)));
    response.socket?.destroySoon();
    return;
  }
  response.end(body);
}

function encode(body: unknown): { body: Buffer; type?: string } {
  if (body === undefined) return { body: Buffer.alloc(0) };
  if (body instanceof Uint8Array) return { body: Buffer.from(body), type: 'application/octet-stream' };
  if (typeof body === 'string') return { body: Buffer.from(body), type: 'text/plain; charset=utf-8' };
  return { body: Buffer.from(stringifyJson(body)), type: 'application/json' };
}

const badGateway = '<html>\n<head><title>502 Bad Gateway</title></head>\n<body><center><h1>502 Bad Gateway</h1></center></body>\n</html>\n';
