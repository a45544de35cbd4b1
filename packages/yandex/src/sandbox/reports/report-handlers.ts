import type { Clock } from '@occwo/core';
import type { SandboxHandler, SandboxReply } from '@occwo/core/sandbox';
import { isoTime } from '../cabinet.js';
import type { Cabinet } from '../cabinet.js';
import { fail, ok } from '../replies.js';
import { sheetOf } from './report-sheets.js';
import { reportFile } from './sheet.js';
import type { ReportFormat } from './sheet.js';

interface Report {
  readonly startedAt: number;
  readonly requested: string;
  /** Made from what the cabinet held at the start; nothing means NO_DATA. */
  readonly file: ReturnType<typeof reportFile> | undefined;
}

/** A link to a file holds for an hour; each question about the report makes a new one. */
const linkMs = 3_600_000;
const linkPath = /^\/reports\/files\/(\d+)\/(R-\d+)\.\w+$/;

/** Reports and documents: made while time passes on the sandbox's clock, fetched by a link that dies. */
export function sandboxReports(cabinet: Cabinet, clock: Clock, taskMs: number) {
  const reports = new Map<string, Report>();

  const start = (route: string): SandboxHandler => ({ query }, context) => {
    const reportId = `R-${reports.size + 1}`;
    const sheet = sheetOf(route, cabinet);
    const file = sheet && reportFile(sheet, (query.format as ReportFormat | undefined) ?? 'FILE');
    reports.set(reportId, { startedAt: clock.monotonic(), requested: isoTime(clock), file });
    context.effect('report', reportId, route);
    return ok({ reportId, estimatedGenerationTime: taskMs });
  };

  const info: SandboxHandler = ({ path, url }) => {
    const report = reports.get(String(path.reportId));
    if (!report) return fail(404, { code: 'DOCUMENT_NOT_FOUND', message: `Report not found: '${path.reportId}'` });
    const age = clock.monotonic() - report.startedAt;
    const common = { generationRequestedAt: report.requested, estimatedGenerationTime: Math.max(0, Math.round(taskMs - age)) };
    if (age < taskMs) return ok({ ...common, status: age < taskMs / 2 ? 'PENDING' : 'PROCESSING' });
    const done = { ...common, status: 'DONE', generationFinishedAt: isoTime(clock) };
    if (!report.file) return ok({ ...done, subStatus: 'NO_DATA' });
    return ok({ ...done, file: `${url}/reports/files/${Math.ceil(clock.monotonic() + linkMs)}/${path.reportId}.${report.file.extension}` });
  };

  const file = (path: string): SandboxReply | undefined => {
    const [, until, reportId = ''] = linkPath.exec(path) ?? [];
    const found = reports.get(reportId)?.file;
    if (until === undefined || !found) return undefined;
    if (clock.monotonic() > Number(until)) return { status: 403, body: '<Error><Code>AccessDenied</Code></Error>' };
    return { status: 200, headers: { 'content-type': found.type }, body: found.data };
  };

  return { start, info, file };
}
