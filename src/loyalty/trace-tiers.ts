import { epochOf } from '../time/index.ts';
import type { GrantWhy } from './account.ts';
import { ladderOf } from './assign-tier.ts';
import type { LoyaltyEvent } from './event.ts';
import type { LadderId, LevelName, Program } from './program.ts';
import { createRecorder, runEvents } from './run-events.ts';
import { soundProgram } from './sound-program.ts';
import type { TraceOptions } from './trace-windows.ts';

/** A level held for a time. */
export interface TracedTier<N extends string = string> {
  /** name of the level */
  level: N;
  /** first instant, epoch ms */
  fromAt: number;
  /** end, epoch ms, excluded; null: still held as of the question */
  toAt: number | null;
  /** why it was held at first */
  why: GrantWhy;
  /** events behind it; empty where time alone acted */
  eventIds: string[];
}

/**
 * The levels of a member over time, without gaps from the start of the membership.
 *
 * @param program - a sound program
 * @param events - facts of one member in any order
 * @param options - `ladderId`, `asOf`, `knownAt`
 * @returns rows in order of time, the last one open; empty before the membership
 * @throws InputError `unknown-name` for an unknown ladder, `empty` without events, and what `replayEvents` throws
 *
 * @example When was Anna Gold, and why?
 * ```ts
 * import { traceTiers } from 'clientele/loyalty';
 *
 * const program = {
 *   kind: 'loyalty-program', version: 1, id: 'shop', timeZone: 'UTC',
 *   ladders: [{
 *     kind: 'window', id: 'status', levels: [{ name: 'Member' }, { name: 'Gold', enter: { metric: 'visits', atLeast: 2 } }],
 *     window: { kind: 'calendar', unit: 'year' }, validity: { kind: 'end-of-window' },
 *   }],
 * } as const;
 * const tiers = traceTiers(program, [
 *   { id: 'a', memberId: 'anna', at: '2024-05-01T00:00:00Z', type: 'activity', metrics: { visits: 1 } },
 *   { id: 'b', memberId: 'anna', at: '2024-06-01T00:00:00Z', type: 'activity', metrics: { visits: 1 } },
 * ], { ladderId: 'status', asOf: '2025-02-01T00:00:00Z' });
 * tiers.map(({ level, why, eventIds }) => [level, why, eventIds]); // => [['Member', 'base', []], ['Gold', 'qualified', ['b']], ['Member', 'base', []]]
 * ```
 */
export function traceTiers<const P extends Program, L extends LadderId<P>>(
  program: P,
  events: Iterable<LoyaltyEvent<string | number>>,
  options: TraceOptions<L>,
): TracedTier<LevelName<P, L>>[] {
  const recorder = createRecorder();
  const { work } = runEvents(soundProgram(program), events, options, { recorder });
  epochOf(options.asOf, 'options.asOf');
  const { ladder } = ladderOf(work, options.ladderId);
  const changes = recorder.tierChanges.filter(({ ladderId }) => ladderId === options.ladderId);
  const { startedAt } = recorder;
  if (startedAt === null) return [];
  const rows: TracedTier[] = [
    { level: ladder.levels[0]!.name, fromAt: startedAt, toAt: null, why: 'base', eventIds: [] },
  ];
  for (const { to, at, why, eventId } of changes) {
    const last = rows.at(-1)!;
    const eventIds = eventId === null ? [] : [eventId];
    // Several steps at one instant are one: the level after them.
    if (last.fromAt === at) rows.pop();
    else last.toAt = at;
    const before = rows.at(-1);
    if (before?.level === to) before.toAt = null;
    else rows.push({ level: to, fromAt: at, toAt: null, why, eventIds: why === 'base' ? [] : eventIds });
  }
  return rows as TracedTier<LevelName<P, L>>[];
}
