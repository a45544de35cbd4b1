import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { check, feedOf, goodOffer } from '../testing/feeds.js';
import { formatReport } from './format-report.js';

const findings = () => check(feedOf({ offers: goodOffer('<param name="">a "b" <![CDATA[<c>]]></param>', '<weight>0</weight>', '<param name="Цвет"></param>') }));

describe('formatReport', () => {
  it('speaks to people in both languages', async () => {
    const report = await findings();
    expect(formatReport(report, 'text', 'ru')).toMatch(/поток|the stream:\d+:\d+: ошибка param-name \[предложение 1\]: У param/);
    expect(formatReport(report, 'text', 'en')).toMatch(/error weight-format \[offer 1\]: weight "0"/);
    expect(formatReport(report, 'text', 'en')).toMatch(/1 offers, 2 errors, 2 warnings \(profile market\)\n$/);
  });

  it('gives JSON back as it is', async () => {
    const report = await findings();
    expect(JSON.parse(formatReport(report, 'json'))).toEqual(JSON.parse(JSON.stringify(report)));
  });

  it('writes SARIF with rules, places and offers', async () => {
    const sarif = JSON.parse(formatReport(await findings(), 'sarif', 'ru')) as { runs: { tool: { driver: { rules: { id: string }[] } }; results: Record<string, unknown>[] }[] };
    const [run] = sarif.runs;
    expect(run?.tool.driver.rules.map((rule) => rule.id).sort()).toEqual(['cdata-misplaced', 'param-empty', 'param-name', 'weight-format']);
    expect(run?.results.find((result) => result['ruleId'] === 'weight-format')).toMatchObject({
      level: 'error',
      locations: [{ physicalLocation: { region: { startLine: expect.any(Number) as number } }, logicalLocations: [{ name: '1' }] }],
    });
  });

  it('writes JUnit that is sound XML, errors as failures', async () => {
    const xml = formatReport(await findings(), 'junit');
    const parser = new SaxesParser();
    const names: string[] = [];
    parser.on('error', (error) => {
      throw error;
    });
    parser.on('opentag', (tag) => names.push(tag.name));
    parser.write(xml).close();
    expect(names.filter((name) => name === 'failure')).toHaveLength(2);
    expect(names.filter((name) => name === 'testcase')).toHaveLength(4);
    expect(formatReport(await check(feedOf()), 'junit')).toContain('failures="0"');
  });
});
