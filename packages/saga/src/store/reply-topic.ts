import { randomUUID } from 'node:crypto';
import type { Database } from '../database/database.js';
import { replyTopicOf } from '../runner/reply-address.js';

/** Named by the database: made by whoever asks first, the same for all processes since. */
export async function replyTopic(database: Database): Promise<string> {
  await database.query('insert into saga_setting (name, value) values ($1, $2) on conflict (name) do nothing', ['system', randomUUID().slice(0, 13)]);
  const [row] = await database.query<{ value: string }>('select value from saga_setting where name = $1', ['system']);
  if (!row) throw new Error('The name of this system was deleted while it was being read');
  return replyTopicOf(row.value);
}
