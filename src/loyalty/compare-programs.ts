import { multiplyRatio, decimalRatio } from '../amounts/index.ts';
import type { DecimalText } from '../amounts/index.ts';
import { requireIterable, requireList, requireObject } from '../errors/index.ts';
import type { Instant } from '../time/index.ts';
import type { AnyEvent, LoyaltyEvent } from './event.ts';
import type { Program } from './program.ts';
import { read } from './records.ts';
import { runEvents } from './run-events.ts';
import { soundProgram } from './sound-program.ts';
import type { Outcome } from './event-outcome.ts';
import type { Work } from './work.ts';
import { plus } from './safe-sums.ts';

/** The facts of one member. */
export interface MemberHistory<Id extends string | number = string> {
  /** whose facts */
  memberId: Id;
  /** in any order */
  events: readonly LoyaltyEvent<Id>[];
}

/** As of when, and what a point costs. */
export interface CompareProgramsOptions {
  /** the instant of the comparison */
  asOf: Instant;
  /** cost of one unit of points (10^-scale) in minor units, as text: `'0.5'`; 0 when absent */
  valuePerPoint?: DecimalText;
}

/** What a change of program does to its members. */
export interface ProgramComparison {
  /** members compared */
  members: number;
  /** members by their level before and after, only those who move */
  movements: {
    /** ladder, by id in both programs */
    ladderId: string;
    /** level now; null where the ladder is new */
    from: string | null;
    /** level then; null where the ladder is gone */
    to: string | null;
    /** members */
    members: number;
  }[];
  /** points outstanding (available + pending) under the first program */
  pointsBefore: number;
  /** points outstanding under the second */
  pointsAfter: number;
  /** debts under the second: what accepted redemptions would lack */
  debtAfter: number;
  /** events that the second refuses and the first did not */
  refusedAfter: number;
  /** cost of the difference in points issued, minor units */
  costDifferenceMinor: number;
  /** members with a higher level or more points, and nothing lower */
  better: number;
  /** members with a lower level or fewer points, and nothing higher */
  worse: number;
  /** members with neither, or with some of both */
  same: number;
}

/**
 * What would have happened to real members under another program: a replay of the same facts, nothing random.
 *
 * Redemptions that were accepted stay accepted; what they would lack shows as debt. Behavior is taken as it was: members who
 * would have acted otherwise under other rules are not foreseen.
 *
 * @param before - the program now
 * @param after - the program as it might be
 * @param histories - facts by member
 * @param options - `asOf`, and the cost of a point
 * @returns counts and sums over all members
 * @throws InputError as `replayEvents` does, `not-a-decimal` for `valuePerPoint`
 *
 * @example What happens if Gold costs 800 instead of 500?
 * ```ts
 * import { comparePrograms } from 'clientele/loyalty';
 *
 * const gold = (atLeast: number) => ({
 *   kind: 'loyalty-program' as const, version: 1 as const, id: 'shop', timeZone: 'UTC',
 *   ladders: [{
 *     kind: 'window' as const, id: 'status', metrics: { spend: { from: 'spend' as const } },
 *     levels: [{ name: 'Member' }, { name: 'Gold', enter: { metric: 'spend', atLeast } }],
 *     window: { kind: 'lifetime' as const }, validity: { kind: 'forever' as const },
 *   }],
 * });
 * const histories = [60000, 90000].map((amountMinor, i) => ({
 *   memberId: `m${i}`, events: [{ id: 'e', memberId: `m${i}`, at: 0, type: 'purchase' as const, orderId: 'o', amountMinor }],
 * }));
 * const { movements, worse } = comparePrograms(gold(50000), gold(80000), histories, { asOf: 1 });
 * movements; // => [{ ladderId: 'status', from: 'Gold', to: 'Member', members: 1 }]
 * worse; // => 1
 * ```
 */
export function comparePrograms<Id extends string | number = string>(
  before: Program,
  after: Program,
  histories: Iterable<MemberHistory<Id>>,
  options: CompareProgramsOptions,
): ProgramComparison {
  const [old, young] = [soundProgram(before), soundProgram(after)];
  requireObject(options, 'options');
  const cost =
    options.valuePerPoint === undefined ? null : decimalRatio(options.valuePerPoint, 'options.valuePerPoint');
  const result: ProgramComparison = {
    members: 0,
    movements: [],
    pointsBefore: 0,
    pointsAfter: 0,
    debtAfter: 0,
    refusedAfter: 0,
    costDifferenceMinor: 0,
    better: 0,
    worse: 0,
    same: 0,
  };
  const moves = new Map<string, ProgramComparison['movements'][number]>();
  let issued = 0;
  for (const one of requireIterable(histories, 'histories')) {
    const { events } = requireObject(one, 'histories[]');
    if (requireList(events, 'histories[].events').length === 0) continue;
    const accepted: LoyaltyEvent<Id>[] = [];
    const refused = new Set<string>();
    const note = (event: AnyEvent, { outcome }: Outcome): void => {
      if (outcome === 'rejected') refused.add(event.id);
      accepted.push(event as LoyaltyEvent<Id>);
    };
    const a = runEvents(old, events, { asOf: options.asOf }, { onOutcome: note }).work;
    if (accepted.length === 0) continue;
    result.members++;
    const b = runEvents(
      young,
      accepted,
      { asOf: options.asOf },
      {
        onOutcome(event, { outcome }) {
          if (outcome === 'rejected' && !refused.has(event.id)) result.refusedAfter++;
        },
      },
    ).work;
    const points = [a, b].map(({ available, pending }) => available + pending);
    result.pointsBefore = plus(result.pointsBefore, points[0]!);
    result.pointsAfter = plus(result.pointsAfter, points[1]!);
    result.debtAfter = plus(result.debtAfter, b.account.debt);
    issued = plus(issued, b.account.totals.issued - a.account.totals.issued);
    const signs = [Math.sign(points[1]! - b.account.debt - (points[0]! - a.account.debt)), ...move(a, b, moves)];
    const up = signs.some((sign) => sign > 0);
    const down = signs.some((sign) => sign < 0);
    if (up === down) result.same++;
    else if (up) result.better++;
    else result.worse++;
  }
  result.movements = [...moves.values()];
  if (cost) result.costDifferenceMinor = multiplyRatio(issued, cost, 'half-up');
  return result;
}

/** Counts the moves of one member and says for each ladder in both programs whether it goes up or down. */
function move(a: Work, b: Work, moves: Map<string, ProgramComparison['movements'][number]>): number[] {
  const levelIn = (work: Work, ladderId: string): { name: string; index: number } | null => {
    const found = work.version.ladders.find(({ ladder }) => ladder.id === ladderId);
    const index = read(work.account.ladders, ladderId)?.level ?? 0;
    return found ? { name: found.ladder.levels[index]!.name, index } : null;
  };
  const ids = new Set([...a.version.ladders, ...b.version.ladders].map(({ ladder }) => ladder.id));
  return [...ids].map((ladderId) => {
    const [from, to] = [levelIn(a, ladderId), levelIn(b, ladderId)];
    if (from?.name !== to?.name) {
      const key = JSON.stringify([ladderId, from?.name, to?.name]);
      const row = moves.get(key) ?? { ladderId, from: from?.name ?? null, to: to?.name ?? null, members: 0 };
      row.members++;
      moves.set(key, row);
    }
    return from && to ? Math.sign(to.index - from.index) : 0;
  });
}
