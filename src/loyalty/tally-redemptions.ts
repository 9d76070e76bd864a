import {
  requireCount,
  requireInteger,
  requireIterable,
  requireKind,
  requireList,
  requireObject,
} from '../errors/index.ts';
import type { Instant } from '../time/index.ts';
import { epochOf, periodNumber } from '../time/index.ts';
import type { MemberHistory } from './compare-programs.ts';
import { monthText } from './month-number.ts';
import type { Posting, PostingAccount } from './outcome.ts';
import type { Program } from './program.ts';
import { define, read } from './records.ts';
import { createRecorder, runEvents } from './run-events.ts';
import { soundProgram } from './sound-program.ts';
import { plus } from './safe-sums.ts';

/** What became of points of one month at one age. Undone redemptions and reinstated points count against it. */
export interface RedemptionCell {
  /** points redeemed, less what was put back */
  redeemed: number;
  /** points that ran out, less what was brought back */
  expired: number;
  /** points taken back, forfeited holds and repaid debts among them */
  reversed: number;
  /** points received from other members less those sent; 0 where every member is counted */
  transferred: number;
}

/** Points of one month. */
export interface RedemptionCohort {
  /** points given, units of 10^-scale */
  issued: number;
  /** by age in calendar months of the program's zone, `'0'` is the month of earning */
  ages: Record<string, RedemptionCell>;
}

/** What became of points, by month earned and age. Plain JSON; merges over disjoint members. */
export interface RedemptionTally {
  /** what this value is */
  kind: 'redemption-tally';
  /** version of this shape */
  version: 1;
  /** program that it is about */
  programId: string;
  /** instant of the count, epoch ms */
  asOf: number;
  /** month of that instant in the program's zone, `YYYY-MM`: not over, so curves leave it out */
  runningMonth: string;
  /** decimals a point has */
  scale: number;
  /** members counted */
  members: number;
  /** cohorts by month earned, `YYYY-MM` */
  cohorts: Record<string, RedemptionCohort>;
}

/** Where points of a lot go. What repays a debt was taken back before it was there. */
const EXITS: Partial<Record<PostingAccount, keyof RedemptionCell>> = {
  'program:redeemed': 'redeemed',
  'program:expired': 'expired',
  'program:reversed': 'reversed',
  'program:transfers': 'transferred',
  'member:debt': 'reversed',
};

/** As of when, and as known when. */
export interface TallyRedemptionsOptions {
  /** what happened up to this instant */
  asOf: Instant;
  /** only what was recorded by this instant; everything when absent */
  knownAt?: Instant;
}

/**
 * Counts what became of points by the month in which they were earned and their age in months: the raw material of
 * {@link measureRedemptionCurve}.
 *
 * Points keep the month of their lot: a transfer or a reinstatement does not make them young. Points of a lot that repay a
 * debt count as taken back.
 *
 * @param program - a sound program
 * @param histories - facts by member; any part of the members, parts merge with {@link mergeRedemptionTallies}
 * @param options - `asOf`, `knownAt`
 * @returns the tally; without cohorts where nobody has facts
 * @throws InputError `not-an-instant`, and what `replayEvents` throws
 *
 * @example What became of the points of January?
 * ```ts
 * import { tallyRedemptions } from 'clientele/loyalty';
 *
 * const program = { kind: 'loyalty-program', version: 1, id: 'shop', timeZone: 'UTC', points: {} } as const;
 * const tally = tallyRedemptions(program, [{ memberId: 'anna', events: [
 *   { id: 'c1', memberId: 'anna', at: '2025-01-10T00:00:00Z', type: 'credit', points: 100 },
 *   { id: 'r1', memberId: 'anna', at: '2025-03-05T00:00:00Z', type: 'redeem', points: 30 },
 * ] }], { asOf: '2025-04-01T00:00:00Z' });
 * tally.cohorts['2025-01']; // => { issued: 100, ages: { '2': { redeemed: 30, expired: 0, reversed: 0, transferred: 0 } } }
 * ```
 */
export function tallyRedemptions<Id extends string | number = string>(
  program: Program,
  histories: Iterable<MemberHistory<Id>>,
  options: TallyRedemptionsOptions,
): RedemptionTally {
  const compiled = soundProgram(program);
  const { zone: timeZone } = compiled;
  const asOf = epochOf(requireObject(options, 'options').asOf, 'options.asOf');
  const cohorts: RedemptionTally['cohorts'] = {};
  const monthOf = (at: number): number => periodNumber(at, 'month', { timeZone });
  let members = 0;
  for (const one of requireIterable(histories, 'histories')) {
    const { events } = requireObject(one, 'histories[]');
    if (requireList(events, 'histories[].events').length === 0) continue;
    const recorder = createRecorder();
    const { account } = runEvents(compiled, events, { ...options, asOf }, { recorder });
    if (account.events === 0) continue;
    members++;
    const earnedAt = new Map([...account.lots, ...account.spentLots].map((lot) => [lot.id, lot.earnedAt]));
    for (const { at, entries } of recorder.transactions)
      for (const entry of entries) {
        const earned = entry.lotId === null ? undefined : earnedAt.get(entry.lotId);
        if (earned === undefined) continue;
        const month = monthText(earned, timeZone);
        const cohort = read(cohorts, month) ?? { issued: 0, ages: {} };
        define(cohorts, month, cohort);
        if (entry.account === 'program:issued') cohort.issued = plus(cohort.issued, -entry.points);
        else countExit(cohort, String(monthOf(at) - monthOf(earned)), entry);
      }
  }
  return {
    kind: 'redemption-tally',
    version: 1,
    programId: program.id,
    asOf,
    runningMonth: monthText(asOf, timeZone),
    scale: compiled.scale,
    members,
    cohorts: Object.fromEntries(Object.entries(cohorts).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** Refuses what is no tally of redemptions, or one without its figures. */
export function requireRedemptionTally(tally: RedemptionTally, argument: string): void {
  requireKind(tally, 'redemption-tally', argument);
  requireCount(tally.members, `${argument}.members`);
  for (const [month, cohort] of Object.entries(requireObject(tally.cohorts, `${argument}.cohorts`))) {
    const path = `${argument}.cohorts.${month}`;
    requireCount(requireObject(cohort, path).issued, `${path}.issued`);
    for (const [age, cell] of Object.entries(requireObject(cohort.ages, `${path}.ages`)))
      for (const name of Object.keys(emptyCell()) as (keyof RedemptionCell)[])
        requireInteger(requireObject(cell, `${path}.ages.${age}`)[name], `${path}.ages.${age}.${name}`);
  }
}

/** A cell in which nothing has happened. */
export function emptyCell(): RedemptionCell {
  return { redeemed: 0, expired: 0, reversed: 0, transferred: 0 };
}

function countExit({ ages }: RedemptionCohort, age: string, { account, points }: Posting): void {
  const name = EXITS[account];
  if (name === undefined) return;
  const cell = (ages[age] ??= emptyCell());
  cell[name] = plus(cell[name], name === 'transferred' ? -points : points);
}
