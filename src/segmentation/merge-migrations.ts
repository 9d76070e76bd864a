import { InputError } from '../errors/index.ts';
import type { Migration } from './measure-migration.ts';
import { migrationOf } from './measure-migration.ts';

/**
 * Two migration tables of different customers as one: exact, in any order.
 *
 * @param a - table of some customers
 * @param b - table of other customers, over the same groups in the same order
 * @returns the table of all
 * @throws InputError `wrong-kind` for something else, `tally-mismatch` when the groups differ
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
  for (const [table, argument] of [
    [a, 'a'],
    [b, 'b'],
  ] as const) {
    if (table.kind === 'migration' && table.version === 1) continue;
    throw new InputError('wrong-kind', argument, `expected a migration of version 1, got ${String(table.kind)}`);
  }
  if (a.groups.length !== b.groups.length || a.groups.some((group, i) => group !== b.groups[i])) {
    throw new InputError('tally-mismatch', 'b', `expected the groups ${a.groups.join(', ')}`);
  }
  const add = (x: readonly number[], y: readonly number[]): number[] => x.map((count, i) => count + y[i]!);
  const counts = a.counts.map((row, i) => add(row, b.counts[i]!));
  return migrationOf([...a.groups], counts, add(a.entered, b.entered), add(a.left, b.left));
}
