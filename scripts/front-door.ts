/**
 * The root of the package, after the build of everything else: lines that re-export, not a bundle.
 *
 * Bundled namespaces do not shake (an import from a subpath would double in size), and bundled declarations make values of
 * generic types: `clientele.loyalty.Account` would be an error in every project that checks its libraries.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { DOMAINS } from '../entries.ts';

const source = readFileSync('src/index.ts', 'utf8');
const linked = (extension: string): string => source.replaceAll("/index.ts'", `/index.${extension}'`);

writeFileSync('dist/index.js', linked('js'));
writeFileSync('dist/index.d.ts', linked('js'));
writeFileSync('dist/index.d.cts', linked('cjs'));
writeFileSync(
  'dist/index.cjs',
  `'use strict';\n${DOMAINS.map((domain) => `exports.${domain} = require('./${domain}/index.cjs');\n`).join('')}`,
);
