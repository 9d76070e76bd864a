import { InputError, requireCount, requireIterable, requireKind, requireObject } from '../errors/index.ts';
import { epochOf } from '../time/index.ts';
import type { Account } from './account.ts';
import { monthText } from './month-number.ts';
import type { Program } from './program.ts';
import { define, read } from './records.ts';
import { requireProgram } from './require-program.ts';
import type { AsOf } from './settle.ts';
import { settle } from './settle.ts';
import { addTo, plus } from './safe-sums.ts';
import { liveLots } from './live-lots.ts';

/** Outstanding points of many members, by month earned and month of expiry. Plain JSON; merges over disjoint members. */
export interface LotTally {
  /** what this value is */
  kind: 'lot-tally';
  /** version of this shape */
  version: 1;
  /** program that it is about */
  programId: string;
  /** instant of the count, epoch ms */
  asOf: number;
  /** month of that instant in the program's zone, `YYYY-MM` */
  runningMonth: string;
  /** decimals a point has */
  scale: number;
  /** accounts counted */
  members: number;
  /** points that can be spent */
  available: number;
  /** points held */
  pending: number;
  /** points owed by members */
  debt: number;
  /** available and pending points by `YYYY-MM` earned, then by `YYYY-MM` of the last day or `never` */
  cells: Record<string, Record<string, number>>;
}

/**
 * Counts outstanding points over accounts as of an instant, for liability.
 *
 * @param program - the program of the accounts
 * @param accounts - one account a member; any part of all, parts merge with `mergeLotTallies`
 * @param options - `asOf`, not before any account's `throughAt`
 * @returns the tally; zeros without accounts
 * @throws InputError `before-account`, `not-an-instant`, `wrong-kind`, `overflow`
 *
 * @example How many points are out there, and when do they end?
 * ```ts
 * import { replayEvents, tallyLots } from 'clientele/loyalty';
 *
 * const program = { kind: 'loyalty-program', version: 1, id: 'shop', timeZone: 'UTC', points: { expiry: { kind: 'end-of-year' } } } as const;
 * const account = replayEvents(program, [{ id: 'c1', memberId: 'anna', at: '2025-03-01T00:00:00Z', type: 'credit', points: 100 }]);
 * tallyLots(program, [account], { asOf: '2025-06-01T00:00:00Z' }).cells; // => { '2025-03': { '2025-12': 100 } }
 * ```
 */
export function tallyLots(program: Program, accounts: Iterable<Account<string | number>>, options: AsOf): LotTally {
  requireProgram(program);
  const asOf = epochOf(requireObject(options, 'options').asOf, 'options.asOf');
  const tally: LotTally = {
    kind: 'lot-tally',
    version: 1,
    programId: program.id,
    asOf,
    runningMonth: monthText(asOf, program.timeZone),
    scale: program.points?.scale ?? 0,
    members: 0,
    available: 0,
    pending: 0,
    debt: 0,
    cells: {},
  };
  for (const account of requireIterable(accounts, 'accounts')) {
    const { work } = settle(program, account, { asOf });
    tally.members++;
    tally.available = plus(tally.available, work.available);
    tally.pending = plus(tally.pending, work.pending);
    tally.debt = plus(tally.debt, work.account.debt);
    for (const lot of liveLots(work)) {
      const earned = monthText(lot.earnedAt, program.timeZone);
      const ends = lot.expiresAt === null ? 'never' : monthText(lot.expiresAt - 1, program.timeZone);
      addCell(tally.cells, earned, ends, lot.left);
    }
  }
  tally.cells = inOrder(tally.cells);
  return tally;
}

/**
 * One tally of two over disjoint members, exact and in any order.
 *
 * @param a - a tally
 * @param b - another one of the same program and instant
 * @returns their sum
 * @throws InputError `tally-mismatch` for another program or instant, `wrong-kind`, `wrong-type`, `overflow`
 *
 * @example How do I count accounts on several machines?
 * ```ts
 * import { mergeLotTallies, tallyLots } from 'clientele/loyalty';
 *
 * const program = { kind: 'loyalty-program', version: 1, id: 'shop', timeZone: 'UTC', points: {} } as const;
 * const part = tallyLots(program, [], { asOf: 0 });
 * mergeLotTallies(part, part).members; // => 0
 * ```
 */
export function mergeLotTallies(a: LotTally, b: LotTally): LotTally {
  requireLotTally(a, 'a');
  requireLotTally(b, 'b');
  for (const key of ['programId', 'asOf', 'runningMonth', 'scale'] as const)
    if (a[key] !== b[key]) throw new InputError('tally-mismatch', `b.${key}`, `expected ${a[key]}, got ${b[key]}`);
  const cells: LotTally['cells'] = {};
  for (const one of [a, b])
    for (const [earned, row] of Object.entries(one.cells))
      for (const [ends, points] of Object.entries(row)) addCell(cells, earned, ends, points);
  return {
    ...a,
    members: plus(a.members, b.members),
    available: plus(a.available, b.available),
    pending: plus(a.pending, b.pending),
    debt: plus(a.debt, b.debt),
    cells: inOrder(cells),
  };
}

/** Refuses what is no tally of lots, or one without its figures. */
export function requireLotTally(tally: LotTally, argument: string): void {
  requireKind(tally, 'lot-tally', argument);
  for (const key of ['members', 'available', 'pending', 'debt'] as const)
    requireCount(tally[key], `${argument}.${key}`);
  for (const [earned, row] of Object.entries(requireObject(tally.cells, `${argument}.cells`)))
    for (const [ends, points] of Object.entries(requireObject(row, `${argument}.cells.${earned}`)))
      requireCount(points, `${argument}.cells.${earned}.${ends}`);
}

function addCell(cells: LotTally['cells'], earned: string, ends: string, points: number): void {
  const row = read(cells, earned) ?? {};
  addTo(row, ends, points);
  define(cells, earned, row);
}

/** Keys in order, so that equal tallies are equal JSON. */
function inOrder(cells: LotTally['cells']): LotTally['cells'] {
  const sorted: LotTally['cells'] = {};
  for (const earned of Object.keys(cells).sort()) {
    const row: Record<string, number> = {};
    for (const ends of Object.keys(cells[earned]!).sort()) row[ends] = cells[earned]![ends]!;
    sorted[earned] = row;
  }
  return sorted;
}
