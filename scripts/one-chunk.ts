import { resolve } from 'node:path';
import { buildSync } from 'esbuild';
import type { Transform } from './on-each-file.ts';

/** What folders of `src/` need to the last function: the files that are left once what nobody calls is dropped. */
export function neededBy(...folders: string[]): string[] {
  const { metafile } = buildSync({
    stdin: {
      contents: folders.map((folder) => `export * as ${folder} from './src/${folder}/index.ts';`).join('\n'),
      resolveDir: '.',
    },
    bundle: true,
    format: 'esm',
    packages: 'external',
    write: false,
    metafile: true,
  });
  const { inputs } = Object.values(metafile.outputs)[0]!;
  return Object.keys(inputs).filter((file) => inputs[file]!.bytesInOutput > 0 && file.startsWith('src/'));
}

/**
 * Keeps files in one chunk of the package, in the build only: who needs one of them loads all.
 *
 * The bundler makes a chunk for every set of entries that share files, and to a cold start a file costs more than its length
 * does. So the files are made to reach each other: then all have the same readers.
 */
export function oneChunk(files: readonly string[]): Transform {
  const nextOf = new Map(files.map((file, i) => [file, files[(i + 1) % files.length]!]));
  return (text, file) => {
    const next = nextOf.get(file);
    return next === undefined ? text : `${text}\nimport ${JSON.stringify(resolve(next))};\n`;
  };
}
