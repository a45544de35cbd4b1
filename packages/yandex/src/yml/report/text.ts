import type { CheckReport } from '../check/check-yml.js';
import type { YmlProblem } from '../check/problem.js';
import type { YmlLanguage } from '../language.js';
import { fillText } from '../language.js';

const words = {
  en: {
    severity: { error: 'error', warning: 'warning' },
    offer: 'offer',
    fix: 'fix',
    more: '… and {count} more of {rule}',
    summary: '{source}: {offers} offers, {errors} errors, {warnings} warnings (profile {profile})',
    incomplete: 'The check ended early: the XML is broken.',
  },
  ru: {
    severity: { error: 'ошибка', warning: 'предупреждение' },
    offer: 'предложение',
    fix: 'как исправить',
    more: '… и ещё {count} — {rule}',
    summary: '{source}: предложений {offers}, ошибок {errors}, предупреждений {warnings} (профиль {profile})',
    incomplete: 'Проверка прервана: XML повреждён.',
  },
} as const;

/** A report for people: a line a finding, then the sums. */
export function reportAsText(report: CheckReport, language: YmlLanguage): string {
  const say = words[language];
  const lines = report.problems.map((problem) => problemLine(problem, report.source, language));
  for (const [rule, count] of Object.entries(report.counts)) {
    const kept = report.problems.filter((problem) => problem.rule === rule).length;
    if (count > kept) lines.push(fillText(say.more, { count: count - kept, rule }));
  }
  const { source, offers, errors, warnings, profile } = report;
  lines.push(fillText(say.summary, { source, offers, errors, warnings, profile }));
  if (!report.complete) lines.push(say.incomplete);
  return `${lines.join('\n')}\n`;
}

function problemLine(problem: YmlProblem, source: string, language: YmlLanguage): string {
  const say = words[language];
  const offer = problem.offerId === undefined ? '' : ` [${say.offer} ${problem.offerId}]`;
  return `${source}:${problem.line}:${problem.column}: ${say.severity[problem.severity]} ${problem.rule}${offer}: ${problem.message[language]} ${say.fix}: ${problem.fix[language]}`;
}
