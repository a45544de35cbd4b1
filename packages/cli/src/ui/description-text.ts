import type { Limit, LimitWindow, Paging } from '@occwo/core';
import type { Language } from '../messages/language.js';
import { translate } from '../messages/translate.js';
import type { MessageKey, MessageValues } from '../messages/translate.js';
import type { OperationDescription } from '../services/api/describe-operation.js';
import type { Field } from '../services/api/fields.js';

const mostValues = 12;

/** All that is known of an operation, for a person. */
export function descriptionText(description: OperationDescription, language: Language, withReply: boolean): string {
  const say = (key: MessageKey, values?: MessageValues) => translate(language, key, values);
  const { name, title, route, url, effect, kind, limits, batch, paging, sunset, replacement, access, parameters, replyFields, body, reply } = description;
  const rows: [MessageKey, string][] = [
    ['api.url', url],
    ['api.effect', `${say(`api.${effect}`)}, ${say(`api.kind-${kind}` as MessageKey)}`],
    ...limits.map((limit): [MessageKey, string] => ['api.limit', limitText(limit, say)]),
    ...(batch ? [['api.batch', say('api.batch-of', { max: batch.max, field: batch.field || '[]' })] as [MessageKey, string]] : []),
    ...(paging ? [['api.paging', pagingText(paging, say)] as [MessageKey, string]] : []),
    ...(access ? [['api.access', access] as [MessageKey, string]] : []),
    ...(sunset ? [['api.sunset', replacement ? `${sunset}, ${say('api.replacement', { replacement })}` : sunset] as [MessageKey, string]] : []),
    ['api.body', body],
    ['api.reply', reply],
  ];
  const widest = Math.max(...rows.map(([key]) => say(key).length));
  const parts: [MessageKey, readonly Field[]][] = [
    ['api.in-path', parameters.path], ['api.in-query', parameters.query], ['api.in-headers', parameters.headers], ['api.in-body', parameters.body],
    ...(withReply ? [['api.in-reply', replyFields] as [MessageKey, readonly Field[]]] : []),
  ];
  const head = [`${name}  ${route}`, ...(title ? [`  ${title}`] : []), ...rows.map(([key, value]) => `  ${say(key).padEnd(widest)}  ${value}`)];
  return `${[...head, ...parts.flatMap(([key, fields]) => fieldLines(say(key), fields, say))].join('\n')}\n`;
}

type Say = (key: MessageKey, values?: MessageValues) => string;

function fieldLines(title: string, fields: readonly Field[], say: Say): string[] {
  if (fields.length === 0) return [];
  const widest = Math.max(...fields.map(({ name }) => name.length));
  return ['', title, ...fields.map(({ name, type, required, limits, values }) => {
    const choice = values && `${values.slice(0, mostValues).join(' | ')}${values.length > mostValues ? ' | …' : ''}`;
    const remarks = [required ? say('api.required') : undefined, ...limits, choice].filter((remark) => remark !== undefined);
    return `  ${name.padEnd(widest)}  ${[type, ...remarks].join(', ')}`;
  })];
}

/** `50 per 1 s (shared: all)`, and what is different for tiers of the account. */
function limitText({ key, windows, source, tiers, per, parallel }: Limit & { readonly key: string }, say: Say): string {
  const rates = windows.map((window) => rateText(window, say)).join(', ') || say('api.limit-unknown');
  const remarks = [
    key, ...(per ? [say('api.limit-per', { per })] : []), ...(parallel ? [say('api.limit-parallel', { count: parallel })] : []), say(`api.source-${source}` as MessageKey),
    ...Object.entries(tiers ?? {}).map(([tier, own]) => `${tier}: ${own.map((window) => rateText(window, say)).join(', ')}`),
  ];
  return `${rates} (${remarks.join('; ')})`;
}

function rateText({ count, periodMs, burst, unit = 'request' }: LimitWindow, say: Say): string {
  const rate = say(`api.rate-${unit}` as MessageKey, { count, seconds: periodMs / 1000 });
  return burst === undefined ? rate : `${rate} ${say('api.burst', { burst })}`;
}

function pagingText({ style, items, size }: Paging, say: Say): string {
  const most = size?.max === undefined ? '' : `, ${say('api.page-size', { max: size.max, at: size.at })}`;
  return `${style}, ${say('api.page-items', { items: items || '[]' })}${most}`;
}
