import { json } from '@occwo/core/sandbox';
import type { SandboxReply } from '@occwo/core/sandbox';
import type { RouteHandlers } from './route-handlers.js';
import { gateway } from './replies.js';
import type { SandboxCard, SandboxReport, SellerState } from './seller-state.js';
import { zip } from './zip.js';

/** Reports that are made in the background: three of analytics as rows, and CSV files in a ZIP. */
export const reportHandlers: RouteHandlers = {
  ...taskHandlers('/api/v1/warehouse_remains', remains),
  ...taskHandlers('/api/v1/acceptance_report', () => []),
  ...taskHandlers('/api/v1/paid_storage', () => []),
  'POST /api/v2/nm-report/downloads': ({ body }, { state }) => {
    const { id, reportType, userReportName = reportType } = body as { id: string; reportType: string; userReportName?: string };
    if (state.reports.has(id)) return gateway(400, 'Bad Request', `download id ${id} already exists`);
    start(state, id, userReportName);
    return json(200, { data: 'Начато формирование файла/отчёта' });
  },
  'GET /api/v2/nm-report/downloads': ({ query }, { state }) => {
    state.settle();
    const filter = query['filter[downloadIds]'];
    const wanted = filter === undefined ? undefined : [filter].flat();
    const reports = [...state.reports.values()].filter(({ id }) => !wanted || wanted.includes(id));
    const row = ({ id, name, done, createdAt }: SandboxReport) => ({ id, name, createdAt, status: done ? 'SUCCESS' : 'PROCESSING', size: 0, startDate: '2026-01-01', endDate: '2026-01-01' });
    return json(200, { data: reports.map(row) });
  },
  'POST /api/v2/nm-report/downloads/retry': ({ body }, { state }) => {
    const { downloadId = '' } = body as { downloadId?: string };
    return state.reports.has(downloadId) ? json(200, { data: 'Перезапуск генерации отчёта начат' }) : gateway(404, 'Not Found', 'download id was not found');
  },
  'GET /api/v2/nm-report/downloads/file/{downloadId}': ({ path }, { state }) => {
    state.settle();
    const report = state.reports.get(path.downloadId ?? '');
    if (!report?.done) return gateway(404, 'Not Found', 'check correctness of download id');
    const rows = [...state.cards.values()].map(({ vendorCode, title = '', nmID, subjectName }) => [vendorCode, title, nmID, subjectName].map(csvField).join(','));
    return { status: 200, headers: { 'content-type': 'application/zip' }, body: zip(`${report.id}.csv`, `VendorCode,Name,NmID,SubjectName\n${rows.map((row) => `${row}\n`).join('')}`) };
  },
};

/** Start, status and download of one report of analytics. */
function taskHandlers(path: string, rowsOf: (state: SellerState) => readonly unknown[]): RouteHandlers {
  const known = (state: SellerState, id = '', answer: (report: SandboxReport) => SandboxReply): SandboxReply => {
    state.settle();
    const report = state.reports.get(id);
    return report?.name === path ? answer(report) : gateway(404, 'Not Found', 'NotFound');
  };
  return {
    [`GET ${path}`]: (_request, { state }) => json(200, { data: { taskId: start(state, state.nextUuid(), path).id } }),
    [`GET ${path}/tasks/{task_id}/status`]: (request, { state }) =>
      known(state, request.path.task_id, ({ id, done }) => json(200, { data: { id, status: done ? 'done' : 'processing' } })),
    [`GET ${path}/tasks/{task_id}/download`]: (request, { state }) =>
      known(state, request.path.task_id, ({ done }) => {
        const rows = done ? rowsOf(state) : [];
        return rows.length > 0 ? json(200, rows) : { status: 204 };
      }),
  };
}

function start(state: SellerState, id: string, name: string): SandboxReport {
  const report: SandboxReport = { id, name, done: false, createdAt: state.stamp() };
  state.reports.set(id, report);
  state.later(() => state.reports.set(id, { ...report, done: true }));
  return report;
}

function remains(state: SellerState): readonly unknown[] {
  const volume = ({ dimensions: { length = 0, width = 0, height = 0 } = {} }: SandboxCard) => (length * width * height) / 1000;
  return [...state.cards.values()].flatMap((card) =>
    card.sizes.map(({ techSize, skus }) => ({
      brand: card.brand, subjectName: card.subjectName, vendorCode: card.vendorCode, nmId: card.nmID, barcode: skus?.[0] ?? '', techSize, volume: volume(card), warehouses: [],
    })),
  );
}

function csvField(value: string | number): string {
  const text = String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
