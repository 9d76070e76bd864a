import { InputError, requireCount, requireKind, requireList } from '../errors/index.ts';
import type { Migration } from './measure-migration.ts';
import { migrationOf } from './measure-migration.ts';

/**
 * Two migration tables of different customers as one: exact, in any order.
 *
 * @param a - table of some customers
 * @param b - table of other customers, over the same groups in the same order
 * @returns the table of all
 * @throws InputError `wrong-kind` for something else, `tally-mismatch` when the groups differ, `wrong-type`, `not-a-count` and
 * `inconsistent` for a table that is not as it was stored
 *
 * @example How did customers move over both of my shops?
 * ```ts
 * import { measureMigration, mergeMigrations } from 'clientele/segmentation';
 *
 * const paris = measureMigration([{ customerId: 1, group: 'a' }], [{ customerId: 1, group: 'b' }], { groups: ['a', 'b'] });
 * mergeMigrations(paris, paris).counts; // => [[0, 2], [0, 0]]
 * ```
 */
export function mergeMigrations<G extends string | number>(a: Migration<G>, b: Migration<G>): Migration<G> {
  requireTable(a, 'a');
  requireTable(b, 'b');
  if (a.groups.length !== b.groups.length || a.groups.some((group, i) => group !== b.groups[i])) {
    throw new InputError('tally-mismatch', 'b', `expected the groups ${a.groups.join(', ')}`);
  }
  const add = (x: readonly number[], y: readonly number[]): number[] => x.map((count, i) => count + y[i]!);
  const counts = a.counts.map((row, i) => add(row, b.counts[i]!));
  return migrationOf([...a.groups], counts, add(a.entered, b.entered), add(a.left, b.left));
}

/** A stored table with a count in every cell. */
function requireTable(table: Migration<string | number>, argument: string): void {
  requireKind(table, 'migration', argument);
  const { length } = requireList(table.groups, `${argument}.groups`);
  const requireCounts = (row: readonly number[], path: string): void => {
    if (requireList(row, path).length !== length) {
      throw new InputError('inconsistent', path, `expected ${length} counts, one a group, got ${row.length}`);
    }
    row.forEach((count, i) => requireCount(count, `${path}[${i}]`));
  };
  requireCounts(table.entered, `${argument}.entered`);
  requireCounts(table.left, `${argument}.left`);
  if (requireList(table.counts, `${argument}.counts`).length !== length) {
    throw new InputError('inconsistent', `${argument}.counts`, `expected ${length} rows, got ${table.counts.length}`);
  }
  table.counts.forEach((row, i) => requireCounts(row, `${argument}.counts[${i}]`));
}
