import type { Language } from '../messages/language.js';
import { translate } from '../messages/translate.js';
import type { Finding } from '../services/doctor/finding.js';

/** A line a finding: how it stands, whose it is, what it is. */
export function findingsText(findings: readonly Finding[], language: Language): string {
  const status = ({ status: name }: Finding) => translate(language, `doctor.status-${name}`);
  const widest = Math.max(...findings.map((finding) => status(finding).length));
  return findings.map((finding) => `${status(finding).padEnd(widest)}  ${finding.marketplace ? `${finding.marketplace}: ` : ''}${finding.message}\n`).join('');
}
