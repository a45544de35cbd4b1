import { SagaCommand, auditFlags, databaseFlags, sagaArgs } from '../../base-command-saga.js';
import { en } from '../../messages/en.js';

export default class SagaCancel extends SagaCommand {
  static override summary = en['saga-cancel.summary'];
  static override examples = ['<%= config.bin %> saga cancel publish-product offer-42 --reason "the buyer changed his mind"'];
  static override args = sagaArgs;
  static override flags = { ...databaseFlags, ...auditFlags };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(SagaCancel);
    const { runSagaAct } = await import('../../services/saga/run-saga-act.js');
    const { reason, actor } = flags;
    process.exitCode = await runSagaAct({ ...this.world(flags), ...args, act: 'cancel', reason, actor });
  }
}
