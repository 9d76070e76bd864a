/**
 * The rules of the house as functions over a map of files, so that each rule can be shown a planted violation. A rule
 * returns one line for each violation: `path: what is wrong`.
 */
import ts from 'typescript';

/** Path from the root of the repository → text. */
export type Files = Readonly<Record<string, string>>;

/** A folder may import from folders on a lower number only. `errors` is the ground of floor 0. */
export const FLOORS: Readonly<Record<string, number>> = {
  errors: 0,
  time: 1,
  statistics: 1,
  amounts: 1,
  purchases: 2,
  feedback: 2,
  survival: 2,
  retention: 3,
  clv: 3,
  churn: 3,
  loyalty: 3,
  segmentation: 4,
  schemas: 9,
};

const BANNED_FOLDERS = /\/(utils?|common|helpers?|shared|misc)(\/|\.ts$)/;

/** Names of browser globals that an import must not shadow. */
const BROWSER_GLOBALS = new Set(
  (
    'Window Range Event Node Element Document Option Request Response Headers Notification Selection Animation Blob File ' +
    'Image Location Navigator Plugin Position Report Storage Text Touch Comment Attr Performance History Screen'
  ).split(' '),
);

interface Parsed {
  path: string;
  folder: string;
  source: ts.SourceFile;
}

/** Every rule reads the same sources: each text is parsed once. */
const sources = new Map<string, ts.SourceFile>();

function sourceOf(path: string, text: string): ts.SourceFile {
  const key = `${path}\n${text}`;
  const source = sources.get(key) ?? ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  sources.set(key, source);
  return source;
}

function parse(files: Files): Parsed[] {
  return Object.entries(files).map(([path, text]) => ({
    path,
    folder: path.split('/').length > 2 ? path.split('/')[1]! : '',
    source: sourceOf(path, text),
  }));
}

/** The explicit export lines of an index: `export { a, b } from './x.ts'`. */
function exportLines(source: ts.SourceFile): { from: string; elements: ts.NodeArray<ts.ExportSpecifier> }[] {
  return source.statements.flatMap((s) =>
    ts.isExportDeclaration(s) && s.moduleSpecifier && s.exportClause && ts.isNamedExports(s.exportClause)
      ? [{ from: (s.moduleSpecifier as ts.StringLiteral).text, elements: s.exportClause.elements }]
      : [],
  );
}

function* nodes(node: ts.Node): Generator<ts.Node> {
  yield node;
  for (const child of node.getChildren()) yield* nodes(child);
}

function specifiers(source: ts.SourceFile): string[] {
  return source.statements.flatMap((statement) =>
    (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) && statement.moduleSpecifier
      ? [(statement.moduleSpecifier as ts.StringLiteral).text]
      : [],
  );
}

/** Imports go down the floors, into another folder by its index only; packages where DESIGN allows them. */
export function checkFloors(files: Files): string[] {
  return parse(files).flatMap(({ path, folder, source }) =>
    specifiers(source).flatMap((to) => {
      if (folder === '')
        return /^\.\/[a-z]+\/index\.ts$/.test(to) ? [] : [`${path}: the root only re-exports folders, not ${to}`];
      if (!to.startsWith('.')) {
        const allowed =
          (folder === 'schemas' && to === 'zod') ||
          (folder === 'time' && (/^date-fns\/[a-zA-Z]+$/.test(to) || to === '@date-fns/utc/date/mini'));
        return allowed ? [] : [`${path}: imports the package ${to}`];
      }
      if (!to.endsWith('.ts')) return [`${path}: ${to} must end in .ts`];
      if (to.startsWith('./')) return to === './index.ts' ? [`${path}: imports its own index`] : [];
      const match = /^\.\.\/([a-z]+)\/(.+)$/.exec(to);
      const target = match?.[1];
      if (target === undefined || !(target in FLOORS)) return [`${path}: imports ${to}, outside the floors`];
      if (target === folder) return [`${path}: ${to} leads back into its own folder`];
      if (FLOORS[target]! >= FLOORS[folder]!)
        return [`${path}: ${folder} (floor ${FLOORS[folder]}) imports ${target} (floor ${FLOORS[target]})`];
      return match![2] === 'index.ts' ? [] : [`${path}: imports ${to}, not the index of ${target}`];
    }),
  );
}

/** Every folder stands on a floor, and no folder or file is called utils, common, helpers, shared or misc. */
export function checkNames(files: Files): string[] {
  return Object.keys(files).flatMap((path) => {
    const [, folder, ...rest] = path.split('/');
    const wrong: string[] = [];
    if (BANNED_FOLDERS.test(path)) wrong.push(`${path}: a name that says nothing`);
    if (rest.length > 0 && !(folder! in FLOORS)) wrong.push(`${path}: ${folder} stands on no floor`);
    if (rest.length > 1) wrong.push(`${path}: folders are flat`);
    if (!/^[a-z0-9-]+\.ts$/.test(rest.at(-1) ?? folder!)) wrong.push(`${path}: file names are kebab-case`);
    return wrong;
  });
}

/** No clock, no dice, no I/O, no eval, no zone of the host. */
export function checkBannedWords(files: Files): string[] {
  return parse(files).flatMap(({ path, source }) => {
    const found: string[] = [];
    const declared = declaredNames(source);
    const tell = (node: ts.Node, what: string): void => {
      found.push(`${path}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${what}`);
    };
    for (const node of nodes(source)) {
      if (ts.isPropertyAccessExpression(node)) {
        const text = node.getText().replaceAll(/\s/g, '');
        if (/^(Date\.now|performance\.now|Math\.random|crypto\.\w+)$/.test(text)) tell(node, text);
        if (
          /^(getHours|getMinutes|getSeconds|getDate|getDay|getMonth|getFullYear|getTimezoneOffset|toLocale\w*|setHours|setMinutes|setDate|setMonth|setFullYear)$/.test(
            node.name.text,
          )
        )
          tell(node, `${node.name.text} reads the host's zone or locale`);
      }
      if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) === 0)
        tell(node, 'new Date() reads the clock');
      if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) > 1)
        tell(node, 'new Date(y, m, …) reads the host zone');
      if (ts.isCallExpression(node) && node.expression.getText() === 'Date') tell(node, 'Date() reads the clock');
      if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) tell(node, 'import()');
      if (ts.isIdentifier(node) && isValueUse(node) && !declared.has(node.text)) {
        if (
          /^(eval|Function|require|fetch|process|console|globalThis|window|document|setTimeout|setInterval|queueMicrotask|WebAssembly|localStorage|XMLHttpRequest)$/.test(
            node.text,
          )
        )
          tell(node, node.text);
        if (node.text === 'Intl' && path !== 'src/time/zone-offset.ts')
          tell(node, 'Intl outside src/time/zone-offset.ts');
      }
    }
    return found;
  });
}

/** Names that a file declares itself: a parameter called `window` is no global. */
function declaredNames(source: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  for (const node of nodes(source)) {
    if (
      (ts.isVariableDeclaration(node) ||
        ts.isParameter(node) ||
        ts.isBindingElement(node) ||
        ts.isFunctionDeclaration(node)) &&
      node.name &&
      ts.isIdentifier(node.name)
    )
      names.add(node.name.text);
  }
  return names;
}

/** An identifier that is read, not a property name or a type. */
function isValueUse(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) return false;
  if (ts.isPropertyAssignment(parent) && parent.name === node) return false;
  if (ts.isBindingElement(parent) && parent.propertyName === node) return false;
  return !(
    ts.isPropertySignature(parent) ||
    ts.isTypeReferenceNode(parent) ||
    ts.isMethodSignature(parent) ||
    ts.isQualifiedName(parent)
  );
}

/** Module level holds literals, functions, classes and constant tables: nothing runs at import. `schemas/` builds its schemas. */
export function checkImportTime(files: Files): string[] {
  return parse(files).flatMap(({ path, folder, source }) => {
    if (folder === 'schemas') return [];
    return source.statements.flatMap((statement) => {
      if (ts.isExpressionStatement(statement)) return [`${path}: runs at import: ${statement.getText().slice(0, 60)}`];
      if (!ts.isVariableStatement(statement)) return [];
      return statement.declarationList.declarations.flatMap(({ initializer, name }) =>
        initializer && runs(initializer) ? [`${path}: ${name.getText()} is computed at import`] : [],
      );
    });
  });
}

function runs(node: ts.Node): boolean {
  if (ts.isFunctionLike(node) || ts.isClassLike(node)) return false;
  if (
    ts.isCallExpression(node) ||
    ts.isNewExpression(node) ||
    ts.isTaggedTemplateExpression(node) ||
    ts.isAwaitExpression(node) ||
    // A bundler keeps these for every consumer of the file that they stand in: it cannot tell that they have no effect.
    ts.isSpreadElement(node) ||
    ts.isSpreadAssignment(node) ||
    (ts.isBinaryExpression(node) && !ts.isStringLiteral(node.right))
  )
    return true;
  return node.getChildren().some(runs);
}

/** At most 250 lines a file; no default export; explicit alphabetical indexes that begin with their module's name. */
export function checkShape(files: Files): string[] {
  return parse(files).flatMap(({ path, folder, source }) => {
    const wrong: string[] = [];
    const text = source.getFullText();
    const height = text.split('\n').length - 1;
    if (height > 250) wrong.push(`${path}: ${height} lines, at most 250`);
    if (
      source.statements.some(
        (s) =>
          ts.isExportAssignment(s) ||
          (ts.canHaveModifiers(s) && ts.getModifiers(s)?.some((m) => m.kind === ts.SyntaxKind.DefaultKeyword)),
      )
    )
      wrong.push(`${path}: default export`);
    if (!path.endsWith('/index.ts') || folder === '') return wrong;
    if (!text.startsWith('/**') || !text.includes(`@module clientele/${folder}\n`))
      wrong.push(`${path}: must begin with @module clientele/${folder}`);
    const lines = exportLines(source);
    if (lines.length < source.statements.length) wrong.push(`${path}: holds more than explicit export lines`);
    lines.forEach(({ from }, i) => {
      if (!from.startsWith('./')) wrong.push(`${path}: re-exports ${from}`);
      const before = lines[i - 1]?.from ?? '';
      // `a.ts` and `a-b.ts` may stand in either order: file lists and words sort them differently.
      const bare = (file: string): string => file.replace(/\.ts$/, '');
      if (from < before && bare(from) < bare(before)) wrong.push(`${path}: ${from} is out of alphabetical order`);
    });
    return wrong;
  });
}

/** Names that the indexes export, with the index: unique over the library, and no browser global. */
export function checkExportedNames(files: Files): string[] {
  const seen = new Map<string, string>();
  return parse(files).flatMap(({ path, folder, source }) => {
    if (!path.endsWith('/index.ts') || folder === '') return [];
    return exportLines(source).flatMap(({ elements }) =>
      elements.flatMap(({ name: { text: name } }) => {
        const before = seen.get(name);
        seen.set(name, path);
        if (before !== undefined) return [`${path}: ${name} is exported by ${before} too`];
        return BROWSER_GLOBALS.has(name) ? [`${path}: ${name} is the name of a browser global`] : [];
      }),
    );
  });
}

/** What an index exports has a doc comment, with an example when it is a function or a class. */
export function checkDocs(files: Files): string[] {
  const parsed = new Map(parse(files).map((file) => [file.path, file]));
  return [...parsed.values()].flatMap(({ path, folder, source }) => {
    if (!path.endsWith('/index.ts') || folder === '') return [];
    return exportLines(source).flatMap(({ from, elements }) => {
      const file = `src/${folder}/${from.slice(2)}`;
      const target = parsed.get(file);
      if (!target) return [`${path}: no file ${file}`];
      return elements.flatMap((element) => {
        const name = (element.propertyName ?? element.name).text;
        const declaration = target.source.statements.find((s) => namesOf(s).includes(name));
        if (!declaration) return [`${file}: ${name} is not declared here`];
        const comment = ts.getLeadingCommentRanges(target.source.text, declaration.pos)?.at(-1);
        const doc = comment ? target.source.text.slice(comment.pos, comment.end) : '';
        if (!doc.startsWith('/**')) return [`${file}: ${name} has no doc comment`];
        const needsExample = ts.isFunctionDeclaration(declaration) || ts.isClassDeclaration(declaration);
        return needsExample && !/@example \S[\s\S]*```ts/.test(doc)
          ? [`${file}: ${name} has no example that begins with a question`]
          : [];
      });
    });
  });
}

function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.map((d) => d.name.getText());
  const named = statement as ts.Statement & { name?: ts.Identifier };
  return named.name ? [named.name.text] : [];
}

/** zod is imported as a namespace: the form that every bundler shakes. */
export function checkZodImport(files: Files): string[] {
  return parse(files).flatMap(({ path, source }) =>
    source.statements.flatMap((s) =>
      ts.isImportDeclaration(s) &&
      (s.moduleSpecifier as ts.StringLiteral).text === 'zod' &&
      !/^import (type )?\* as z from/.test(s.getText())
        ? [`${path}: write import * as z from 'zod'`]
        : [],
    ),
  );
}

/** No regular expression of the sources can backtrack exponentially: no quantified group that itself holds a quantifier. */
export function checkPatterns(files: Files): string[] {
  return parse(files).flatMap(({ path, source }) =>
    [...nodes(source)].flatMap((node) =>
      ts.isRegularExpressionLiteral(node) && /\((?:[^()\\]|\\.)*[+*}](?:[^()\\]|\\.)*\)[+*{]/.test(node.text)
        ? [`${path}: ${node.text} may backtrack exponentially`]
        : [],
    ),
  );
}
