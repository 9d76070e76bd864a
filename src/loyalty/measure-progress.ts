import { dayNumber, dayText } from '../time/index.ts';
import type { Account } from './account.ts';
import { ladderOf } from './assign-tier.ts';
import type { AssignTierOptions } from './assign-tier.ts';
import { meets } from './qualify.ts';
import type { Ladder, LevelCondition } from './ladder.ts';
import type { Leaf } from './leaves.ts';
import { leavesOf } from './leaves.ts';
import { windowAt } from './windows.ts';
import type { LadderId, LevelName, Program } from './program.ts';
import { read } from './records.ts';
import { settle } from './settle.ts';
import type { Work } from './work.ts';

/** One threshold and how far it is. */
export interface MissingMetric {
  /** metric of the ladder */
  metric: string;
  /** total so far, in the metric's smallest unit */
  has: number;
  /** threshold */
  needs: number;
  /** needs − has, 0 where it is met */
  missing: number;
  /** has / needs, 0..1 */
  share: number;
}

/** What a level asks for and how far it is. */
export interface LevelProgress<N extends string = string> {
  /** name of the level */
  level: N;
  /** the condition is met */
  met: boolean;
  /** every threshold of the condition, in its order */
  missing: MissingMetric[];
  /** the ways to meet it, each with all that it takes, nearest first */
  alternatives: MissingMetric[][];
}

/** How far a member is, to the next level and to keeping this one. */
export interface Progress<N extends string = string> {
  /** level held */
  current: N;
  /** the next level that activity can reach; null at the top */
  next: LevelProgress<N> | null;
  /** what keeps the level held; null at the base and for levels by grant */
  keep: LevelProgress<N> | null;
  /** first instant of the running window, epoch ms; null: no beginning */
  windowFromAt: number | null;
  /** its end, epoch ms, excluded; null: open */
  windowToAt: number | null;
  /** until when activity counts, epoch ms, excluded; null for rolling and lifetime windows */
  deadlineAt: number | null;
  /** last local day that counts, `YYYY-MM-DD`; null for rolling and lifetime windows */
  lastDayOn: string | null;
  /** totals of the running window by metric */
  totals: Record<string, number>;
}

/**
 * What a member misses to the next level and to keep the one held, and until which day.
 *
 * Equality qualifies: `missing` 0 in every threshold means that the level is reached. `missing` lists every threshold of
 * the condition; `alternatives` the ways to meet it, smallest relative gap first.
 *
 * @param program - the program of the account; a constant lets the names of levels be inferred
 * @param account - the account
 * @param options - `ladderId` and `asOf`, not before the account's `throughAt`
 * @returns `next` null at the top, `keep` null at the base
 * @throws InputError `unknown-name`, `before-account`, `not-an-instant`
 *
 * @example What does Anna miss for Gold, and until when?
 * ```ts
 * import { measureProgress, replayEvents } from 'clientele/loyalty';
 *
 * const program = {
 *   kind: 'loyalty-program', version: 1, id: 'shop', timeZone: 'Europe/Paris',
 *   ladders: [{
 *     kind: 'window', id: 'status', metrics: { spend: { from: 'spend' } },
 *     levels: [{ name: 'Member' }, { name: 'Gold', enter: { metric: 'spend', atLeast: 50000 } }],
 *     window: { kind: 'calendar', unit: 'year' }, validity: { kind: 'end-of-window', plusWindows: 1 },
 *   }],
 * } as const;
 * const account = replayEvents(program, [
 *   { id: 'e1', memberId: 'anna', at: '2025-03-01T12:00:00Z', type: 'purchase', orderId: 'o1', amountMinor: 38000 },
 * ]);
 * const { next, lastDayOn } = measureProgress(program, account, { ladderId: 'status', asOf: '2025-12-01T00:00:00Z' });
 * next?.missing; // => [{ metric: 'spend', has: 38000, needs: 50000, missing: 12000, share: 0.76 }]
 * lastDayOn; // => '2025-12-31'
 * ```
 */
export function measureProgress<const P extends Program, L extends LadderId<P>>(
  program: P,
  account: Account<string | number>,
  options: AssignTierOptions<L>,
): Progress<LevelName<P, L>> {
  const { work, asOf } = settle(program, account, options);
  return progressOf(work, options.ladderId, asOf) as Progress<LevelName<P, L>>;
}

/** Progress of a member whose time has been settled. */
export function progressOf(work: Work, ladderId: string, asOf: number): Progress {
  const { ladder, state } = ladderOf(work, ladderId);
  const window = ladder.kind === 'window' ? windowAt(work, ladder, state, asOf, true) : null;
  const totals = totalsOf(work, ladder, state, window?.totals ?? {});
  const level = state.level;
  let next: LevelProgress | null = null;
  for (let i = level + 1; next === null && i < ladder.levels.length; i++)
    next = progressTo(ladder, i, totals, 'next', state.onceHeld);
  const counterEnd = state.grants.find((grant) => grant.why === 'counter')?.untilAt ?? null;
  const deadlineAt = ladder.kind === 'counter' ? counterEnd : (window?.toAt ?? null);
  return {
    current: ladder.levels[level]!.name,
    next,
    keep: level === 0 ? null : progressTo(ladder, level, totals, 'keep', state.onceHeld),
    windowFromAt: window?.fromAt ?? null,
    windowToAt: window?.toAt ?? null,
    deadlineAt,
    lastDayOn: deadlineAt === null ? null : dayText(dayNumber(deadlineAt - 1, work.compiled.zone)),
    totals,
  };
}

function totalsOf(
  work: Work,
  ladder: Ladder,
  state: { counter: number | null },
  totals: Record<string, number>,
): Record<string, number> {
  if (ladder.kind === 'counter') return { [ladder.metric]: state.counter ?? 0 };
  if (ladder.kind === 'balance') return { balance: work.available - work.account.debt };
  return { ...totals };
}

function progressTo(
  ladder: Ladder,
  i: number,
  totals: Record<string, number>,
  purpose: 'next' | 'keep',
  onceHeld: readonly number[],
): LevelProgress | null {
  const condition = conditionOf(ladder, i, purpose, onceHeld, totals);
  if (condition === undefined) return null;
  const alternatives = branches(condition).map((leaves) => leaves.map((leaf) => missingOf(leaf, totals)));
  const gap = (way: MissingMetric[]): number => way.reduce((sum, leaf) => sum + (1 - leaf.share), 0);
  return {
    level: ladder.levels[i]!.name,
    met: meets(condition, totals),
    missing: leavesOf(condition).map((leaf) => missingOf(leaf, totals)),
    alternatives: alternatives.sort((a, b) => gap(a) - gap(b)),
  };
}

function conditionOf(
  ladder: Ladder,
  i: number,
  purpose: 'next' | 'keep',
  onceHeld: readonly number[],
  totals: Record<string, number>,
): LevelCondition | undefined {
  if (ladder.kind === 'balance') return { metric: 'balance', atLeast: ladder.levels[i]!.atLeast };
  if (ladder.kind === 'counter') {
    const { cost } = ladder.levels[i]!;
    return cost === undefined ? undefined : { metric: ladder.metric, atLeast: cost };
  }
  const { enter, retain, reenter } = ladder.levels[i]!;
  // Whoever holds the level, or held it once, may come to it by any of these: the one that is met, else the easier one stated.
  const easier = purpose === 'keep' ? retain : undefined;
  const again = onceHeld.includes(i) ? reenter : undefined;
  const met = [easier, enter, again].find((condition) => condition !== undefined && meets(condition, totals));
  return met ?? easier ?? again ?? enter;
}

/** Every way to meet a condition, as the thresholds that it takes together; at most 64, so that a deep policy stays small. */
function branches(condition: LevelCondition): Leaf[][] {
  if ('metric' in condition) return [[condition]];
  if ('any' in condition) return condition.any.flatMap(branches).slice(0, 64);
  let ways: Leaf[][] = [[]];
  for (const one of condition.all) {
    const more = branches(one);
    ways = ways.flatMap((way) => more.map((other) => [...way, ...other])).slice(0, 64);
  }
  return ways;
}

function missingOf({ metric, atLeast }: Leaf, totals: Record<string, number>): MissingMetric {
  const has = read(totals, metric) ?? 0;
  const share = atLeast <= 0 ? 1 : Math.max(0, Math.min(1, has / atLeast));
  return { metric, has, needs: atLeast, missing: Math.max(0, atLeast - has), share };
}
