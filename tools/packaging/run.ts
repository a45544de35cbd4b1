import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Runs a program to its end and gives its stdout; a failure is thrown with everything that it printed. */
export async function run(program: string, parameters: readonly string[], folder: string): Promise<string> {
  return promisify(execFile)(program, parameters, { cwd: folder, maxBuffer: 64 * 1024 * 1024 }).then(
    ({ stdout }) => stdout,
    ({ stdout, stderr, message }: { stdout?: string; stderr?: string; message: string }) => {
      throw new Error(`${program} ${parameters.join(' ')} failed:\n${`${stdout ?? ''}${stderr ?? ''}` || message}`);
    },
  );
}
