import { describe, expect, test } from 'vitest';
import { DOMAINS } from '../../entries.ts';
import * as rules from './rules.ts';
import { filesBelow } from './source-files.ts';

const sources = filesBelow('src', '.ts');

/** Every rule of the house, with violations planted for it: each must be told. */
const HOUSE: { rule: (files: rules.Files) => string[]; planted: rules.Files[] }[] = [
  {
    rule: rules.checkFloors,
    planted: [
      { 'src/time/a.ts': "import { f } from '../clv/index.ts';" },
      { 'src/clv/a.ts': "import { f } from '../churn/index.ts';" },
      { 'src/clv/a.ts': "import { f } from '../statistics/log-gamma.ts';" },
      { 'src/clv/a.ts': "import { f } from './index.ts';" },
      { 'src/clv/a.ts': "import { addMonths } from 'date-fns/addMonths';" },
      { 'src/clv/a.ts': "import * as z from 'zod';" },
      { 'src/time/a.ts': "import { addMonths } from 'date-fns';" },
      { 'src/clv/a.ts': "import { readFileSync } from 'node:fs';" },
      { 'src/clv/a.ts': "export { f } from './b.js';" },
      { 'src/index.ts': "export * as schemas from './schemas/index.js';" },
    ],
  },
  {
    rule: rules.checkNames,
    planted: [
      { 'src/clv/utils.ts': '' },
      { 'src/helpers/a.ts': '' },
      { 'src/clv/logGamma.ts': '' },
      { 'src/clv/deep/a.ts': '' },
    ],
  },
  {
    rule: rules.checkBannedWords,
    planted: [
      'const a = Date.now();',
      'const a = new Date();',
      'const a = new Date(2024, 1, 1);',
      'const a = Date();',
      'const a = Math.random();',
      'const a = performance.now();',
      "eval('1');",
      "const a = new Function('return 1');",
      'const a = process.env;',
      'console.log(1);',
      "const a = fetch('x');",
      "const a = import('x');",
      'const a = at.getHours();',
      'const a = n.toLocaleString();',
      'const a = Intl.DateTimeFormat();',
      'const a = { now: Date.now };',
    ].map((text) => ({ 'src/clv/a.ts': text })),
  },
  {
    rule: rules.checkImportTime,
    planted: [
      'const table = new Map();',
      'register();',
      'export const a = [f(1)];',
      'const a = new Float64Array(9);',
      'const a = [...b, 1];',
      'const a = 1 << 17;',
    ].map((text) => ({
      'src/clv/a.ts': text,
    })),
  },
  {
    rule: rules.checkShape,
    planted: [
      { 'src/clv/a.ts': '// line\n'.repeat(251) },
      { 'src/clv/a.ts': 'export default 1;' },
      { 'src/clv/a.ts': 'export default function f() {}' },
      { 'src/clv/index.ts': "export { a } from './a.ts';" },
      { 'src/clv/index.ts': "/** @module clientele/clv\n */\nexport * from './a.ts';" },
      {
        'src/clv/index.ts': "/** @module clientele/clv\n */\nexport { b } from './b.ts';\nexport { a } from './a.ts';",
      },
      { 'src/clv/index.ts': "/** @module clientele/clv\n */\nexport { b } from '../time/index.ts';" },
    ],
  },
  {
    rule: rules.checkExportedNames,
    planted: [
      { 'src/clv/index.ts': "export { fit } from './a.ts';", 'src/churn/index.ts': "export { fit } from './a.ts';" },
      { 'src/clv/index.ts': "export type { Range } from './a.ts';" },
    ],
  },
  {
    rule: rules.checkDocs,
    planted: [
      'export function a(): void {}',
      '// no\nexport interface a {}',
      '/** Does. */\nexport function a(): void {}',
    ].map((text) => ({
      'src/clv/index.ts': "export { a } from './a.ts';",
      'src/clv/a.ts': text,
    })),
  },
  { rule: rules.checkZodImport, planted: [{ 'src/schemas/a.ts': "import { z } from 'zod';" }] },
  {
    rule: rules.checkPatterns,
    planted: [{ 'src/clv/a.ts': 'const p = /(a+)+b/;' }, { 'src/clv/a.ts': 'const p = /(?:x*y)*$/;' }],
  },
];

describe.each(HOUSE.map(({ rule, planted }) => ({ name: rule.name, rule, planted })))('$name', ({ rule, planted }) => {
  test('finds nothing in the sources', () => {
    expect(rule(sources)).toEqual([]);
  });

  test.each(planted.map((files, n) => ({ n, text: Object.values(files).join(' | ').slice(0, 60), files })))(
    'tells planted violation $n: $text',
    ({ files }) => {
      expect(rule(files)).not.toEqual([]);
    },
  );
});

test('every folder of src is an entry, and every entry stands on a floor', () => {
  const folders = new Set(
    Object.keys(sources)
      .map((path) => path.split('/')[1]!)
      .filter((name) => !name.endsWith('.ts')),
  );
  expect([...folders].toSorted()).toEqual([...DOMAINS, 'schemas'].toSorted());
  expect(Object.keys(rules.FLOORS).toSorted()).toEqual([...folders].toSorted());
});
