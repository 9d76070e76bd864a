import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Files } from './rules.ts';

/** Root of the repository. */
export const ROOT: string = resolve(import.meta.dirname, '../..');

/** Files below a folder whose names end in one of the endings: path from the root → text. */
export function filesBelow(folder: string, ...endings: string[]): Files {
  return Object.fromEntries(
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .map((path) => join(folder, path))
      .filter((path) => endings.some((ending) => path.endsWith(ending)) && !path.includes('node_modules'))
      .toSorted()
      .map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]),
  );
}
