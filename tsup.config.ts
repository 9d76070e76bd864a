import { readdirSync } from 'node:fs';
import { defineConfig } from 'tsup';
import { ENTRIES } from './entries.ts';
import { importLeaves } from './scripts/import-leaves.ts';
import { onEachFile } from './scripts/on-each-file.ts';
import { neededBy, oneChunk } from './scripts/one-chunk.ts';

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

/** What scores customers must start at once, in a function that is woken for one request. */
const SCORING = ['purchases', 'churn', 'clv', 'segmentation', 'survival'];
const isShared = (file: string): boolean => /^src\/(errors|purchases|statistics|time)\//.test(file);
/** Two files hold what is shared: what every scoring folder starts with, and the distributions and tests that some need. */
const floor = neededBy('clv', 'segmentation', 'survival', 'errors').filter(isShared);
const upper = neededBy('statistics', 'churn').filter((file) => isShared(file) && !floor.includes(file));

export default defineConfig([
  {
    entry: { ...folders, ...schemaFiles },
    dts: { entry: folders },
    format: ['esm', 'cjs'],
    sourcemap: true,
    splitting: true,
    target: 'es2022',
    platform: 'neutral',
    esbuildOptions(options) {
      // A fifth less to read at a cold start. Lines stay short, since Node shows the one that threw; maps lead to the source.
      options.minifyWhitespace = true;
      options.lineLimit = 160;
    },
    esbuildPlugins: [
      onEachFile(
        // What scores customers knows days, but no calendar: it starts without date-fns.
        importLeaves(SCORING, ['time', 'purchases', 'statistics']),
        oneChunk(floor),
        oneChunk(upper),
      ),
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
