import { describe, expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DOMAINS } from '../../entries.ts';
import type { Check } from './doc-examples.ts';
import { collectExamples, compileExamples, runExample } from './doc-examples.ts';
import { ROOT, filesBelow } from './source-files.ts';

const modules = new Map<string, unknown>([
  ['clientele', await import('clientele')],
  ...(await Promise.all(
    [...DOMAINS, 'schemas'].map(async (name): Promise<[string, unknown]> => [
      `clientele/${name}`,
      await import(`../../src/${name}/index.ts`),
    ]),
  )),
]);

const examples = collectExamples({
  ...filesBelow('src', '.ts'),
  ...filesBelow('docs', '.md'),
  'README.md': readFileSync(join(ROOT, 'README.md'), 'utf8'),
});

const check: Check = (value, want) => {
  const thrown = /^throws '([a-z-]+)'$/.exec(want)?.[1];
  if (thrown !== undefined) {
    expect(value).toThrow(expect.objectContaining({ code: thrown }));
    return;
  }
  expect(value()).toEqual(literal(want));
};

/** Evaluates a literal in which `~0.727` means "as close as the digits written". */
function literal(text: string): unknown {
  const code = text.replaceAll(
    /~(-?\d+(?:\.(\d+))?(?:e([+-]?\d+))?)/g,
    (_, number: string, digits = '', exponent = '0') => {
      return `close(${number}, ${digits.length - Number(exponent)})`;
    },
  );
  // oxlint-disable-next-line typescript/no-implied-eval -- the literal stands in this repository
  return new Function('close', `return (${code});`)((n: number, digits: number) =>
    expect.closeTo(n, digits),
  ) as unknown;
}

const PLANTED = {
  name: 'planted',
  code: "import { requireWithin } from 'clientele/errors';\nrequireWithin(1, { fromm: 0 }, 'n'); // => 1",
};
/** One program for all: to check the types of the sources is what takes the time. */
const complaints = (): string[] => (compiled ??= compileExamples([...examples, PLANTED], ROOT));
let compiled: string[] | undefined;

describe('examples in comments and pages', () => {
  test.each(examples)('$name', (example) => {
    runExample(example, modules, check);
  });

  test('all compile with the settings of the sources', () => {
    expect(complaints().filter((line) => !line.startsWith('planted+'))).toEqual([]);
  }, 300_000);
});

describe('the mechanism tells', () => {
  const run = (code: string): void =>
    runExample({ name: 'planted', code: `import { requireCount } from 'clientele/errors';\n${code}` }, modules, check);

  test.each([
    ['a wrong digit', "requireCount(2, 'n'); // => 3"],
    ['a wrong digit of an approximation', "requireCount(2, 'n') / 3; // => ~0.668"],
    ['a wrong code', "requireCount(-1, 'n'); // => throws 'not-finite'"],
    ['a missing throw', "requireCount(1, 'n'); // => throws 'not-a-count'"],
    ['a wrong constant', "const a = requireCount(2, 'n'); // => 1"],
    ['a difference on several lines', "requireCount(\n  2,\n  'n',\n); // => 3"],
    ['an example without a check', "requireCount(2, 'n');"],
    ['a foreign import', "import * as fs from 'node:fs';\nfs.existsSync('x'); // => false"],
    ['a check behind a declaration', 'function f() {} // => 1'],
  ])('%s', (_, code) => {
    expect(() => run(code)).toThrow();
  });

  test('and lets right examples pass', () => {
    run(
      "const a = requireCount(2, 'n'); // => 2\n({ a, b: a / 3 }); // => { a: 2, b: ~0.667 }\nrequireCount(-1, 'n'); // => throws 'not-a-count'",
    );
  });

  test('an unknown option by the compiler', () => {
    expect(complaints().filter((line) => line.startsWith('planted+'))).toEqual([expect.stringContaining('fromm')]);
  });
});
