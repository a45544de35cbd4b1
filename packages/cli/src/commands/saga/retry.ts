import { SagaCommand, auditFlags, databaseFlags, sagaArgs, stepFlag } from '../../base-command-saga.js';
import { en } from '../../messages/en.js';

export default class SagaRetry extends SagaCommand {
  static override summary = en['saga-retry.summary'];
  static override examples = ['<%= config.bin %> saga retry publish-product offer-42 --reason "the warehouse is up again"'];
  static override args = sagaArgs;
  static override flags = { ...databaseFlags, ...auditFlags, step: stepFlag };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(SagaRetry);
    const { runSagaAct } = await import('../../services/saga/run-saga-act.js');
    const { reason, actor, step } = flags;
    process.exitCode = await runSagaAct({ ...this.world(flags), ...args, act: 'retry', reason, actor, step });
  }
}
