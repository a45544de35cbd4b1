import { describe, expect, it } from 'vitest';
import type { Declaration } from './model-files.js';
import { shareModels } from './share-models.js';
import { namesIn, replaceNames } from './type-names.js';

function declared(...all: [name: string, file: string, ...lines: string[]][]): Map<string, Declaration> {
  return new Map(all.map(([name, file, ...lines]) => [name, { name, file, whole: name.endsWith('Reply'), lines: [`export interface ${name} {`, ...lines, '}'] }]));
}

describe('types that are alike', () => {
  it('become one, by the shortest name, and so do those that differed by them alone', () => {
    const models = declared(
      ['OrderReply', 'orders', '  total?: OrderTotalPrice | null;', '  OrderTotalPrice?: StringOrNull;', "  kind?: 'OrderTotalPrice';"],
      ['OrderTotal', 'orders', '  price?: OrderTotalPrice | null;'],
      ['OrderTotalPrice', 'orders', '  amount?: NumberOrNull;'],
      ['ReturnSum', 'returns', '  price?: Price | null;'],
      ['Price', 'returns', '  amount?: NumberOrNull;'],
    );
    expect([...shareModels(models)]).toEqual([['OrderTotalPrice', 'Price'], ['OrderTotal', 'ReturnSum']]);
    expect([...models.values()].map(({ name, file }) => [name, file])).toEqual([['OrderReply', 'orders'], ['ReturnSum', 'shared'], ['Price', 'shared']]);
    expect(models.get('OrderReply')?.lines.slice(1, 4)).toEqual(['  total?: Price | null;', '  OrderTotalPrice?: StringOrNull;', "  kind?: 'OrderTotalPrice';"]);
  });

  it('stay two where a comment differs, and where one is a whole reply', () => {
    const models = declared(
      ['AReply', 'a', '  id?: NumberOrNull;'], ['BReply', 'a', '  id?: NumberOrNull;'], ['Part', 'a', '  id?: NumberOrNull;'],
      ['Bounded', 'a', '  /** Up to 5. */', '  id?: NumberOrNull;'],
    );
    expect(shareModels(models).size).toBe(0);
    expect(models.size).toBe(4);
  });

  it('are seen where they speak of themselves', () => {
    const models = declared(['Node', 'a', '  inner?: Node[] | null;'], ['Branch', 'a', '  inner?: Branch[] | null;']);
    shareModels(models);
    expect([...models.values()].map(({ lines }) => lines[1])).toEqual(['  inner?: Node[] | null;']);
  });
});

describe('names in printed lines', () => {
  it('are those of types', () => {
    expect([...namesIn(["  'Key: Value'?: Item[] | 'Name' | null;", '  /** Comment */', "  | 'A'", 'export type Alias = Record<string, Other>;'])]).toEqual(['Item', 'null', 'Record', 'string', 'Other']);
  });

  it('are replaced nowhere else', () => {
    expect(replaceNames('export interface Item extends Item {', () => 'X')).toBe('export interface Item X X {');
  });
});
