import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { defineConfig } from 'tsup';
import { DOMAINS, ENTRIES } from './entries.ts';
import { importLeaves } from './scripts/import-leaves.ts';
import { oneFloor } from './scripts/one-floor.ts';

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
const DAYS = ['civil-from-epoch', 'day-number', 'day-number-of', 'day-text', 'start-of-day'];

/** The root is re-export lines, not a bundle: bundled namespaces do not shake (a subpath import would double in size). */
function writeFrontDoor(): void {
  mkdirSync('dist', { recursive: true });
  writeFileSync('dist/index.js', DOMAINS.map((d) => `export * as ${d} from './${d}/index.js';\n`).join(''));
  writeFileSync(
    'dist/index.cjs',
    `'use strict';\n${DOMAINS.map((d) => `exports.${d} = require('./${d}/index.cjs');\n`).join('')}`,
  );
}

export default defineConfig([
  {
    entry: { ...folders, ...schemaFiles },
    dts: { entry: ENTRIES },
    format: ['esm', 'cjs'],
    sourcemap: true,
    splitting: true,
    target: 'es2022',
    platform: 'neutral',
    esbuildPlugins: [
      // What scores customers knows days, but no calendar: it starts without date-fns.
      importLeaves(['purchases', 'churn', 'clv', 'survival'], ['time', 'purchases']),
      oneFloor(['statistics/index.ts', ...DAYS.map((name) => `time/${name}.ts`)]),
    ],
    // Runs before the declaration phase, which deletes declarations written earlier: so only JavaScript is written here.
    async onSuccess() {
      writeFrontDoor();
    },
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
