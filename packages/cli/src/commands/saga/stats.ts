import { SagaCommand, databaseFlags } from '../../base-command-saga.js';
import { en } from '../../messages/en.js';

export default class SagaStats extends SagaCommand {
  static override summary = en['saga-stats.summary'];
  static override examples = ['<%= config.bin %> saga stats', '<%= config.bin %> saga stats --json'];
  static override flags = databaseFlags;

  override async run(): Promise<void> {
    const { flags } = await this.parse(SagaStats);
    const { runSagaStats } = await import('../../services/saga/run-saga-stats.js');
    process.exitCode = await runSagaStats(this.world(flags));
  }
}
