import type { Lot } from './account.ts';
import type { LoyaltyEvent } from './event.ts';
import type { Transaction } from './outcome.ts';
import type { ReplayOptions } from './prepare-events.ts';
import type { Instant } from '../time/index.ts';
import type { Program } from './program.ts';
import { createRecorder, runEvents } from './run-events.ts';
import { soundProgram } from './sound-program.ts';

/** As of when, and as known when. */
export interface ExplainBalanceOptions extends ReplayOptions {
  /** the instant of the balance */
  asOf: Instant;
}

/** One lot, from where its points came to where they went. */
export interface ExplainedLot {
  /** the lot; null: what was owed or forgiven without a lot */
  lotId: string | null;
  /** event that gave the points; null for the row without a lot */
  eventId: string | null;
  /** earning rule; null for credits and the like */
  ruleId: string | null;
  /** version of the program at the earning */
  programVersion: number | null;
  /** points that came in, units of 10^-scale */
  granted: number;
  /** what took points out (negative) or put them back, in order */
  uses: {
    /** when, epoch ms */
    at: number;
    /** event; null where time alone acted */
    eventId: string | null;
    /** what acted */
    cause: Transaction['cause'];
    /** change of the member's points in this lot */
    points: number;
  }[];
  /** points left, available and pending; negative: a debt */
  left: number;
}

/**
 * A member's points lot by lot: where each came from, what used it, what is left. The rest sums to available + pending − debt.
 *
 * @param program - a sound program
 * @param events - facts of one member in any order
 * @param options - `asOf`, `knownAt`
 * @returns one row a lot in order of earning, and one for what concerns no lot where there is any
 * @throws InputError `empty` without events, and what `replayEvents` throws
 *
 * @example Where do Anna's 70 points come from?
 * ```ts
 * import { explainBalance } from 'clientele/loyalty';
 *
 * const program = { kind: 'loyalty-program', version: 1, id: 'shop', timeZone: 'UTC', points: {} } as const;
 * const [lot] = explainBalance(program, [
 *   { id: 'c1', memberId: 'anna', at: 0, type: 'credit', points: 100 },
 *   { id: 'r1', memberId: 'anna', at: 1, type: 'redeem', points: 30 },
 * ], { asOf: 2 });
 * [lot.granted, lot.uses.map(({ eventId, points }) => [eventId, points]), lot.left]; // => [100, [['r1', -30]], 70]
 * ```
 */
export function explainBalance(
  program: Program,
  events: Iterable<LoyaltyEvent<string | number>>,
  options: ExplainBalanceOptions,
): ExplainedLot[] {
  const recorder = createRecorder();
  const { account } = runEvents(soundProgram(program), events, options, { recorder });
  const rows = new Map<string | null, ExplainedLot>();
  const known = new Map<string | null, Lot>([...account.lots, ...account.spentLots].map((lot) => [lot.id, lot]));
  for (const { at, eventId, cause, entries } of recorder.transactions) {
    // What a member's side of a lot lost or won in one transaction; moves from pending to available cancel out.
    const changes = new Map<string | null, number>();
    for (const { account: side, lotId, points } of entries)
      if (side === 'member:available' || side === 'member:pending' || side === 'member:debt') {
        const key = side === 'member:debt' ? null : lotId;
        changes.set(key, (changes.get(key) ?? 0) + points);
      }
    for (const [lotId, points] of changes) {
      let row = rows.get(lotId);
      const came = row === undefined && lotId !== null;
      // A lot that comes and repays a debt at once is a row all the same.
      if (points === 0 && !came) continue;
      if (row === undefined) {
        const lot = known.get(lotId);
        row = {
          lotId,
          eventId: lot?.eventId ?? null,
          ruleId: lot?.ruleId ?? null,
          programVersion: lot?.programVersion ?? null,
          granted: 0,
          uses: [],
          left: 0,
        };
        rows.set(lotId, row);
      }
      if (came) row.granted = known.get(lotId)?.granted ?? points;
      const change = came ? points - row.granted : points;
      if (change !== 0) row.uses.push({ at, eventId, cause, points: change });
      row.left += points;
    }
  }
  return [...rows.values()];
}
