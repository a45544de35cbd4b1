import type { SettledItem } from './item-line.js';
import { LineFile } from './line-file.js';

export interface ResultPaths {
  /** `--report`: one JSON array, a line for each item and marketplace. */
  readonly report?: string | undefined;
  /** `--rejected`: JSONL of the refused items, each with its product, so that it can be put right and published again. */
  readonly rejected?: string | undefined;
}

/** Where outcomes are written while they come. */
export interface ResultFiles {
  note(item: SettledItem): Promise<void>;
  close(): Promise<void>;
}

/** Opens the files before anything is sent: a report that cannot be written must not be noticed at the end. */
export async function openResultFiles({ report, rejected }: ResultPaths): Promise<ResultFiles> {
  const lines = report === undefined ? undefined : await LineFile.array(report);
  const refused = rejected === undefined ? undefined : await LineFile.jsonl(rejected);
  return {
    async note({ line, product }) {
      await lines?.add(line);
      const { sku, marketplace, reasons, step } = line;
      if (line.outcome === 'rejected') await refused?.add({ sku, ...product, marketplace, step, reasons, line: line.line });
    },
    async close() {
      await lines?.close();
      await refused?.close();
    },
  };
}
