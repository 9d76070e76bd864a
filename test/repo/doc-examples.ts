/**
 * Examples in comments and pages are tests. A fence opened by exactly "```ts" is one example; a comment `// => want`
 * right behind a top-level statement is one check. `want` is a JavaScript literal; `~0.727` in it compares as many digits
 * as are written; `throws 'code'` compares the code of the error.
 */
import { transformSync } from 'esbuild';
import ts from 'typescript';
import type { Files } from './rules.ts';

/** One example: where it stands, and its code. */
export interface DocExample {
  name: string;
  code: string;
}

/** Told for each check: a function that computes the value, and the text after `// =>`. */
export type Check = (value: () => unknown, want: string) => void;

/** All examples of a map of files: doc comments of TypeScript, fences of Markdown. */
export function collectExamples(files: Files): DocExample[] {
  return Object.entries(files).flatMap(([path, text]) => {
    const parts = path.endsWith('.md') ? [{ text, line: 1 }] : docComments(text);
    return parts.flatMap((part) =>
      fences(part.text).map(({ code, line }) => ({ name: `${path}:${part.line + line}`, code })),
    );
  });
}

function docComments(text: string): { text: string; line: number }[] {
  return [...text.matchAll(/\/\*\*[\s\S]*?\*\//g)].map((match) => ({
    text: match[0].replace(/^[ \t]*\* ?/gm, ''),
    line: text.slice(0, match.index).split('\n').length,
  }));
}

function fences(text: string): { code: string; line: number }[] {
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map((match) => ({
    code: match[1]!,
    line: text.slice(0, match.index).split('\n').length,
  }));
}

/** Turns each checked statement into itself and a call of `check`; says how many checks there are. */
export function instrument(code: string): { code: string; checks: number } {
  const source = ts.createSourceFile('example.ts', code, ts.ScriptTarget.ES2022, true);
  let out = '';
  let checks = 0;
  for (const statement of source.statements) {
    const want = /^[ \t]*\/\/ => ?(.*)/.exec(code.slice(statement.end))?.[1]?.trim();
    if (want === undefined) {
      out += `${statement.getText()}\n`;
      continue;
    }
    checks++;
    if (ts.isExpressionStatement(statement))
      out += `check(() => (${statement.expression.getText()}), ${JSON.stringify(want)});\n`;
    else if (ts.isVariableStatement(statement))
      out += `${statement.getText()}\ncheck(() => (${statement.declarationList.declarations[0]!.name.getText()}), ${JSON.stringify(want)});\n`;
    else throw new Error(`// => stands behind a statement that has no value: ${statement.getText().slice(0, 60)}`);
  }
  return { code: out, checks };
}

/** Runs one example; `modules` answers its imports, by entry name. */
export function runExample(example: DocExample, modules: ReadonlyMap<string, unknown>, check: Check): void {
  const { code, checks } = instrument(example.code);
  if (checks === 0) throw new Error(`${example.name} checks nothing: end a line with // => and what it gives`);
  const js = transformSync(code, { loader: 'ts', format: 'cjs', target: 'es2022' }).code;
  const require = (name: string): unknown => {
    if (!modules.has(name)) throw new Error(`${example.name} imports ${name}, which is no entry of the package`);
    return modules.get(name);
  };
  // oxlint-disable-next-line typescript/no-implied-eval -- running the examples is what this file is for
  new Function('require', 'check', 'module', 'exports', js)(require, check, { exports: {} }, {});
}

/** Compiles all examples at once with the settings of the sources; returns what the compiler says. */
export function compileExamples(examples: readonly DocExample[], root: string): string[] {
  const { config } = ts.readConfigFile(`${root}/tsconfig.json`, ts.sys.readFile) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(
    {
      ...config.compilerOptions,
      isolatedDeclarations: false,
      declaration: false,
      noUncheckedIndexedAccess: false,
      noEmit: true,
      paths: { clientele: [`${root}/src/index.ts`], 'clientele/*': [`${root}/src/*/index.ts`] },
    },
    root,
  );
  const texts = new Map(examples.map((example, i) => [`${root}/test/repo/.example-${i}.ts`, example]));
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.getSourceFile = (name, ...rest) => {
    const example = texts.get(name);
    return example
      ? ts.createSourceFile(name, `${example.code}\nexport {};\n`, ts.ScriptTarget.ES2022, true)
      : getSourceFile.call(host, name, ...rest);
  };
  host.fileExists = (name) => texts.has(name) || fileExists.call(host, name);
  host.readFile = (name) => texts.get(name)?.code ?? readFile.call(host, name);
  const program = ts.createProgram([...texts.keys()], options, host);
  // Only the examples are asked about: the sources have a check of their own.
  return [...texts].flatMap(([name, example]) => {
    const file = program.getSourceFile(name)!;
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map((d) => {
      const { line } = file.getLineAndCharacterOfPosition(d.start!);
      return `${example.name}+${line + 1}: ${ts.flattenDiagnosticMessageText(d.messageText, ' ')}`;
    });
  });
}
