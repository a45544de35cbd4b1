import type { Limit } from '../../../../packages/core/src/limits/limit.js';
import type { Paging } from '../../../../packages/core/src/paging/paging.js';
import type { ApiModel, ApiOperation } from '../model.js';
import { describeLimit } from '../overlay/limit-text.js';

const effects: Readonly<Record<ApiOperation['kind'], string>> = {
  read: 'reads',
  set: 'writes; the same request again ends the same',
  upsert: 'writes; makes or overwrites',
  create: 'writes; the same request again makes a second one, so it is never repeated after an unknown outcome',
  transition: 'writes; the same request again is refused',
  job: 'starts a job or document; changes nothing else',
  'read-job': 'starts a report; counts as reading, costs quota',
};

/** What stands at the cursor of a method: title, route, effect, limits, batch, paging, end of life, the vendor's page. */
export function documentationOf(operation: ApiOperation, model: ApiModel): string[] {
  const { route, kind, batch, paging, sunset, replacement, access, note, link, limits } = operation;
  const stated = limits.map((key) => describeLimit(model.limits[key] as Limit) + (key.includes('.') ? '' : ` (shared: ${key})`));
  const lines = [
    `\`${route}\` ${effects[kind]}.`,
    `Limit: ${stated.join('; ')}.`,
    ...(batch ? [`Batch: up to ${batch.max} in ${batch.field === '' ? 'the body' : `\`${batch.field}\``}.`] : []),
    ...(paging ? [describePaging(paging, operation.name)] : []),
    ...(note ? [note] : []),
    ...(access ? [`Needs: ${access.replaceAll('|', ' or ')}.`] : []),
    ...(operation.reply.kind === 'binary' ? ['Answers a file.'] : []),
    ...(operation.reply.mayBeEmpty ? ['Answers nothing (204) where there is nothing, or no more.'] : []),
  ];
  const title = (operation.title || operation.name).replace(/\s+/g, ' ').replaceAll('*/', '* /');
  const tags = [
    ...(sunset !== undefined || replacement !== undefined ? [`@deprecated ${endOfLife(sunset, replacement).join(' ')}`] : []),
    ...(link ? [`@see ${link}`] : []),
  ];
  return ['/**', ` * ${title}${/[.!?]$/.test(title) ? '' : '.'}`, ' *', ...lines.map((line) => ` * - ${line}`), ...(tags.length > 0 ? [' *', ...tags.map((tag) => ` * ${tag}`)] : []), ' */'];
}

function endOfLife(sunset: string | undefined, replacement: string | undefined): string[] {
  if (sunset === undefined && replacement === undefined) return [];
  const when = sunset === undefined || sunset === 'announced' ? 'Announced off' : `Off from ${sunset}`;
  return [`${when}${replacement ? `; use \`${replacement.replaceAll('~', ' ')}\`` : ''}.`];
}

function describePaging({ style, size }: Paging, name: string): string {
  const most = size?.max ? `, up to ${size.max} items a page` : '';
  return style === 'limit-only' ? `One page only${most}.` : `Pages by ${style}${most}; \`${name}All\` goes through them.`;
}
