import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { bpmnOf } from './bpmn.js';
import { saga } from './saga.js';

const call = { run: () => 1, undo: () => {} };
const child = saga<string>('child').step('x', call);
const order = saga<string>('order', 3)
  .step('draft', call)
  .parallel({ left: call, right: { run: () => 1, undo: 'nothing to undo' } })
  .wait('moderated')
  .sleep('night', 1_000)
  .child('book', { saga: child, input: ({ input }) => input })
  .pivot('upload', { run: () => 1 })
  .then('notify', { run: () => 1 });

/** Every element with its attributes, in order; throws on XML that is not well formed. */
function elementsOf(xml: string): { name: string; attributes: Record<string, string> }[] {
  const found: { name: string; attributes: Record<string, string> }[] = [];
  const parser = new SaxesParser({});
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => found.push({ name, attributes: attributes as Record<string, string> }));
  parser.write(xml).close();
  return found;
}

describe('bpmnOf', () => {
  const elements = elementsOf(bpmnOf(order));
  const ids = new Set(elements.flatMap(({ attributes }) => attributes['id'] ?? []));
  const named = (name: string) => elements.find(({ attributes }) => attributes['name'] === name);

  it('draws each kind of step as its own element, and compensations on their tasks', () => {
    expect(named('draft')?.name).toBe('bpmn:serviceTask');
    expect(named('moderated')?.name).toBe('bpmn:intermediateCatchEvent');
    expect(named('book')?.name).toBe('bpmn:callActivity');
    expect(named('upload (pivot)')?.name).toBe('bpmn:serviceTask');
    expect(named('undo draft')?.attributes['isForCompensation']).toBe('true');
    expect(named('undo right')).toBeUndefined();
    expect(elements.filter(({ name }) => name === 'bpmn:parallelGateway')).toHaveLength(2);
    expect(elements.filter(({ name }) => name === 'bpmn:boundaryEvent').map(({ attributes }) => attributes['attachedToRef'])).toEqual(['place0', 'place1_0', 'place4']);
  });

  it('refers to nothing that is not there, and places every element', () => {
    const references = elements.flatMap(({ attributes }) => ['sourceRef', 'targetRef', 'attachedToRef', 'bpmnElement'].flatMap((key) => attributes[key] ?? []));
    expect(references.filter((id) => !ids.has(id))).toEqual([]);
    expect(ids.size).toBe(elements.filter(({ attributes }) => attributes['id']).length);
    const drawn = elements.filter(({ name }) => name === 'bpmndi:BPMNShape').map(({ attributes }) => attributes['bpmnElement']);
    const nodes = elements.filter(({ name }) => /^bpmn:(\w+Task|\w+Event|callActivity|parallelGateway)$/.test(name)).map(({ attributes }) => attributes['id']);
    expect(drawn.sort()).toEqual(nodes.sort());
  });
});
