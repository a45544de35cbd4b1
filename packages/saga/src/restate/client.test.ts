import { describe, expect, it } from 'vitest';
import type { Transport, WireRequest } from '@occwo/core';
import { fakeClock } from '@occwo/core/testing';
import { saga } from '../define/saga.js';
import { SagaConflictError, SagaNotFoundError, SagaShapeError, SagaStateError } from '../runner/errors.js';
import { hashOf } from '../runner/json.js';
import { restateSagas } from './client.js';
import { RestateReplyError } from './http.js';
import { registerEndpoint } from './register.js';

const order = saga<{ n: number }>('order').step('a', { run: () => 1, undo: 'nothing to undo' });
type Reply = readonly [status: number, body: unknown];

/** A server that gives the next of the replies for a path; the last one stays. */
function world(routes: Readonly<Record<string, readonly Reply[]>>) {
  const asked: WireRequest[] = [];
  const transport: Transport = async (request) => {
    const path = new URL(request.url).pathname;
    const replies = routes[path] ?? [];
    const before = asked.filter(({ url }) => new URL(url).pathname === path).length;
    asked.push(request);
    const [status, body] = replies[Math.min(before, replies.length - 1)] ?? [404, { message: 'service not found' }];
    return { status, headers: {}, body: Buffer.from(JSON.stringify(body)) };
  };
  const clock = fakeClock();
  const sagas = restateSagas({ ingress: 'http://restate:8080/', definitions: [order], headers: { authorization: 'Bearer key' }, clock, transport });
  return { asked, clock, sagas, transport };
}

const row = { id: 1, name: 'order', version: 1, fingerprint: order.fingerprint, key: 'a/b', input: { n: 1 }, inputHash: hashOf({ n: 1 }), status: 'completed', epoch: 1, created: 1, ended: 2, entries: 1, mails: 0, rests: 1 };
const journal = [{ seq: 1, step: 'a', kind: 'run', outcome: 'ok', result: 1, epoch: 1, at: 1 }];
const absent = { error: 'absent', message: '', hint: '' };

describe('the client of sagas on Restate', () => {
  it('starts under an escaped key, says 201, 200 and 409, and sends what it is told to', async () => {
    const { sagas, asked } = world({
      '/order/a%2Fb/run/send': [[202, { status: 'Accepted' }], [202, { status: 'PreviouslyAccepted' }]],
      '/order/a%2Fb/look': [[200, { row, journal }]],
    });
    expect((await sagas.start(order, { key: 'a/b', input: { n: 1 } })).code).toBe(201);
    expect(await sagas.start(order, { key: 'a/b', input: { n: 1 } })).toMatchObject({ code: 200, status: 'completed' });
    await expect(sagas.start(order, { key: 'a/b', input: { n: 2 } })).rejects.toThrow(SagaConflictError);
    expect(asked[0]?.headers).toMatchObject({ authorization: 'Bearer key', 'content-type': 'application/json' });
    await expect(sagas.start(order, { key: '', input: { n: 1 } })).rejects.toThrow('1 to 500 characters');
    await expect(sagas.start(saga<{ n: number }>('other').wait('x'), { key: 'k', input: { n: 1 } })).rejects.toThrow('not among the definitions');
  });

  it('waits for the first line of a saga that is accepted, and knows one that is not there', async () => {
    const { sagas, clock } = world({
      '/order/new/look': [[200, absent], [200, absent], [200, { row, journal }]],
      '/restate/workflow/order/new/output': [[470, { message: 'not ready' }]],
      '/order/none/look': [[200, absent]],
      '/order/none/act': [[200, absent]],
      '/restate/workflow/order/none/output': [[404, { message: 'not found' }]],
    });
    expect(await clock.run(sagas.get(order, 'new'))).toMatchObject({ status: 'completed', results: { a: 1 }, timeline: journal });
    expect(await sagas.get(order, 'none')).toBeUndefined();
    await expect(sagas.signal(order, 'none', 'go')).rejects.toThrow(SagaNotFoundError);
  });

  it('asks on until the saga rests, at the latest until its time is up', async () => {
    const { sagas, clock, asked } = world({
      '/order/k/finished': [[200, { status: 'running' }], [200, { status: 'completed' }]],
      '/order/k/look': [[200, { row, journal }]],
      '/order/slow/finished': [[200, { status: 'running' }]],
      '/order/slow/look': [[200, { row: { ...row, status: 'running' }, journal }]],
    });
    expect((await sagas.finished(order, 'k')).status).toBe('completed');
    expect(asked.filter(({ url }) => url.endsWith('/finished'))).toHaveLength(2);
    expect((await clock.run(sagas.finished(order, 'slow', { timeoutMs: 0 }))).status).toBe('running');
  });

  it('throws what the saga said, and what Restate said', async () => {
    const { sagas } = world({
      '/order/k/act': [[200, { error: 'state', message: 'too late', hint: 'h' }], [200, { error: 'type', message: 'no actor', hint: '' }], [200, {}], [500, { message: 'oops' }]],
    });
    const act = { actor: 'anna', reason: 'r' };
    await expect(sagas.cancel(order, 'k', act)).rejects.toThrow(SagaStateError);
    await expect(sagas.cancel(order, 'k', act)).rejects.toThrow(TypeError);
    await expect(sagas.retry(order, 'k', act)).resolves.toBeUndefined();
    await expect(sagas.skip(order, 'k', act)).rejects.toMatchObject({ name: 'RestateReplyError', status: 500, retryable: true });
    await expect(sagas.get(order, 'unserved')).rejects.toThrow(RestateReplyError);
  });
});

describe('registering an endpoint', () => {
  it('asks for open sagas of another shape first, and registers only if there are none', async () => {
    const shape = JSON.stringify({ version: 1, fingerprint: 'x', shape: ['b(call before at-least-once undo)'] });
    const { transport, asked } = world({ '/query': [[200, { rows: [] }], [200, { rows: [{ value_utf8: shape }] }]], '/deployments': [[201, {}]] });
    const options = { admin: 'http://restate:9070', url: 'http://worker:9080', definitions: [order], transport };
    await registerEndpoint(options);
    expect(JSON.parse(String(asked.at(-1)?.body))).toEqual({ uri: 'http://worker:9080', force: true });
    await expect(registerEndpoint(options)).rejects.toThrow(SagaShapeError);
    await expect(registerEndpoint(options)).rejects.toThrow(/place 1 was b\(call.* is a\(call/);
    expect(asked.filter(({ url }) => url.endsWith('/deployments'))).toHaveLength(1);
  });
});
