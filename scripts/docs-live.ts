/** After typedoc, which empties `site`: bundles the live examples of `docs/live` into `site/live`. Needs `dist`. */
import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { build } from 'esbuild';

/** Names of the live examples; `live.ts` is what they share. */
export const livePages = (): string[] =>
  existsSync('docs/live')
    ? readdirSync('docs/live')
        .filter((file) => file.endsWith('.ts') && file !== 'live.ts')
        .map((file) => file.slice(0, -3))
        .toSorted()
    : [];

mkdirSync('site/live', { recursive: true });
await build({
  entryPoints: livePages().map((page) => `docs/live/${page}.ts`),
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  outdir: 'site/live',
  logLevel: 'error',
});
copyFileSync('node_modules/uplot/dist/uPlot.min.css', 'site/live/uplot.css');
console.log(`bundled ${livePages().length} live examples`);
