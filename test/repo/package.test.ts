import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';
import { DOMAINS, ENTRIES } from '../../entries.ts';
import { ROOT } from './source-files.ts';
import { SIZES, type SizeRow } from './sizes.ts';

const CACHE = join(ROOT, '.cache/package');
const PACKAGE = join(CACHE, 'node_modules/clientele');
const specifiers = Object.keys(ENTRIES).map((entry) =>
  entry === 'index' ? 'clientele' : `clientele/${entry.replace('/index', '')}`,
);

/** Files of the tarball, unpacked where its dependencies resolve upward and nothing is downloaded. */
let packed: string[] = [];

beforeAll(() => {
  if (!existsSync(join(ROOT, 'dist/index.js'))) throw new Error('the package test needs dist: npm run build');
  rmSync(CACHE, { recursive: true, force: true });
  mkdirSync(PACKAGE, { recursive: true });
  const json = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', CACHE], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const [{ filename, files }] = JSON.parse(json) as [{ filename: string; files: { path: string }[] }];
  packed = files.map((file) => file.path);
  execFileSync('tar', ['-xzf', join(CACHE, filename), '-C', PACKAGE, '--strip-components=1']);
}, 60_000);

const names = (module: object): string[] =>
  Object.keys(module)
    .filter((name) => name !== 'default' && name !== '__esModule' && name !== 'module.exports')
    .toSorted();

async function load(specifier: string): Promise<{ esm: object; cjs: object }> {
  const from = createRequire(join(CACHE, 'consumer.js'));
  const exported = (
    JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as {
      exports: Record<string, { import: { default: string } }>;
    }
  ).exports;
  const key = specifier === 'clientele' ? '.' : `./${specifier.slice('clientele/'.length)}`;
  return {
    esm: (await import(join(PACKAGE, exported[key]!.import.default))) as object,
    cjs: from(specifier) as object,
  };
}

describe('the packed package', () => {
  test('exports exactly the list of entries', () => {
    const { exports } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as { exports: object };
    expect(Object.keys(exports).toSorted()).toEqual(
      ['./package.json', ...specifiers.map((s) => (s === 'clientele' ? '.' : s.replace('clientele', '.')))].toSorted(),
    );
  });

  test('holds dist, README, LICENSE, CHANGELOG and package.json, and nothing else', () => {
    expect(packed.filter((path) => !/^(dist\/.+|README\.md|LICENSE|CHANGELOG\.md|package\.json)$/.test(path))).toEqual(
      [],
    );
    expect(packed).toEqual(
      expect.arrayContaining([
        'README.md',
        'LICENSE',
        'CHANGELOG.md',
        'dist/index.js',
        'dist/index.cjs',
        'dist/index.d.ts',
        'dist/clientele.global.js',
      ]),
    );
  });

  test('has a root of namespaces, one a domain, that are the subpaths themselves', async () => {
    const root = await load('clientele');
    expect(names(root.esm)).toEqual([...DOMAINS].toSorted());
    expect(names(root.cjs)).toEqual([...DOMAINS].toSorted());
    expect((root.cjs as Record<string, unknown>)['clv']).toBe((await load('clientele/clv')).cjs);
  });

  test('gives the same names to import and require, and changes its surface only in a reviewed file', async () => {
    const surface: Record<string, string[]> = {};
    for (const specifier of specifiers) {
      const { esm, cjs } = await load(specifier);
      surface[specifier] = names(esm);
      expect(names(cjs), specifier).toEqual(surface[specifier]);
    }
    await expect(`${JSON.stringify(surface, null, 2)}\n`).toMatchFileSnapshot('./surface.json');
  });

  // Library authors turn `skipLibCheck` on and never see their own declarations checked; consumers may have it off.
  test('declares types that a strict consumer compiles', () => {
    const code = specifiers.map((specifier, i) => `export * as entry${i} from '${specifier}';`);
    code.push(
      "import * as clientele from 'clientele';",
      'export const account: clientele.loyalty.Account | null = null;',
      'export const history: clientele.clv.PurchaseHistory = { repeatPurchases: 0, daysToLast: 0, daysObserved: 1 };',
      'export const rate: number | null = clientele.statistics.measureRate({ numerator: 1, denominator: 2 }).value;',
    );
    // ESM and CommonJS have declarations of their own.
    const files = ['consumer.mts', 'consumer.cts'];
    for (const file of files) writeFileSync(join(CACHE, file), code.join('\n'));
    const strict = { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true };
    const lib = ['ES2022', 'DOM'];
    const compilerOptions = { module: 'NodeNext', target: 'ES2022', lib, types: [], noEmit: true, ...strict };
    writeFileSync(join(CACHE, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
    const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
    expect(spawnSync('node', [compiler, '-p', CACHE], { encoding: 'utf8' }).stdout).toBe('');
  }, 300_000);

  const loaded = (specifier: string): string[] => {
    const code = `require('${specifier}'); console.log(JSON.stringify(Object.keys(require.cache)))`;
    return JSON.parse(execFileSync('node', ['-e', code], { cwd: CACHE, encoding: 'utf8' })) as string[];
  };

  test('loads few files for what scores customers: each costs a cold start more than its length', () => {
    expect(loaded('clientele/clv').length).toBeLessThanOrEqual(3);
    expect(loaded('clientele/survival').length).toBeLessThanOrEqual(3);
    expect(loaded('clientele/churn').length).toBeLessThanOrEqual(5);
  });

  test('loads no zod outside schemas, and no date-fns for what scores customers', () => {
    const foreign = (specifier: string): string[] => [
      ...new Set(loaded(specifier).flatMap((file) => /node_modules\/(zod|date-fns|@date-fns)\//.exec(file)?.[1] ?? [])),
    ];
    for (const specifier of ['clv', 'churn', 'purchases', 'segmentation', 'survival']) {
      expect(foreign(`clientele/${specifier}`), specifier).toEqual([]);
    }
    expect(foreign('clientele').toSorted()).toEqual(['@date-fns', 'date-fns']);
    expect(foreign('clientele/schemas')).toContain('zod');
  });
});

describe('the script build', () => {
  test('stays small enough for a warehouse and defines one global with every domain', () => {
    const script = readFileSync(join(PACKAGE, 'dist/clientele.global.js'), 'utf8');
    const global = new Function(`${script}; return clientele;`)() as object;
    expect(names(global)).toEqual([...DOMAINS].toSorted());
    expect(script).not.toContain('ZodError');
  });
});

async function bundle(code: string): Promise<{ text: string; size: number }> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: CACHE },
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
    logLevel: 'error',
  });
  const { text } = outputFiles[0]!;
  return { text, size: gzipSync(text, { level: 9 }).length };
}

/** What is wrong with the cost of one consumer; empty when it keeps its ceiling. */
async function complaints(row: SizeRow): Promise<string[]> {
  const { text, size } = await bundle(row.code);
  return [
    ...(size > row.most ? [`${size} B gzip, at most ${row.most} B`] : []),
    ...row.absent.filter((word) => text.includes(word)).map((word) => `holds ${word}`),
  ];
}

describe('what a consumer pays, minified and gzipped', () => {
  test.each(SIZES)('$what', async (row) => {
    expect(await complaints(row)).toEqual([]);
  });

  test('a ceiling that is broken is told, and so is a name that must not appear', async () => {
    const code = "export { InputError } from 'clientele/errors';";
    expect(await complaints({ what: 'planted', code, most: 10, absent: ['RangeError'] })).toEqual([
      expect.stringContaining('at most 10 B'),
      'holds RangeError',
    ]);
  });
});
