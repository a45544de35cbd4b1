import { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { connect } from 'amqplib';
import type { ConfirmChannel } from 'amqplib';
import { rabbitQueue } from '@occwo/saga/queue';
import { median, rounded } from './support/median.js';

const url = process.env['OCCWO_TEST_RABBITMQ'] ?? 'amqp://guest:guest@127.0.0.1:5672';
const windowSize = 1_000;
const body = { text: 'x'.repeat(230) };

/** Confirmed messages a second, `windowSize` under way at once. */
async function publishing(seconds: number, publish: () => Promise<void>): Promise<number> {
  const phase = async (duration: number) => {
    const started = performance.now();
    let count = 0;
    await Promise.all(Array.from({ length: windowSize }, async () => {
      while (performance.now() - started < duration * 1_000) {
        await publish();
        count += 1;
      }
    }));
    return count / ((performance.now() - started) / 1_000);
  };
  await phase(seconds / 4);
  return phase(seconds);
}

/** The bare library, pipelined: the same queue type, persistent, mandatory, confirmed. */
async function bare(channel: ConfirmChannel, topic: string, seconds: number): Promise<number> {
  return publishing(seconds, () => new Promise((resolve, reject) => {
    const options = { persistent: true, mandatory: true, messageId: randomUUID(), contentType: 'application/json' };
    channel.publish('occwo', topic, Buffer.from(JSON.stringify(body)), options, (error: Error | null) => (error ? reject(error) : resolve()));
  }));
}

/** Confirmed messages a second through our queue, beside pipelined amqplib on the same broker. */
export async function run({ quick }: { readonly quick: boolean }): Promise<Record<string, unknown>> {
  const seconds = quick ? 2 : 3;
  const rounds = quick ? 1 : 9;
  const topic = `bench.${randomUUID()}`;
  const queue = rabbitQueue({ url, window: windowSize });
  const connection = await connect(url);
  const channel = await connection.createConfirmChannel();
  try {
    await queue.declare(topic);
    const ours: number[] = [];
    const theirs: number[] = [];
    const turns = [
      async () => theirs.push(await bare(channel, topic, seconds)),
      async () => ours.push(await publishing(seconds, () => queue.publish({ id: randomUUID(), topic, body }))),
    ];
    for (let round = 0; round < rounds; round++) {
      // Whoever comes second finds the broker clearing up behind the first: they take turns at that too.
      for (const turn of round % 2 === 0 ? turns : turns.toReversed()) {
        await turn();
        await channel.purgeQueue(`${topic}.default`);
      }
      process.stderr.write(`round ${round + 1}: amqplib ${Math.round(theirs.at(-1) ?? 0)}, ours ${Math.round(ours.at(-1) ?? 0)} messages/s\n`);
    }
    return {
      window: windowSize,
      // Round by round: the broker shares this machine, whose speed drifts by a fifth within a minute.
      vs_amqplib: rounded(median(ours.map((rate, round) => rate / (theirs[round] as number)))),
      messages_per_s: Math.round(median(ours)),
      medians: { amqplib: Math.round(median(theirs)), ours: Math.round(median(ours)) },
    };
  } finally {
    for (const end of ['', '.dead']) await channel.deleteQueue(`${topic}.default${end}`);
    await connection.close();
    await queue.close();
  }
}
