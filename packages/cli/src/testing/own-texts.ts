import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** A text that our packages may show, with `{}` where something is filled in. */
export interface OwnText {
  readonly text: string;
  readonly file: string;
}

/** Calls whose text arguments are shown, and which of them. */
const speaking: Readonly<Record<string, readonly number[]>> = {
  localReason: [1, 3], refusedBy: [], damagedFile: [0], damaged: [0], refuse: [0, 1], missingSetting: [1], broken: [2], tooLong: [1, 4], doubt: [0, 1], endless: [],
};
const shown = new Set(['hint', 'message', 'reason']);
/** Whole tables of hints: every text in them is shown. */
const tables = new Set(['hints', 'byText', 'byCode', 'byVendorCode', 'textHints', 'statusTexts']);
const skipped = /\.test(-d)?\.ts$|\/(generated|sandbox|testing|yml|node_modules|dist|webhooks|log|alerts|otel|limits)\//;

/** Texts and codes in the sources of the packages whose errors and reasons the CLI shows. */
export function ownTexts(): { readonly texts: readonly OwnText[]; readonly codes: ReadonlySet<string> } {
  const texts = new Map<string, OwnText>();
  const codes = new Set<string>();
  for (const name of ['core', 'ozon', 'wildberries', 'yandex', 'saga']) {
    const folder = path.join(root, name, 'src');
    for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      const file = path.join(folder, entry);
      if (!file.endsWith('.ts') || skipped.test(file)) continue;
      read(file, (text) => texts.set(text, { text, file: `${name}/src/${entry}` }), codes, name !== 'saga');
    }
  }
  return { texts: [...texts.values()], codes };
}

function read(file: string, add: (text: string) => void, codes: Set<string>, withTexts: boolean): void {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
  const tell = (node: ts.Expression | undefined) => {
    if (node && withTexts) for (const text of textsIn(node)) if (/[a-z]{2,}.* /.test(text)) add(text);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name)) {
      if (shown.has(node.name.text)) tell(node.initializer);
      if (node.name.text === 'code') for (const code of textsIn(node.initializer)) if (/^[a-z][a-z._-]+$/.test(code)) codes.add(code);
    }
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name)) {
      if (tables.has(node.name.text) || shown.has(node.name.text)) tell(node.initializer);
    }
    if (ts.isNewExpression(node) && /Error$/.test(node.expression.getText()) && !/^(Range|Type|Syntax)?Error$/.test(node.expression.getText())) tell(node.arguments?.[0]);
    if (ts.isCallExpression(node)) {
      const called = node.expression.getText().split('.').at(-1) ?? '';
      for (const index of Object.hasOwn(speaking, called) ? (speaking[called] ?? []) : []) tell(node.arguments[index]);
      if (called === 'localReason') for (const code of node.arguments[0] ? textsIn(node.arguments[0]) : []) codes.add(`occwo.${code}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
}

/** The texts that an expression may become: literals, templates, both sides of a choice, values of tables. */
function textsIn(node: ts.Expression): string[] {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return [node.text];
  if (ts.isTemplateExpression(node)) return [node.head.text + node.templateSpans.map(({ literal }) => `{}${literal.text}`).join('')];
  if (ts.isConditionalExpression(node)) return [...textsIn(node.whenTrue), ...textsIn(node.whenFalse)];
  if (ts.isBinaryExpression(node) && /^(\?\?|\|\|)$/.test(node.operatorToken.getText())) return [...textsIn(node.left), ...textsIn(node.right)];
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) return textsIn(node.expression);
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap(textsIn);
  if (ts.isObjectLiteralExpression(node)) return node.properties.flatMap((property) => (ts.isPropertyAssignment(property) ? textsIn(property.initializer) : []));
  return [];
}
