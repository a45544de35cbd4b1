import { SagaCommand, databaseFlags, sagaArgs } from '../../base-command-saga.js';
import { en } from '../../messages/en.js';

export default class SagaShow extends SagaCommand {
  static override summary = en['saga-show.summary'];
  static override examples = ['<%= config.bin %> saga show publish-product offer-42', '<%= config.bin %> saga show publish-product/offer-42 --json'];
  static override args = sagaArgs;
  static override flags = databaseFlags;

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(SagaShow);
    const { runSagaShow } = await import('../../services/saga/run-saga-show.js');
    process.exitCode = await runSagaShow({ ...this.world(flags), ...args });
  }
}
