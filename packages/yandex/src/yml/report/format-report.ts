import type { CheckReport } from '../check/check-yml.js';
import type { YmlLanguage } from '../language.js';
import { reportAsJunit } from './junit.js';
import { reportAsSarif } from './sarif.js';
import { reportAsText } from './text.js';

export type ReportFormat = 'text' | 'json' | 'sarif' | 'junit';

/**
 * Renders a report of {@link checkYml}: `text` for people, `json` for programs, `sarif` and `junit` for CI.
 *
 * @example
 * process.stdout.write(formatReport(await checkYml('feed.xml'), 'sarif', 'ru'));
 */
export function formatReport(report: CheckReport, format: ReportFormat, language: YmlLanguage = 'en'): string {
  switch (format) {
    case 'text':
      return reportAsText(report, language);
    case 'json':
      return `${JSON.stringify(report, null, 2)}\n`;
    case 'sarif':
      return reportAsSarif(report, language);
    case 'junit':
      return reportAsJunit(report, language);
  }
}
