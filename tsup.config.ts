import { mkdirSync, writeFileSync } from 'node:fs';
import { defineConfig } from 'tsup';
import { DOMAINS, ENTRIES } from './entries.ts';

const { index: frontDoor, ...folders } = ENTRIES;

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
    entry: folders,
    dts: { entry: ENTRIES },
    format: ['esm', 'cjs'],
    sourcemap: true,
    splitting: true,
    target: 'es2022',
    platform: 'neutral',
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
