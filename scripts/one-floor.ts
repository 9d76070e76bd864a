import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';

/**
 * Keeps files of floor 0 in one chunk of the package, in the build only: who needs one of them loads all.
 *
 * The bundler makes a chunk for every set of entries that share files, and floor 0 falls into five. To a cold start a file
 * costs more than its length does: one chunk instead of five took a fifth off what lifetime value adds to an empty
 * process. All that has errors reaches errors/, so errors/ is made to reach the others.
 *
 * @param files - below `src/`, with what they import themselves
 */
export function oneFloor(files: readonly string[]): Plugin {
  const imports = files.map((file) => `import '../${file}';`).join(' ');
  return {
    name: 'one-floor',
    setup({ initialOptions, onLoad }) {
      // It warns that such an import is dropped, as it should be: nothing runs, only the chunk is shared.
      initialOptions.logOverride = { ...initialOptions.logOverride, 'ignored-bare-import': 'silent' };
      onLoad({ filter: /\/src\/errors\/index\.ts$/ }, ({ path }) => ({
        loader: 'ts',
        contents: `${readFileSync(path, 'utf8')}${imports}\n`,
      }));
    },
  };
}
