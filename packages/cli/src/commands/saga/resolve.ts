import { Flags } from '@oclif/core';
import { SagaCommand, auditFlags, databaseFlags, sagaArgs, stepFlag } from '../../base-command-saga.js';
import { en } from '../../messages/en.js';

export default class SagaResolve extends SagaCommand {
  static override summary = en['saga-resolve.summary'];
  static override examples = [
    '<%= config.bin %> saga resolve publish-product offer-42 --outcome ok --result \'{"id":7}\' --reason "it is in the cabinet"',
    '<%= config.bin %> saga resolve publish-product offer-42 --outcome refused --reason "support says it never came"',
  ];
  static override args = sagaArgs;
  static override flags = {
    ...databaseFlags,
    ...auditFlags,
    step: stepFlag,
    outcome: Flags.option({ options: ['ok', 'refused'] as const, required: true, summary: en['flag.outcome'] })(),
    result: Flags.string({ summary: en['flag.result'] }),
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(SagaResolve);
    const { runSagaAct } = await import('../../services/saga/run-saga-act.js');
    const { reason, actor, step, outcome, result } = flags;
    process.exitCode = await runSagaAct({ ...this.world(flags), ...args, act: 'resolve', reason, actor, step, outcome, result });
  }
}
