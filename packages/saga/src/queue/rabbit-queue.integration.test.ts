import { randomUUID } from 'node:crypto';
import { Socket } from 'node:net';
import { connect } from 'amqplib';
import { describe, expect, it, vi } from 'vitest';
import { brokerUrl, hasBroker, removeTopics } from '../../test/broker.js';
import { queueConformance } from '../../test/queue-conformance.js';
import { tcpCutter } from '../../test/tcp-cutter.js';
import { socketOf } from './rabbit-pace.js';
import { rabbitQueue } from './rabbit-queue.js';

describe.skipIf(!(await hasBroker()))('on RabbitMQ', () => {
  queueConformance('RabbitMQ', async () => {
    const inner = rabbitQueue({ url: brokerUrl, delays: [100, 200] });
    const topics = new Set<string>();
    const noting = <Rest extends unknown[], Result>(method: (topic: string, ...rest: Rest) => Result) => (topic: string, ...rest: Rest) => {
      topics.add(topic);
      return method(topic, ...rest);
    };
    return { queue: { ...inner, declare: noting(inner.declare), consume: noting(inner.consume) }, remove: () => removeTopics([...topics]) };
  });

  it('loses no confirmed message while its connections are cut, and goes on by itself', { timeout: 60_000 }, async () => {
    const { hostname, port } = new URL(brokerUrl);
    const cutter = await tcpCutter(hostname, Number(port || 5672));
    const url = brokerUrl.replace(`${hostname}:${port || 5672}`, `127.0.0.1:${cutter.port}`);
    const topic = `test.${randomUUID()}`;
    const queue = rabbitQueue({ url, delays: [100] });
    const got = new Set<string>();
    await queue.consume(topic, ({ id }) => void got.add(id));
    let cuts = 0;
    const confirmed: string[] = [];
    const cutting = setInterval(() => (cuts += cutter.cut() > 0 ? 1 : 0), 150);
    for (let batch = 0; batch < 20; batch++) {
      await Promise.all(Array.from({ length: 100 }, async (_, n) => {
        const id = `${batch}-${n}`;
        await queue.publish({ id, topic, body: n });
        confirmed.push(id);
      }));
    }
    await vi.waitFor(() => expect(cuts).toBeGreaterThan(3), { timeout: 10_000 });
    clearInterval(cutting);
    await vi.waitFor(() => expect(confirmed.filter((id) => !got.has(id))).toEqual([]), { timeout: 20_000 });
    expect(confirmed).toHaveLength(2_000);
    await queue.close();
    await cutter.close();
    await removeTopics([topic]);
  });

  it('has the socket, to send at once where few messages are waited for', async () => {
    const connection = await connect(brokerUrl);
    expect(socketOf(connection)).toBeInstanceOf(Socket);
    await connection.close();
  });

  it('makes a deleted queue again', async () => {
    const topic = `test.${randomUUID()}`;
    const queue = rabbitQueue({ url: brokerUrl, delays: [100] });
    const got: string[] = [];
    await queue.consume(topic, ({ id }) => void got.push(id));
    const connection = await connect(brokerUrl);
    const channel = await connection.createChannel();
    await channel.deleteQueue(`${topic}.default`);
    await connection.close();
    await vi.waitFor(async () => {
      await queue.publish({ id: 'after', topic, body: 1 });
      expect(got).toContain('after');
    }, { timeout: 10_000, interval: 100 });
    await queue.close();
    await removeTopics([topic]);
  });
});
