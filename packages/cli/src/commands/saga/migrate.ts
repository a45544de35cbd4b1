import { Flags } from '@oclif/core';
import { SagaCommand, databaseFlags } from '../../base-command-saga.js';
import { en } from '../../messages/en.js';

export default class SagaMigrate extends SagaCommand {
  static override summary = en['saga-migrate.summary'];
  static override examples = ['<%= config.bin %> saga migrate --database postgres://shop@db.internal/shop', '<%= config.bin %> saga migrate --dry-run'];
  static override flags = { ...databaseFlags, 'dry-run': Flags.boolean({ summary: en['flag.migrate-dry-run'] }) };

  override async run(): Promise<void> {
    const { flags } = await this.parse(SagaMigrate);
    const { runSagaMigrate } = await import('../../services/saga/run-saga-migrate.js');
    process.exitCode = await runSagaMigrate({ ...this.world(flags), dryRun: flags['dry-run'] });
  }
}
