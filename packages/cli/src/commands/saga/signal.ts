import { Args, Flags } from '@oclif/core';
import { SagaCommand, databaseFlags } from '../../base-command-saga.js';
import { en } from '../../messages/en.js';

export default class SagaSignal extends SagaCommand {
  static override summary = en['saga-signal.summary'];
  static override examples = [
    '<%= config.bin %> saga signal publish-product offer-42 moderated --payload \'{"approved":true}\' --id push-7',
    '<%= config.bin %> saga signal publish-product/offer-42 moderated',
  ];
  static override args = {
    saga: Args.string({ required: true, description: en['arg.saga'] }),
    key: Args.string({ required: true, description: en['arg.saga-key'] }),
    signal: Args.string({ description: en['arg.signal'] }),
  };
  static override flags = {
    ...databaseFlags,
    payload: Flags.string({ summary: en['flag.payload'] }),
    id: Flags.string({ summary: en['flag.signal-id'] }),
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(SagaSignal);
    const { runSagaSignal } = await import('../../services/saga/run-saga-signal.js');
    const words = [args.saga, args.key, ...(args.signal === undefined ? [] : [args.signal])];
    process.exitCode = await runSagaSignal({ ...this.world(flags), words, payload: flags.payload, id: flags.id });
  }
}
