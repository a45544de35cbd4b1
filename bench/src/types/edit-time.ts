import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { compilerFlags } from './check-time.js';

/** An editor with one file open: each edit adds a line and asks for the diagnostics that an editor shows. */
export interface OpenEditor {
  /** Milliseconds from the edit to its diagnostics. */
  edit(): number;
}

export function openEditor(program: string): OpenEditor {
  const { options } = ts.parseCommandLine(compilerFlags);
  let text = readFileSync(program, 'utf8');
  let version = 0;
  const snapshotOf = remembered((file) => {
    const content = ts.sys.readFile(file);
    return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
  });
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => [program],
    getScriptVersion: (file) => (file === program ? String(version) : '0'),
    getScriptSnapshot: (file) => (file === program ? ts.ScriptSnapshot.fromString(text) : snapshotOf(file)),
    getCurrentDirectory: () => process.cwd(),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: remembered(ts.sys.fileExists),
    readFile: remembered(ts.sys.readFile),
    directoryExists: remembered(ts.sys.directoryExists),
    getDirectories: remembered(ts.sys.getDirectories),
    ...(ts.sys.realpath && { realpath: remembered(ts.sys.realpath) }),
  });
  const diagnose = () => {
    const found = [...service.getSyntacticDiagnostics(program), ...service.getSemanticDiagnostics(program)];
    if (found.length > 0) throw new Error(`${program}: ${ts.flattenDiagnosticMessageText(found[0]?.messageText, '\n')}`);
    service.getSuggestionDiagnostics(program);
  };
  diagnose();
  return {
    edit() {
      version += 1;
      text += `\nexport const edited${version} = ${version};\n`;
      const startedAt = performance.now();
      diagnose();
      return performance.now() - startedAt;
    },
  };
}

/** An editor's server watches files and does not read them again at each edit. */
function remembered<Result>(read: (path: string) => Result): (path: string) => Result {
  const known = new Map<string, Result>();
  return (file) => {
    if (!known.has(file)) known.set(file, read(file));
    return known.get(file) as Result;
  };
}
