import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Definition } from '@occwo/saga';
import { CliError } from '../../errors/cli-error.js';
import { exitCodes } from '../../errors/exit-code.js';
import type { Streams } from '../../ui/streams.js';
import { loadDefinitions } from './load-definitions.js';
import type { LoadedDefinitions, ModuleInput } from './load-definitions.js';
import { printDocument } from './saga-world.js';

export interface SagaDiagramInput extends ModuleInput {
  /** `NAME` or `NAME@VERSION`. */
  readonly saga?: string | undefined;
  readonly format: 'mermaid' | 'bpmn';
  readonly output?: string | undefined;
  readonly json: boolean;
  readonly streams: Streams;
}

/** Draws one saga of a module. Needs no database. */
export async function runSagaDiagram(input: SagaDiagramInput): Promise<number> {
  const { diagramOf } = await import('@occwo/saga');
  const definition = chosen(await loadDefinitions(input), input.saga);
  const diagram = diagramOf(definition, input.format);
  if (input.json) printDocument(input, { name: definition.name, version: definition.version, format: input.format, diagram });
  if (input.output !== undefined) await save(path.resolve(input.folder, input.output), `${diagram.trimEnd()}\n`);
  else if (!input.json) input.streams.stdout.write(`${diagram.trimEnd()}\n`);
  return exitCodes.done;
}

/** The only one, or the one that is named; of several versions the newest. */
function chosen({ file, definitions }: LoadedDefinitions, saga: string | undefined): Definition {
  const known = definitions.map(({ name, version }) => `${name}@${version}`).join(', ');
  const [name, version] = (saga ?? '').split('@');
  const named = definitions.filter((definition) => saga === undefined || (definition.name === name && (version === undefined || definition.version === Number(version))));
  const [newest] = [...named].sort((left, right) => right.version - left.version);
  if (!newest) throw new CliError('usage', 'saga.diagram-unknown', { file, found: saga ?? '', known });
  if (new Set(named.map((definition) => definition.name)).size > 1) throw new CliError('usage', 'saga.diagram-choose', { file, known });
  return newest;
}

async function save(file: string, text: string): Promise<void> {
  await writeFile(file, text).catch((cause: NodeJS.ErrnoException) => {
    throw new CliError('usage', 'report.not-writable', { file, reason: cause.code ?? String(cause) }, cause);
  });
}
