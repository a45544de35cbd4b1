// Publishes a catalogue on sandboxes that run elsewhere, with a ledger, and prints the document. Run as a process of its own, to be killed.
import { systemClock } from '@occwo/core';
import { runPublish } from '../services/publish/run-publish.js';

const [file = '', ledger = ''] = process.argv.slice(2);
const never = new AbortController().signal;
process.exitCode = await runPublish({
  file, ledger, to: (process.env.TO ?? '').split(','), sandbox: true, dryRun: false, verbose: false, json: true, onlyValid: false, yes: true, language: 'en',
  folder: process.cwd(), environment: process.env, streams: process, stop: never, abort: never, clock: systemClock,
  // The sandboxes show a card within a second; what does not show in five never arrived.
  settleMs: 5000,
});
