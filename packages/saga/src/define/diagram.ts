import { bpmnOf } from './bpmn.js';
import type { Definition } from './definition.js';
import { mermaidOf } from './mermaid.js';

/**
 * Draws a saga: as a Mermaid flow chart for Markdown, or as BPMN 2.0 XML that opens in Camunda Modeler.
 * @example writeFileSync('publish.bpmn', diagramOf(publish, 'bpmn'));
 */
export function diagramOf(definition: Definition, format: 'mermaid' | 'bpmn' = 'mermaid'): string {
  return format === 'bpmn' ? bpmnOf(definition) : mermaidOf(definition);
}
