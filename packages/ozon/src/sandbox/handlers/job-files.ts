import type { JobFlow } from '@occwo/core/jobs';
import type { SandboxReply } from '@occwo/core/sandbox';

const linkPath = /^\/files\/([\w-]+)\.(csv|pdf)$/;

/** The link to what a job made: reports are CSV, all else is paper. */
export function jobLink(url: string, flow: JobFlow, number: string | number): string {
  return `${url}/files/${number}.${flow.status === 'POST /v1/report/info' ? 'csv' : 'pdf'}`;
}

/** Files behind those links. No key is asked for: Ozon's lie in a store of files. */
export function jobFile(path: string): SandboxReply | undefined {
  const [, number = '', extension] = linkPath.exec(path) ?? [];
  if (extension === undefined) return undefined;
  const [type, text] = extension === 'csv'
    ? ['text/csv; charset=utf-8', `\uFEFF"Артикул";"Название"\n"'${number}";"Кружка; белая"\n`]
    : ['application/pdf', `%PDF-1.4\n% ${number}\n%%EOF\n`];
  return { status: 200, headers: { 'content-type': type, etag: `"${number}"` }, body: Buffer.from(text) };
}
