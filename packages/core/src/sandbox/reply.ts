import type { SandboxReply } from './sandbox-definition.js';

/** @example return json(200, { result: { task_id: 1 } }) */
export function json(status: number, body: unknown, headers?: Readonly<Record<string, string>>): SandboxReply {
  return { status, body, ...(headers && { headers }) };
}
