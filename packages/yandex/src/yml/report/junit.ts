import type { CheckReport } from '../check/check-yml.js';
import type { RuleCode } from '../check/rules.js';
import type { YmlLanguage } from '../language.js';
import { noAttributes, ymlElement } from '../read/element.js';
import { renderElement } from '../write/render.js';

/** JUnit XML for CI: a test case a rule that found something; rules with warnings alone pass with their findings as output. */
export function reportAsJunit(report: CheckReport, language: YmlLanguage): string {
  const cases = (Object.keys(report.counts) as RuleCode[]).map((rule) => {
    const problems = report.problems.filter((problem) => problem.rule === rule);
    const text = problems
      .map((problem) => `${report.source}:${problem.line}:${problem.column}: ${problem.offerId ?? ''} ${problem.message[language]} ${problem.fix[language]}`)
      .join('\n');
    const isError = problems.some((problem) => problem.severity === 'error');
    const finding = isError ? ymlElement('failure', text, { type: rule, message: `${report.counts[rule]}` }) : ymlElement('system-out', text);
    return ymlElement('testcase', '', { classname: report.source, name: rule }, [finding]);
  });
  if (cases.length === 0) cases.push(ymlElement('testcase', '', { classname: report.source, name: 'feed' }));
  const failures = String(cases.filter((item) => item.children[0]?.name === 'failure').length);
  const suite = ymlElement('testsuite', '', { name: `YML ${report.source}`, tests: String(cases.length), failures }, cases);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${renderElement(ymlElement('testsuites', '', noAttributes, [suite]))}\n`;
}
