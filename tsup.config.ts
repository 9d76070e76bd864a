import { readdirSync } from 'node:fs';
import { defineConfig } from 'tsup';
import { ENTRIES } from './entries.ts';
import { importLeaves } from './scripts/import-leaves.ts';
import { oneFloor } from './scripts/one-floor.ts';

/** The root is written by `scripts/front-door.ts`; only the script build bundles it. */
const { index: frontDoor, ...folders } = ENTRIES;

/**
 * Each file of schemas is compiled by itself: a schema is built at import, which no bundler may drop from a file that it
 * needs, so one schema in a common file would bring all the others. The package still has one door, `clientele/schemas`.
 */
const schemaFiles = Object.fromEntries(
  readdirSync('src/schemas')
    .filter((file) => file !== 'index.ts')
    .map((file) => [`schemas/${file.slice(0, -3)}`, `src/schemas/${file}`]),
);

/** The part of time/ that needs no calendar. */
const DAYS = ['civil-from-epoch', 'day-number', 'day-number-of', 'day-text', 'require-zone', 'start-of-day'];

export default defineConfig([
  {
    entry: { ...folders, ...schemaFiles },
    dts: { entry: folders },
    format: ['esm', 'cjs'],
    sourcemap: true,
    splitting: true,
    target: 'es2022',
    platform: 'neutral',
    esbuildPlugins: [
      // What scores customers knows days, but no calendar: it starts without date-fns.
      importLeaves(['purchases', 'churn', 'clv', 'segmentation', 'survival'], ['time', 'purchases']),
      oneFloor(['statistics/index.ts', ...DAYS.map((name) => `time/${name}.ts`)]),
    ],
  },
  {
    entry: { clientele: frontDoor! },
    format: ['iife'],
    globalName: 'clientele',
    minify: true,
    target: 'es2019',
    platform: 'neutral',
    noExternal: [/.*/],
  },
]);
