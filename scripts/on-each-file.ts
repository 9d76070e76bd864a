import { readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import type { Plugin } from 'esbuild';

/** Changes the text of a file for the build; what it has nothing to do with it gives back as it is. */
export type Transform = (text: string, file: string) => string;

/** Changes of the sources in the build only, in their order. A plugin for each would not do: the first that loads a file ends it. */
export function onEachFile(...transforms: Transform[]): Plugin {
  return {
    name: 'on-each-file',
    setup({ initialOptions, onLoad }) {
      // It warns that an import for nothing is dropped, as it should be: nothing runs, only the chunk is shared.
      initialOptions.logOverride = { ...initialOptions.logOverride, 'ignored-bare-import': 'silent' };
      onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path }) => {
        const file = relative(process.cwd(), path).split(sep).join('/');
        const contents = transforms.reduce((text, transform) => transform(text, file), readFileSync(path, 'utf8'));
        return { loader: 'ts', contents };
      });
    },
  };
}
