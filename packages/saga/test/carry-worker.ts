// A relay of the outbox, or a consumer, in a process of its own that dies by SIGKILL over its second message.
import { openDatabase } from '../src/index.js';
import { databaseQueue, once, Outbox, rabbitQueue } from '../src/queue/index.js';
import type { QueueMessage } from '../src/queue/index.js';
import { carryLeaseMs, consumerDeaths } from './carry-job.js';
import type { CarryJob } from './carry-job.js';

const job = JSON.parse(process.argv[2] as string) as CarryJob;
const die = () => process.kill(process.pid, 'SIGKILL');

async function main(): Promise<void> {
  const database = await openDatabase(job.url);
  const queue = job.broker ? rabbitQueue({ url: job.broker, delays: [100] }) : databaseQueue({ database, pollMs: 20, leaseMs: carryLeaseMs });
  let count = 0;
  if ((consumerDeaths as readonly string[]).includes(job.dieAt)) {
    await queue.consume(job.topic, async (delivery) => {
      const isSecond = ++count === 2;
      if (isSecond && job.dieAt === 'before its transaction') die();
      await once(database, 'effects', async ({ id }, tx) => void (await tx.query('insert into effect (id) values ($1)', [id])))(delivery);
      if (isSecond) die();
    }, { prefetch: 1 });
    return;
  }
  const publish = async (message: QueueMessage): Promise<void> => {
    const isSecond = ++count === 2;
    if (isSecond && job.dieAt === 'before the publish') die();
    const published = queue.publish(message);
    if (isSecond && job.dieAt === 'published, not confirmed') {
      // Long enough for the bytes to leave, and the outbox never hears of the confirm.
      await new Promise((resolve) => setTimeout(resolve, 50));
      die();
    }
    await published;
    if (isSecond) die();
  };
  new Outbox({ database, queue: { publish }, pollMs: 20, leaseMs: carryLeaseMs }).start();
}

void main();
