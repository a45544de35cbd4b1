import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../base-command.js';
import { en } from '../../messages/en.js';

export default class ApiCall extends BaseCommand {
  static override summary = en['api-call.summary'];
  static override description = en['api-call.description'];
  static override examples = [
    "<%= config.bin %> api call 'POST /v3/product/list' --body '{\"filter\":{},\"limit\":100}' --sandbox",
    "<%= config.bin %> api call ozon.products.list --body @filter.json --all --max 5000 > products.jsonl",
    "<%= config.bin %> api call 'GET /v2/campaigns' --query limit=50 --json",
  ];
  static override args = { operation: Args.string({ required: true, description: en['arg.operation'] }) };
  static override flags = {
    marketplace: Flags.string({ char: 'm', summary: en['flag.marketplace'] }),
    body: Flags.string({ char: 'b', summary: en['flag.body'] }),
    query: Flags.string({ char: 'q', summary: en['flag.query'], multiple: true, multipleNonGreedy: true }),
    path: Flags.string({ char: 'p', summary: en['flag.path'], multiple: true, multipleNonGreedy: true }),
    header: Flags.string({ summary: en['flag.header'], multiple: true, multipleNonGreedy: true }),
    all: Flags.boolean({ summary: en['flag.all'] }),
    max: Flags.integer({ summary: en['flag.max'], min: 1, dependsOn: ['all'] }),
    output: Flags.string({ char: 'o', summary: en['flag.reply-output'] }),
    sandbox: Flags.boolean({ summary: en['flag.call-sandbox'] }),
    yes: Flags.boolean({ summary: en['flag.call-yes'] }),
    config: Flags.string({ summary: en['flag.config'] }),
  };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(ApiCall);
    const [{ runApiCall }, { askOnTerminal }] = await Promise.all([import('../../services/api/run-api-call.js'), import('../../ui/ask.js')]);
    const language = this.languageOf(flags.lang);
    const { marketplace, body, query = [], path = [], header = [], all, max, output, sandbox, yes, config, json } = flags;
    process.exitCode = await runApiCall({
      operation: args.operation, marketplace, body, query, path, header, all, max, output, sandbox, yes, config, json, language,
      folder: process.cwd(), environment: process.env, streams: process, stdin: process.stdin,
      confirm: json ? undefined : askOnTerminal(process, language),
    });
  }
}
