import { run as runOclif } from '@oclif/core';

/** Runs a command line. `root` is the folder of the package, where oclif finds its manifest. Sets `process.exitCode`, never throws. */
export async function run(argv: string[], root: string): Promise<void> {
  // `occwo … | head` closes the pipe: no reason to break off a publish that is under way, nor to show a stack.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  try {
    await runOclif(argv, { root });
  } catch (error) {
    const { reportError } = await import('./errors/report-error.js');
    process.exitCode = reportError(error, { argv, environment: process.env, streams: process });
  }
}
