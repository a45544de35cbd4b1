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
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => [program],
    getScriptVersion: (file) => (file === program ? String(version) : '0'),
    getScriptSnapshot: (file) => {
      const content = file === program ? text : ts.sys.readFile(file);
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
    },
    getCurrentDirectory: () => process.cwd(),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
    realpath: ts.sys.realpath,
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
