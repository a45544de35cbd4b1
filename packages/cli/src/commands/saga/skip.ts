import { SagaCommand, auditFlags, databaseFlags, sagaArgs, stepFlag } from '../../base-command-saga.js';
import { en } from '../../messages/en.js';

export default class SagaSkip extends SagaCommand {
  static override summary = en['saga-skip.summary'];
  static override examples = ['<%= config.bin %> saga skip publish-product offer-42 --reason "deleted by hand in the cabinet"'];
  static override args = sagaArgs;
  static override flags = { ...databaseFlags, ...auditFlags, step: stepFlag };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(SagaSkip);
    const { runSagaAct } = await import('../../services/saga/run-saga-act.js');
    const { reason, actor, step } = flags;
    process.exitCode = await runSagaAct({ ...this.world(flags), ...args, act: 'skip', reason, actor, step });
  }
}
