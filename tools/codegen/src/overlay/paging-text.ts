import type { Paging } from '../../../../packages/core/src/paging/paging.js';

const styles: readonly Paging['style'][] = ['cursor', 'last-item', 'offset', 'page', 'limit-only'];
const ends: readonly Paging['end'][] = ['has-next', 'empty-cursor', 'no-cursor', 'short-page', 'empty-page', 'total', 'page-count'];

/**
 * Reads paging as the overlays write it: `cursor result.last_id>last_id items=result.items size=limit:1000 end=total:result.total`.
 *
 * First the style, then pairs `FROM>TO` of cursors, then `items`, `at`, `start`, `size` (`PLACE[:MAX[:DEFAULT]]`) and `end`
 * (`KIND[:PATH]`). `items=` alone is the reply itself. Places in the query begin with `?`. Throws on anything else.
 */
export function parsePaging(text: string): Paging {
  const [style, ...words] = text.split(/\s+/) as [Paging['style'], ...string[]];
  if (!styles.includes(style)) throw new Error(`"${style}" is no style of paging; there are ${styles.join(', ')}`);
  const next: [string, string][] = [];
  const values: Record<string, string> = {};
  for (const word of words) {
    const pair = /^([^=>]*)>([^=>]+)$/.exec(word);
    const value = /^(items|at|start|size|end)=(.*)$/.exec(word);
    if (pair?.[2]) next.push([pair[1] ?? '', pair[2]]);
    else if (value?.[1]) values[value[1]] = value[2] ?? '';
    else throw new Error(`"${word}" is no part of paging`);
  }
  const [end, endAt] = (values.end ?? '').split(':') as [Paging['end'], string | undefined];
  if (!ends.includes(end)) throw new Error(`"${text}" needs end=${ends.join(' | ')}`);
  if (values.items === undefined) throw new Error(`"${text}" needs items=`);
  if ((style === 'cursor' || style === 'last-item') && next.length === 0) throw new Error(`"${text}" needs FROM>TO`);
  if ((style === 'offset' || style === 'page') && !values.at) throw new Error(`"${text}" needs at=`);
  const [sizeAt, sizeMax, sizeDefault] = (values.size ?? '').split(':');
  return {
    style,
    items: values.items,
    ...(next.length > 0 && { next }),
    ...(values.at && { at: values.at }),
    ...(values.start !== undefined && { start: /^\d+$/.test(values.start) ? Number(values.start) : values.start }),
    ...(sizeAt && { size: { at: sizeAt, ...(sizeMax && { max: Number(sizeMax) }), ...(sizeDefault && { default: Number(sizeDefault) }) } }),
    end,
    ...(endAt !== undefined && { endAt }),
  };
}
