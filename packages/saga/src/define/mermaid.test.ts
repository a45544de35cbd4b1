import { describe, expect, it } from 'vitest';
import { mermaidOf } from './mermaid.js';
import { saga } from './saga.js';

describe('mermaidOf', () => {
  it('draws forwards, groups, the pivot, and the way back in reverse', () => {
    const order = saga<string>('order')
      .step('draft', { run: () => 1, undo: () => {} })
      .parallel({ left: { run: () => 1, undo: () => {} }, right: { run: () => 1, undo: 'nothing to undo' } })
      .wait('moderated')
      .pivot('upload', { delivery: 'once', run: () => 1 })
      .then('notify', { run: () => 1 });
    expect(mermaidOf(order).split('\n')).toEqual([
      'flowchart TD', '  begin((start))',
      '  s0["draft"]', '  begin --> s0',
      '  s1["left"]', '  s2["right"]', '  s0 --> s1', '  s0 --> s2',
      '  s3[/"moderated"/]', '  s1 --> s3', '  s2 --> s3',
      '  s4{{"upload<br/><i>once</i>"}}', '  s3 --> s4',
      '  s5["notify"]', '  s4 --> s5',
      '  done((completed))', '  s5 --> done',
      '  us1["undo left"]', '  us0["undo draft"]',
      '  s1 -. fails later .-> us1', '  s0 -. fails later .-> us0',
      '  back((compensated))', '  us1 -.-> us0', '  us0 -.-> back',
    ]);
  });
});
