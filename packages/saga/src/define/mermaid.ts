import type { Definition, Place, Step } from './definition.js';

const shapes = {
  call: ['["', '"]'],
  wait: ['[/"', '"/]'],
  sleep: ['(["', '"])'],
  child: ['[["', '"]]'],
  command: ['>"', '"]'],
} as const;

/**
 * The saga as a Mermaid flow chart: forwards with solid arrows, backwards with dotted ones.
 */
export function mermaidOf(definition: Definition): string {
  const idOf = new Map([...definition.steps.keys()].map((name, index) => [name, `s${index}`]));
  const id = (step: Step) => idOf.get(step.name) as string;
  const node = (step: Step) => {
    const [open, close] = step.phase === 'pivot' ? ['{{"', '"}}'] : shapes[step.kind];
    const delivery = step.delivery === 'at-least-once' ? '' : `<br/><i>${step.delivery}</i>`;
    return `  ${id(step)}${open}${step.name}${delivery}${close}`;
  };
  const lines = ['flowchart TD', '  begin((start))'];
  let before = ['begin'];
  for (const place of definition.places) {
    lines.push(...place.steps.map(node));
    for (const from of before) for (const step of place.steps) lines.push(`  ${from} --> ${id(step)}`);
    before = place.steps.map(id);
  }
  lines.push('  done((completed))', ...before.map((from) => `  ${from} --> done`));
  lines.push(...backwards(definition.places, id));
  return lines.join('\n');
}

/** What is undone, in its order: from the last step that can be undone to the first. */
function backwards(places: readonly Place[], id: (step: Step) => string): string[] {
  const undoable = places
    .filter(({ phase }) => phase === 'before')
    .map(({ steps }) => steps.filter(({ undoes }) => undoes))
    .filter((steps) => steps.length > 0)
    .reverse();
  if (undoable.length === 0) return [];
  const nodes = undoable.flat().map((step) => `  u${id(step)}["undo ${step.name}"]`);
  const arrows = undoable.flatMap((steps, index) => {
    const next = undoable[index + 1]?.map((step) => `u${id(step)}`) ?? ['back'];
    return steps.flatMap((step) => next.map((to) => `  u${id(step)} -.-> ${to}`));
  });
  const entries = undoable.flat().map((step) => `  ${id(step)} -. fails later .-> u${id(step)}`);
  return [...nodes, ...entries, '  back((compensated))', ...arrows];
}
