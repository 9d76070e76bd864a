import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { DOMAINS } from '../entries.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const domain = process.env['CLIENTELE_MUTATE'] ?? '*';

/** One zone, no projects, no repository tests: what tells whether a mutant lives must be quick and the same every time. */
export default defineConfig({
  root: here('..'),
  resolve: {
    alias: Object.fromEntries([
      ...[...DOMAINS, 'schemas'].map((folder) => [`clientele/${folder}`, here(`../src/${folder}/index.ts`)]),
      ['clientele', here('../src/index.ts')],
    ]),
  },
  test: {
    include: [
      `test/${domain}/**/*.test.ts`,
      `test/reference/${domain}/**/*.test.ts`,
      'test/reference/independent.test.ts',
      'mutation/public-cases.test.ts',
    ],
    pool: 'forks',
    env: { TZ: 'UTC' },
    // As in the suite itself: the first run of all tests counts their coverage, on a machine that has other things to do.
    testTimeout: 60_000,
  },
});
