import { run as runOclif } from '@oclif/core';
import { reportError } from './errors/report-error.js';

/** Runs a command line. `root` is the folder of the package, where oclif finds its manifest. Sets `process.exitCode`, never throws. */
export async function run(argv: string[], root: string): Promise<void> {
  try {
    await runOclif(argv, { root });
  } catch (error) {
    process.exitCode = reportError(error, { argv, environment: process.env, streams: process });
  }
}
