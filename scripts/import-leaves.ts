import { readFileSync } from 'node:fs';
import type { Transform } from './on-each-file.ts';

/**
 * Leads an import from a folder's index to the files that the names come from, in the build only.
 *
 * The bundler loads whatever an index reaches, once the index is an entry of the package too: who asks `time/` for a day
 * would load the calendar and date-fns with it, which is half of what a cold start of a scoring function costs.
 *
 * @param readers - folders of `src/` whose imports are led
 * @param indexes - folders of `src/` whose index is gone around
 */
export function importLeaves(readers: readonly string[], indexes: readonly string[]): Transform {
  const files = new Map(indexes.flatMap((folder) => namesOf(folder)));
  const imports = new RegExp(`^import \\{([^}]*)\\} from '\\.\\./(${indexes.join('|')})/index\\.ts';`, 'gm');
  const lead = (statement: string, names: string, folder: string): string => {
    const parts = names.split(',').flatMap((part) => {
      const [name] = part
        .replace(/\btype\b/, '')
        .trim()
        .split(' as ');
      return name ? [`import { ${part.trim()} } from '../${folder}/${files.get(`${folder}/${name}`)}';`] : [];
    });
    // Lines stay where the source map has them.
    return parts.join(' ') + '\n'.repeat(statement.split('\n').length - 1);
  };
  const reader = new RegExp(`^src/(${readers.join('|')})/[^/]+\\.ts$`);
  return (text, file) => (reader.test(file) ? text.replace(imports, lead) : text);
}

/** What an index exports, `folder/name` beside the file that it comes from. */
function namesOf(folder: string): [name: string, file: string][] {
  const index = readFileSync(`src/${folder}/index.ts`, 'utf8');
  return [...index.matchAll(/export (?:type )?\{([^}]*)\} from '\.\/([^']+)'/g)].flatMap(([, names, file]) =>
    names!.split(',').map((name): [string, string] => [`${folder}/${name.replace(/\btype\b/, '').trim()}`, file!]),
  );
}
