import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { apis } from './apis.js';
import type { Api } from './apis.js';
import { staleFiles } from './check.js';
import { hasDocuments, loadDocuments } from './documents/load-documents.js';
import { readOperations } from './documents/read-operations.js';
import { compare } from './drift/compare.js';
import { describeDrift } from './drift/describe.js';
import { generate } from './generate.js';
import type { Generated } from './generate.js';
import type { Lock } from './names/lock.js';
import { readOverlay } from './overlay/read-overlay.js';
import { RepairLog } from './repairs/repair-log.js';
import { docsOf } from './print/docs.js';
import { reportOf } from './report.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Generates one API from a folder of documents, with the overlay and the names of this repository. */
export function generateApi(api: Api, documentsFolder: string): Generated {
  const lockFile = lockPath(api);
  return generate({
    api,
    documents: loadDocuments(api, documentsFolder),
    overlay: readOverlay(path.join(root, 'tools/codegen/overlays', `${api.id}.yaml`)),
    lock: existsSync(lockFile) ? (JSON.parse(readFileSync(lockFile, 'utf8')) as Lock) : {},
  });
}

function lockPath(api: Api): string {
  return path.join(root, 'tools/codegen/names', `${api.id}.lock.json`);
}

function write(api: Api, generated: Generated): void {
  const folder = path.join(root, api.output);
  for (const inner of ['methods', 'schemas']) rmSync(path.join(folder, inner), { recursive: true, force: true });
  writeFiles(folder, generated.files);
  writeFileSync(lockPath(api), lockText(generated.lock));
}

function writeFiles(folder: string, files: ReadonlyMap<string, string>): void {
  for (const [file, text] of files) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
}

function lockText(lock: Lock): string {
  return `${JSON.stringify(lock, null, 2)}\n`;
}

/** `--drift OLD NEW`: what happened between two folders of documents. */
function drift([before, after]: readonly string[], json: boolean): void {
  if (!before || !after) throw new Error('usage: npm run codegen -- --drift OLD NEW [--json]');
  const drifts = apis
    .filter((api) => [before, after].every((folder) => hasDocuments(api, folder)))
    .map((api) => {
      const read = (folder: string) => readOperations(api, loadDocuments(api, folder), new RepairLog());
      return { api: api.id, ...compare(read(before), read(after)) };
    });
  if (drifts.length === 0) throw new Error(`no API has documents in both ${before} and ${after}`);
  if (json) console.log(JSON.stringify(drifts, null, 2));
  else for (const { api, ...each } of drifts) console.log(describeDrift(api, each));
}

function run(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { check: { type: 'boolean' }, json: { type: 'boolean' }, drift: { type: 'boolean' } },
  });
  if (values.drift) return drift(positionals, values.json === true);
  const documents = path.resolve(positionals[0] ?? path.join(root, '../shared/specs'));
  if (!existsSync(documents)) throw new Error(`no documents in ${documents}; give their folder: npm run codegen -- FOLDER`);
  const stale: string[] = [];
  const all = apis.map((api) => ({ api, generated: generateApi(api, documents) }));
  const docs = docsOf(all);
  for (const { api, generated } of all) {
    if (values.check) stale.push(...staleFiles(path.join(root, api.output), generated.files).map((file) => `${api.output}/${file}`));
    else write(api, generated);
  }
  if (values.check) stale.push(...staleFiles(path.join(root, 'docs'), docs).map((file) => `docs/${file}`));
  else writeFiles(path.join(root, 'docs'), docs);
  const reports = all.map(({ api, generated }) => reportOf(api, generated));
  if (values.json) console.log(JSON.stringify(reports, null, 2));
  else for (const report of reports) console.log(report.text);
  if (stale.length > 0) {
    console.error(`not current, run "npm run codegen":\n${stale.map((file) => `  ${file}`).join('\n')}`);
    process.exitCode = 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    run();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
