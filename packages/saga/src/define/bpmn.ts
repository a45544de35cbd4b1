import type { Definition, Step } from './definition.js';

interface Element {
  readonly id: string;
  readonly tag: string;
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Inside the element. */
  readonly inner?: string;
}

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[character] ?? character);

const column = 180;
const row = 130;
const task = { width: 120, height: 70 };
const round = { width: 36, height: 36 };
const diamond = { width: 50, height: 50 };

const elementOf: Record<Step['kind'], { readonly tag: string; readonly inner?: string }> = {
  call: { tag: 'serviceTask' },
  command: { tag: 'sendTask' },
  child: { tag: 'callActivity' },
  wait: { tag: 'intermediateCatchEvent', inner: '<bpmn:messageEventDefinition />' },
  sleep: { tag: 'intermediateCatchEvent', inner: '<bpmn:timerEventDefinition />' },
};

/**
 * The saga as BPMN 2.0 XML with its layout, to be opened in Camunda Modeler: a drawing to talk about, not to be executed.
 * Compensations hang on their tasks by compensation events; their order is ours, strictly backwards.
 */
export function bpmnOf(definition: Definition): string {
  const elements: Element[] = [];
  const flows: { from: Element; to: Element }[] = [];
  const compensations: { task: Element; event: Element; undo: Element }[] = [];
  const place = (id: string, tag: string, name: string, at: number, lane: number, size: typeof round, inner?: string): Element => {
    const element = { id, tag, name, x: 60 + at * column - size.width / 2, y: 100 + lane * row * 2 - size.height / 2, ...size, ...(inner && { inner }) };
    elements.push(element);
    return element;
  };
  const connect = (from: Element, to: Element) => void flows.push({ from, to });

  let before = place('start', 'startEvent', definition.name, 0, 0, round);
  let at = 1;
  const draw = (step: Step, id: string, lane: number): Element => {
    const { tag, inner } = elementOf[step.kind];
    const isEvent = tag === 'intermediateCatchEvent';
    const drawn = place(id, tag, step.phase === 'pivot' ? `${step.name} (pivot)` : step.name, at, lane, isEvent ? round : task, inner);
    if (step.undoes) {
      const size = round;
      const event: Element = {
        id: `${id}_event`, tag: 'boundaryEvent', name: '', x: drawn.x + drawn.width - size.width, y: drawn.y + drawn.height - size.height / 2, ...size,
        inner: '<bpmn:compensateEventDefinition />',
      };
      const undo: Element = { id: `${id}_undo`, tag: 'serviceTask', name: `undo ${step.name}`, x: drawn.x, y: drawn.y + row, ...task };
      elements.push(event, undo);
      compensations.push({ task: drawn, event, undo });
    }
    return drawn;
  };
  for (const [index, { steps }] of definition.places.entries()) {
    const [only] = steps;
    if (steps.length === 1 && only) {
      const drawn = draw(only, `place${index}`, 0);
      connect(before, drawn);
      before = drawn;
    } else {
      const fork = place(`fork${index}`, 'parallelGateway', '', at, 0, diamond);
      connect(before, fork);
      at += 1;
      const members = steps.map((step, lane) => draw(step, `place${index}_${lane}`, lane));
      at += 1;
      const join = place(`join${index}`, 'parallelGateway', '', at, 0, diamond);
      for (const member of members) {
        connect(fork, member);
        connect(member, join);
      }
      before = join;
    }
    at += 1;
  }
  connect(before, place('end', 'endEvent', 'completed', at, 0, round));
  return xmlOf(definition, elements, flows, compensations);
}

function xmlOf(
  definition: Definition, elements: readonly Element[], flows: readonly { from: Element; to: Element }[],
  compensations: readonly { task: Element; event: Element; undo: Element }[],
): string {
  const undoOf = new Map(compensations.map((item) => [item.undo.id, item]));
  const eventOf = new Map(compensations.map((item) => [item.event.id, item]));
  const nodes = elements.map(({ id, tag, name, inner = '' }) => {
    const attached = eventOf.get(id) ? ` attachedToRef="${eventOf.get(id)?.task.id}"` : '';
    const isUndo = undoOf.has(id) ? ' isForCompensation="true"' : '';
    return `    <bpmn:${tag} id="${id}" name="${escaped(name)}"${attached}${isUndo}>${inner}</bpmn:${tag}>`;
  });
  const arrows = flows.map(({ from, to }) => `    <bpmn:sequenceFlow id="${from.id}_to_${to.id}" sourceRef="${from.id}" targetRef="${to.id}" />`);
  const associations = compensations.map(({ event, undo }) =>
    `    <bpmn:association id="${event.id}_to_${undo.id}" associationDirection="One" sourceRef="${event.id}" targetRef="${undo.id}" />`);
  const shapes = elements.map(({ id, x, y, width, height }) =>
    `      <bpmndi:BPMNShape id="${id}_shape" bpmnElement="${id}"><dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}" /></bpmndi:BPMNShape>`);
  const edge = (from: Element, to: Element) =>
    `      <bpmndi:BPMNEdge id="${from.id}_to_${to.id}_edge" bpmnElement="${from.id}_to_${to.id}">` +
    `<di:waypoint x="${from.x + from.width / 2}" y="${from.y + from.height / 2}" /><di:waypoint x="${to.x + to.width / 2}" y="${to.y + to.height / 2}" /></bpmndi:BPMNEdge>`;
  const edges = [...flows.map(({ from, to }) => edge(from, to)), ...compensations.map(({ event, undo }) => edge(event, undo))];
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" id="definitions" targetNamespace="https://occwo.dev/saga">
  <bpmn:process id="${escaped(definition.name)}" name="${escaped(`${definition.name}, version ${definition.version}`)}" isExecutable="false">
${[...nodes, ...arrows, ...associations].join('\n')}
  </bpmn:process>
  <bpmndi:BPMNDiagram id="diagram">
    <bpmndi:BPMNPlane id="plane" bpmnElement="${escaped(definition.name)}">
${[...shapes, ...edges].join('\n')}
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
`;
}
