import { Flags } from '@oclif/core';
import { SagaCommand, databaseFlags } from '../../base-command-saga.js';
import { en } from '../../messages/en.js';

export default class SagaWork extends SagaCommand {
  static override summary = en['saga-work.summary'];
  static override description = en['saga-work.description'];
  static override examples = ['<%= config.bin %> saga work --module ./sagas.js', '<%= config.bin %> saga work --module ./sagas.js --database postgres://shop@db.internal/shop --queue amqp://broker.internal'];
  static override flags = {
    ...databaseFlags,
    module: Flags.string({ char: 'm', summary: en['flag.module'] }),
    concurrency: Flags.integer({ summary: en['flag.saga-concurrency'], min: 1, max: 10_000 }),
    queue: Flags.string({ summary: en['flag.queue'] }),
    lease: Flags.string({ summary: en['flag.lease'], default: '15s' }),
    drain: Flags.string({ summary: en['flag.drain'], default: '10s' }),
    health: Flags.string({ summary: en['flag.health'], default: '30s' }),
  };

  override async run(): Promise<void> {
    const { flags } = await this.parse(SagaWork);
    const [{ runSagaWork }, { interruption }] = await Promise.all([import('../../services/saga/run-saga-work.js'), import('../../ui/interruption.js')]);
    const { stop, abort, release } = interruption(process, this.languageOf(flags.lang), { silent: true });
    // Sagas bear a worker that dies: at the second Ctrl+C nothing is waited for.
    abort.addEventListener('abort', () => process.exit(130), { once: true });
    const { module, concurrency, queue, lease, drain, health } = flags;
    try {
      process.exitCode = await runSagaWork({ ...this.world(flags), module, concurrency, queue, lease, drain, health, stop });
    } finally {
      release();
    }
  }
}
