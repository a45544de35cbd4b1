import { errorDocument } from '../../errors/error-document.js';
import type { Language } from '../../messages/language.js';
import type { PublishResult } from './publish-catalogue.js';

interface DocumentOptions {
  readonly file: string;
  readonly exitCode: number;
  readonly report?: string | undefined;
  readonly rejected?: string | undefined;
  readonly dryRun: boolean;
  readonly language: Language;
}

/** What `occwo publish --json` prints: totals, reasons, paths. The items themselves are in the report. */
export function publishDocument({ items, marketplaces }: PublishResult, { file, exitCode, report, rejected, dryRun, language }: DocumentOptions): Readonly<Record<string, unknown>> {
  return {
    file, items, dryRun, exitCode,
    marketplaces: marketplaces.map(({ milliseconds, error, ...result }) => ({
      ...result,
      seconds: Math.round(milliseconds / 100) / 10,
      ...(error !== undefined && errorDocument(error, language)),
    })),
    ...(report !== undefined && { report }),
    ...(rejected !== undefined && { rejected }),
  };
}
