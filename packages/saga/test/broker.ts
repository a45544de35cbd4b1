import { createConnection } from 'node:net';
import { connect } from 'amqplib';

export const brokerUrl = process.env['OCCWO_TEST_RABBITMQ'] ?? 'amqp://guest:guest@127.0.0.1:5672';

/** Whether RabbitMQ is there. In CI it must be. */
export async function hasBroker(): Promise<boolean> {
  const { hostname, port, host } = new URL(brokerUrl);
  const is = await new Promise<boolean>((resolve) => {
    const socket = createConnection({ host: hostname, port: Number(port || 5672), timeout: 2_000 });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => end(true)).once('error', () => end(false)).once('timeout', () => end(false));
  });
  if (!is && process.env['CI'] === 'true') throw new Error(`RabbitMQ does not answer at ${host}`);
  if (!is) process.stderr.write(`RabbitMQ does not answer at ${host}: its tests are skipped (OCCWO_TEST_RABBITMQ)\n`);
  return is;
}

/** Takes the queues of topics away, with what is in them: a broker outlives its tests. */
export async function removeTopics(topics: readonly string[], groups = ['default', 'other']): Promise<void> {
  const connection = await connect(brokerUrl);
  const channel = await connection.createChannel();
  for (const topic of topics) for (const group of groups) for (const end of ['', '.dead']) await channel.deleteQueue(`${topic}.${group}${end}`);
  await connection.close();
}
