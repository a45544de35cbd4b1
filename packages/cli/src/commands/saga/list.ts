import { Flags } from '@oclif/core';
import { SagaCommand, databaseFlags } from '../../base-command-saga.js';
import { en } from '../../messages/en.js';

export default class SagaList extends SagaCommand {
  static override summary = en['saga-list.summary'];
  static override examples = ['<%= config.bin %> saga list --status stuck', '<%= config.bin %> saga list --name publish-product --before 4200 --json'];
  static override flags = {
    ...databaseFlags,
    name: Flags.string({ summary: en['flag.name'] }),
    status: Flags.option({ options: ['running', 'stuck', 'completed', 'compensated'] as const, summary: en['flag.status'] })(),
    key: Flags.string({ summary: en['flag.key'] }),
    limit: Flags.integer({ summary: en['flag.limit'], min: 1, max: 10_000, default: 50 }),
    before: Flags.integer({ summary: en['flag.before'], min: 1 }),
  };

  override async run(): Promise<void> {
    const { flags } = await this.parse(SagaList);
    const { runSagaList } = await import('../../services/saga/run-saga-list.js');
    const { name, status, key, limit, before } = flags;
    process.exitCode = await runSagaList({ ...this.world(flags), name, status, key, limit, before });
  }
}
