import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../base-command.js';
import { en } from '../messages/en.js';

export default class Publish extends BaseCommand {
  static override summary = en['publish.summary'];
  static override description = en['publish.description'];
  static override examples = [
    '<%= config.bin %> publish catalogue.xml --sandbox',
    '<%= config.bin %> publish catalogue.csv --to ozon,yandex --dry-run',
    '<%= config.bin %> publish catalogue.xml --to ozon,wildberries,yandex --report report.json --yes',
    '<%= config.bin %> publish catalogue.xml --ledger ledger.sqlite --yes',
  ];
  static override args = { file: Args.string({ required: true, description: en['arg.file'] }) };
  static override flags = {
    to: Flags.string({ summary: en['flag.to'], multiple: true, multipleNonGreedy: true, delimiter: ',' }),
    sandbox: Flags.boolean({ summary: en['flag.sandbox'] }),
    'dry-run': Flags.boolean({ summary: en['flag.dry-run'] }),
    verbose: Flags.boolean({ summary: en['flag.verbose'], dependsOn: ['dry-run'] }),
    'only-valid': Flags.boolean({ summary: en['flag.only-valid'] }),
    report: Flags.string({ summary: en['flag.report'] }),
    rejected: Flags.string({ summary: en['flag.rejected'] }),
    config: Flags.string({ summary: en['flag.config'] }),
    format: Flags.option({ options: ['yml', 'csv', 'jsonl'] as const, summary: en['flag.format'] })(),
    concurrency: Flags.integer({ summary: en['flag.concurrency'], min: 1, max: 64 }),
    ledger: Flags.string({ summary: en['flag.ledger'] }),
    'retry-rejected': Flags.boolean({ summary: en['flag.retry-rejected'] }),
    force: Flags.boolean({ summary: en['flag.force'] }),
    yes: Flags.boolean({ summary: en['flag.yes'] }),
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(Publish);
    const [{ runPublish }, { interruption }, { askOnTerminal }] = await Promise.all([
      import('../services/publish/run-publish.js'), import('../ui/interruption.js'), import('../ui/ask.js'),
    ]);
    const language = this.languageOf(flags.lang);
    const { stop, abort, release } = interruption(process, language);
    try {
      process.exitCode = await runPublish({
        file: args.file, to: flags.to ?? [], sandbox: flags.sandbox, dryRun: flags['dry-run'], verbose: flags.verbose, json: flags.json,
        onlyValid: flags['only-valid'], yes: flags.yes, report: flags.report, rejected: flags.rejected, config: flags.config,
        ledger: flags.ledger, retryRejected: flags['retry-rejected'], force: flags.force, format: flags.format, concurrency: flags.concurrency, language, folder: process.cwd(), environment: process.env, streams: process,
        stop, abort, confirm: flags.json ? undefined : askOnTerminal(process, language),
      });
    } finally {
      release();
    }
  }
}
