import path from 'node:path';
import type { Sagas } from '@occwo/saga';
import { CliError } from '../../errors/cli-error.js';
import { exitCodes } from '../../errors/exit-code.js';
import { translate } from '../../messages/translate.js';
import { ArchiveFile } from './archive-file.js';
import { sagaDocument } from './saga-document.js';
import { printDocument } from './saga-world.js';
import type { SagaWorld } from './saga-world.js';
import { timeSpan } from './time-span.js';
import { withSagas } from './with-sagas.js';

export interface SagaPruneInput extends SagaWorld {
  /** Like `30d`. */
  readonly olderThan: string;
  /** Where the sagas go before they are deleted. */
  readonly archive?: string | undefined;
  readonly yes: boolean;
  /** Asks the person at the terminal; missing where there is nobody to ask. */
  readonly confirm?: ((question: string) => Promise<boolean>) | undefined;
}

/** Deletes sagas that ended long ago. With an archive, each is on the disk there before it is deleted here. */
export async function runSagaPrune(input: SagaPruneInput): Promise<number> {
  const { language, streams, json } = input;
  const olderThanMs = timeSpan('--older-than', input.olderThan);
  if (input.archive === undefined) await mustBeConfirmed(input);
  return withSagas(input, async (sagas) => {
    const file = input.archive === undefined ? undefined : path.resolve(input.folder, input.archive);
    const deleted = file === undefined ? await sagas.prune({ olderThanMs }) : await archiveAndPrune(sagas, olderThanMs, file);
    if (json) printDocument(input, { deleted, archive: file ?? null });
    else streams.stdout.write(`${translate(language, file === undefined ? 'saga.pruned' : 'saga.pruned-archived', { count: deleted, file: file ?? '' })}\n`);
    return exitCodes.done;
  });
}

async function mustBeConfirmed({ yes, confirm, language, olderThan }: SagaPruneInput): Promise<void> {
  if (yes) return;
  if (!confirm) throw new CliError('confirmation', 'saga.prune-yes-needed');
  if (!(await confirm(translate(language, 'saga.prune-confirm', { age: olderThan })))) throw new CliError('confirmation', 'saga.prune-declined');
}

async function archiveAndPrune(sagas: Sagas, olderThanMs: number, file: string): Promise<number> {
  const archive = await ArchiveFile.open(file);
  let gone = 0;
  let slice = 0;
  const keep: NonNullable<NonNullable<Parameters<Sagas['prune']>[0]>['archive']> = async (states) => {
    gone += slice;
    slice = 0;
    await archive.add(states.map((state) => sagaDocument(state))).catch((cause: unknown) => {
      const { code, message } = cause as NodeJS.ErrnoException;
      throw new CliError('input', 'saga.archive-failed', { file, reason: code ?? message, count: gone }, cause);
    });
    slice = states.length;
  };
  try {
    return await sagas.prune({ olderThanMs, archive: keep });
  } finally {
    await archive.close();
  }
}
