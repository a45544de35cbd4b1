import type { CheckReport } from '../check/check-yml.js';
import type { YmlProblem } from '../check/problem.js';
import { severityOf, ymlRules } from '../check/rules.js';
import type { RuleCode } from '../check/rules.js';
import type { YmlLanguage } from '../language.js';

/** SARIF 2.1.0, which code hosts show beside the lines of a file. */
export function reportAsSarif(report: CheckReport, language: YmlLanguage): string {
  const codes = Object.keys(report.counts) as RuleCode[];
  const sarif = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'occwo feed check',
            rules: codes.map((code) => ({
              id: code,
              shortDescription: { text: ymlRules[code].fix[language] },
              defaultConfiguration: { level: severityOf(code, report.profile) },
            })),
          },
        },
        invocations: [{ executionSuccessful: report.complete }],
        results: report.problems.map((problem) => toResult(problem, report.source, codes, language)),
      },
    ],
  };
  return `${JSON.stringify(sarif, null, 2)}\n`;
}

function toResult(problem: YmlProblem, source: string, codes: readonly RuleCode[], language: YmlLanguage): Record<string, unknown> {
  const { rule, severity, message, fix, line, column, offerId } = problem;
  return {
    ruleId: rule,
    ruleIndex: codes.indexOf(rule),
    level: severity,
    message: { text: `${message[language]} ${fix[language]}` },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: encodeURI(source) }, region: { startLine: Math.max(line, 1), startColumn: Math.max(column, 1) } },
        ...(offerId !== undefined && { logicalLocations: [{ name: offerId, kind: 'element' }] }),
      },
    ],
  };
}
