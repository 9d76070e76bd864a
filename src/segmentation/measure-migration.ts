import { InputError, requireId, requireIterable, requireList } from '../errors/index.ts';
import { requireRecord } from './population-input.ts';

/** One customer's group at an instant. */
export interface GroupRow<G extends string | number = string, Id extends string | number = string> {
  /** whose */
  customerId: Id;
  /** the group */
  group: G;
}

/** Which groups there are. */
export interface MeasureMigrationOptions<G extends string | number = string> {
  /** names in the order of the tables */
  groups: readonly G[];
}

/** Movement between groups from one instant to another, in the order of the groups. Plain JSON. */
export interface Migration<G extends string | number = string> {
  /** tells stored values apart */
  kind: 'migration';
  /** version of the shape */
  version: 1;
  /** names of rows and columns */
  groups: G[];
  /** customers by group before (row) and after (column) */
  counts: number[][];
  /** customers after who were not there before, by group */
  entered: number[];
  /** customers before who are not there after, by group */
  left: number[];
  /** customers at both instants */
  inBoth: number;
  /** share of those who kept their group, 0..1; null when there are none */
  stayShare: number | null;
  /** counts over everyone in that group before, leavers included, 0..1; null for an empty group */
  rowShares: (number | null)[][];
  /** members after less members before, by group */
  netFlow: number[];
}

/**
 * Who moved from which group to which between two instants.
 *
 * Shares of a row divide by everyone who was in the group, those who left included, so that they show what became of
 * the group. Parts with different customers add up by {@link mergeMigrations}.
 *
 * @param before - one row a customer at the first instant
 * @param after - one row a customer at the second
 * @param options - the groups, in the order of the tables
 * @returns the table
 * @throws InputError `wrong-type` for rows that are none and names that are neither text nor number, `unknown-name` for a group that is not listed, `duplicate` for a customer given twice or a group
 * listed twice
 *
 * @example What became of last year's gold customers?
 * ```ts
 * import { measureMigration } from 'clientele/segmentation';
 *
 * const before = [{ customerId: 'a', group: 'gold' }, { customerId: 'b', group: 'gold' }];
 * const after = [{ customerId: 'a', group: 'silver' }, { customerId: 'c', group: 'gold' }];
 * const moved = measureMigration(before, after, { groups: ['gold', 'silver'] });
 * moved.counts; // => [[0, 1], [0, 0]]
 * moved.rowShares; // => [[0, 0.5], [null, null]]
 * [moved.left, moved.entered, moved.netFlow]; // => [[1, 0], [1, 0], [-1, 1]]
 * ```
 */
export function measureMigration<G extends string | number, Id extends string | number>(
  before: Iterable<GroupRow<string | number, Id>>,
  after: Iterable<GroupRow<string | number, Id>>,
  options: MeasureMigrationOptions<G>,
): Migration<G> {
  const places = new Map<string | number, number>();
  const groups = requireList(requireRecord(options, 'options').groups, 'options.groups');
  groups.forEach((group, i) => {
    requireId(group, `options.groups[${i}]`);
    if (places.has(group)) throw new InputError('duplicate', `options.groups[${i}]`, `got ${group} twice`);
    places.set(group, i);
  });
  const was = groupsOf(before, places, 'before');
  const is = groupsOf(after, places, 'after');
  const zeros = (): number[] => groups.map(() => 0);
  const counts = groups.map(zeros);
  const [entered, left] = [zeros(), zeros()];
  for (const [id, from] of was) {
    const to = is.get(id);
    if (to === undefined) left[from]!++;
    else counts[from]![to]!++;
  }
  for (const [id, to] of is) if (!was.has(id)) entered[to]!++;
  return migrationOf([...groups], counts, entered, left);
}

function groupsOf<Id extends string | number>(
  rows: Iterable<GroupRow<string | number, Id>>,
  places: ReadonlyMap<string | number, number>,
  argument: string,
): Map<Id, number> {
  const groups = new Map<Id, number>();
  let row = 0;
  for (const one of requireIterable(rows, argument)) {
    const { customerId, group } = requireRecord(one, `${argument}[${row}]`);
    requireId(customerId, `${argument}[${row}].customerId`);
    requireId(group, `${argument}[${row}].group`);
    const place = places.get(group);
    if (place === undefined) {
      const known = [...places.keys()].join(', ');
      throw new InputError('unknown-name', `${argument}[${row}].group`, `expected one of ${known}, got ${group}`);
    }
    if (groups.has(customerId)) {
      throw new InputError('duplicate', `${argument}[${row}].customerId`, `got ${customerId} twice`);
    }
    groups.set(customerId, place);
    row++;
  }
  return groups;
}

/** What follows from the counts. */
export function migrationOf<G extends string | number>(
  groups: G[],
  counts: number[][],
  entered: number[],
  left: number[],
): Migration<G> {
  const total = (row: readonly number[]): number => row.reduce((sum, count) => sum + count, 0);
  const inBoth = total(counts.map(total));
  const stayed = total(counts.map((row, i) => row[i]!));
  return {
    kind: 'migration',
    version: 1,
    groups,
    counts,
    entered,
    left,
    inBoth,
    stayShare: inBoth > 0 ? stayed / inBoth : null,
    rowShares: counts.map((row, i) => {
      const base = total(row) + left[i]!;
      return row.map((count) => (base > 0 ? count / base : null));
    }),
    netFlow: groups.map((_, g) => total(counts.map((row) => row[g]!)) + entered[g]! - total(counts[g]!) - left[g]!),
  };
}
