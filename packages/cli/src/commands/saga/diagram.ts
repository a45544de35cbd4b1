import { Args, Flags } from '@oclif/core';
import { SagaCommand } from '../../base-command-saga.js';
import { en } from '../../messages/en.js';

export default class SagaDiagram extends SagaCommand {
  static override summary = en['saga-diagram.summary'];
  static override examples = ['<%= config.bin %> saga diagram --module ./sagas.js', '<%= config.bin %> saga diagram publish-product --module ./sagas.js --format bpmn -o publish.bpmn'];
  static override args = { saga: Args.string({ description: en['arg.definition'] }) };
  static override flags = {
    module: Flags.string({ char: 'm', summary: en['flag.module'] }),
    config: Flags.string({ summary: en['flag.config'] }),
    format: Flags.option({ options: ['mermaid', 'bpmn'] as const, default: 'mermaid', summary: en['flag.diagram-format'] })(),
    output: Flags.string({ char: 'o', summary: en['flag.diagram-output'] }),
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(SagaDiagram);
    const { runSagaDiagram } = await import('../../services/saga/run-saga-diagram.js');
    const { module, format, output } = flags;
    process.exitCode = await runSagaDiagram({ ...this.world(flags), saga: args.saga, module, format, output });
  }
}
