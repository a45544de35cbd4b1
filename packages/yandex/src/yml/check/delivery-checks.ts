import type { BilingualText } from '../language.js';
import type { YmlElement } from '../read/element.js';
import { isWhole, isWholeFrom } from './formats.js';
import type { Reporter } from './reporter.js';

const most = { 'delivery-options': 5, 'pickup-options': 1 } as const;

/** Delivery or pickup options, of the shop or of an offer. */
export function checkOptions(list: YmlElement, reporter: Reporter): void {
  const options = list.children.filter((child) => child.name === 'option');
  const limit = most[list.name as keyof typeof most];
  if (options.length === 0) reporter.report('options-empty', list, { element: list.name });
  if (options.length > limit) reporter.report('options-count', list, { element: list.name, count: options.length, limit });
  for (const option of options) checkOption(option, reporter);
  for (const name of ['cost', 'days'] as const) {
    const values = options.map((option) => option.attributes[name]?.trim() ?? '');
    const alike = values.findIndex((value, index) => value !== '' && values.indexOf(value) < index);
    if (alike >= 0) reporter.report('options-alike', options[alike] as YmlElement, { element: 'option', found: name });
  }
}

function checkOption(option: YmlElement, reporter: Reporter): void {
  const { cost, days, 'order-before': orderBefore } = option.attributes;
  if (cost === undefined || !isWhole(cost.trim())) reporter.report('option-cost', option, { element: 'option', found: cost ?? '' });
  if (days !== undefined) checkDays(option, days.trim(), reporter);
  const [min, max] = reporter.profile === 'search' ? [1, 23] : [0, 24];
  if (orderBefore === undefined || orderBefore.trim() === '') return;
  if (!isWholeFrom(orderBefore.trim(), min) || Number(orderBefore) > max) {
    reporter.report('option-order-before', option, { element: 'option', found: orderBefore, min, max });
  }
}

const wrong = {
  form: { en: 'it is neither a number nor two with a hyphen', ru: 'это не число и не два числа через дефис' },
  dash: { en: 'a long dash stands for the hyphen', ru: 'вместо дефиса стоит тире' },
  order: { en: 'the first day is the later one', ru: 'первый день больше второго' },
  range: { en: 'a period lies within 0 to 31', ru: 'период должен быть от 0 до 31' },
  span: { en: 'the days are more than three apart', ru: 'разница больше трёх дней' },
} as const satisfies Record<string, BilingualText>;

/** Empty, or 32 and more, means "unknown": up to 60 days. */
function checkDays(option: YmlElement, days: string, reporter: Reporter): void {
  if (days === '' || isWhole(days)) return;
  const report = (reason: BilingualText): void => reporter.report('option-days', option, { element: 'option', found: days }, { reason });
  const period = /^(\d+)-(\d+)$/.exec(days);
  if (period === null) return report(/[\u2010-\u2015\u2212]/.test(days) ? wrong.dash : wrong.form);
  const [from, to] = [Number(period[1]), Number(period[2])];
  if (to > 31) return report(wrong.range);
  if (from > to) return report(wrong.order);
  if (to - from > 3) return report(wrong.span);
  if (to - from === 3) reporter.report('option-days-span', option, { element: 'option', found: days });
}
