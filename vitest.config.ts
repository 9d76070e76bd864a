import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { DOMAINS } from './entries.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Tests import by public name and read the sources: no build stands between an edit and its test. */
const alias = Object.fromEntries([
  ...[...DOMAINS, 'schemas'].map((folder) => [`clientele/${folder}`, here(`src/${folder}/index.ts`)]),
  ['clientele', here('src/index.ts')],
]);

/** Answers must not depend on the zone of the host: behavior and laws run in UTC and under these two. */
const OTHER_ZONES = ['Pacific/Auckland', 'America/St_Johns'];

const LAWS = ['test/**/*.property.test.ts'];
/** Have projects of their own. */
const ELSEWHERE = ['test/{repo,reference}/**'];

/** Long work that never meets a zone: plain numbers, what is refused before any time is read, databases. Once is enough. */
const ZONE_FREE = [
  'test/statistics/draws.test.ts',
  'test/clv/{bootstrap-model,compare-models,covariates,fit-report,fits,intervals,laws.property,profile-interval}.test.ts',
  'test/clv/simulations.test.ts',
  'test/churn/{any-order,evaluation-laws}.property.test.ts',
  'test/survival/models.test.ts',
  'test/schemas/clv-models.property.test.ts',
  'test/{amounts,statistics}/*.property.test.ts',
  'test/*/{bad-input,churn-sweep,sql-engines,wrong-shapes}.test.ts',
];

/** Counting coverage slows these several times, and other tests reach the same lines: in UTC they are a project of their own. */
const UNCOUNTED = [
  'test/statistics/draws.test.ts',
  'test/loyalty/{account,answers}.property.test.ts',
  'test/reference/{clv/recovery,feedback/coverage,time/zone-data}.test.ts',
];

const project = (name: string, include: string[], TZ: string, exclude: string[] = []) => ({
  resolve: { alias },
  // `threads` would keep the host's TZ: forks start with the environment asked for.
  test: { name, include, exclude, isolate: false, pool: 'forks' as const, env: { TZ }, testTimeout: 60_000 },
});

export default defineConfig({
  resolve: { alias },
  test: {
    // Left to itself the runner keeps one core free, which is half of a small machine.
    maxWorkers: '100%',
    // Files share the modules of a worker: the sources keep caches only, and loading them anew takes longer than most tests.
    isolate: false,
    projects: [
      project('behavior-UTC', ['test/*/**/*.test.ts'], 'UTC', [...ELSEWHERE, ...LAWS, ...UNCOUNTED]),
      project('law-UTC', LAWS, 'UTC', UNCOUNTED),
      // One project a zone: each loads all modules anew.
      ...OTHER_ZONES.map((zone) =>
        project(`zone-${zone.replace('/', '-')}`, ['test/*/**/*.test.ts'], zone, [...ELSEWHERE, ...ZONE_FREE]),
      ),
      project('uncounted', UNCOUNTED, 'UTC'),
      project('reference', ['test/reference/**/*.test.ts'], 'UTC', UNCOUNTED),
      project('repo', ['test/repo/**/*.test.ts'], 'UTC'),
    ],
    coverage: {
      provider: 'v8',
      include: ['src/**'],
      reporter: ['text-summary', 'json-summary'],
      // The goal is 100, 100, 95. Measured: 99.4, 99.2, 96.7. Raise these figures with every test that is added.
      thresholds: { lines: 99, functions: 99, branches: 96 },
    },
  },
});
