import { zipOf } from './zip.js';

/** A sheet of a report: names of columns, and rows of values. */
export interface Sheet {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

export type ReportFormat = 'FILE' | 'CSV' | 'JSON';

const bytes = (text: string) => new TextEncoder().encode(text);
const escapeXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const csvField = (value: string | number) => (/[",\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value));

/** A report as Market hands it out: a workbook, or a ZIP with one CSV or JSON a sheet. */
export function reportFile(sheet: Sheet, format: ReportFormat): { readonly data: Uint8Array; readonly type: string; readonly extension: string } {
  if (format === 'FILE') return { data: workbook(sheet), type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extension: 'xlsx' };
  const text = format === 'CSV' ? csv(sheet) : JSON.stringify(sheet.rows.map((row) => Object.fromEntries(sheet.columns.map((name, index) => [name, row[index]]))));
  return { data: zipOf([{ name: `${sheet.name}.${format.toLowerCase()}`, data: bytes(text) }]), type: 'application/zip', extension: 'zip' };
}

function csv({ columns, rows }: Sheet): string {
  return [columns, ...rows].map((row) => `${row.map(csvField).join(',')}\n`).join('');
}

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** The least that a spreadsheet program opens: one sheet, texts inline. */
function workbook({ name, columns, rows }: Sheet): Uint8Array {
  const cell = (value: string | number) => (typeof value === 'number' ? `<c><v>${value}</v></c>` : `<c t="inlineStr"><is><t>${escapeXml(value)}</t></is></c>`);
  const sheet = [columns, ...rows].map((row) => `<row>${row.map(cell).join('')}</row>`).join('');
  const parts: Readonly<Record<string, string>> = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${packageRelations}"><Relationship Id="r1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="${escapeXml(name)}" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packageRelations}"><Relationship Id="r1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${sheet}</sheetData></worksheet>`,
  };
  return zipOf(Object.entries(parts).map(([path, text]) => ({ name: path, data: bytes(xml + text) })));
}
