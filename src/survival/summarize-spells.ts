import { InputError, requireId, requireObject } from '../errors/index.ts';
import type { Instant } from '../time/index.ts';
import { epochOf } from '../time/index.ts';
import { listOf } from './read-spells.ts';
import type { Membership, Spell } from './spell.ts';

/** From when to when memberships were watched. */
export interface SummarizeSpellsOptions {
  /** until when the facts are known: `[…, asOf)` */
  asOf: Instant;
  /** from when on an ended membership would be in this table; `'beginning'` when none was ever removed */
  observedFrom: Instant | 'beginning';
}

/** Spells of memberships, and how many memberships could not be used. */
export interface SpellSummary<Id extends string | number = string | number> {
  /** one spell a membership used, in the order given; days are elapsed time / 86,400,000 ms */
  spells: (Spell & {
    /** whose spell it is */
    customerId: Id;
    /** days after the start at which the table began to be kept; 0 when that was before */
    entryDays: number;
  })[];
  /** memberships left out, by why */
  excluded: {
    /** ended at or before the table began to be kept */
    endedBeforeWindow: number;
    /** began at or after `asOf` */
    startedAfter: number;
  };
}

/** Milliseconds of a day of elapsed time; spells do not know daylight saving. */
const DAY = 86_400_000;

/**
 * Turns memberships into spells: how many days each was seen to last, and whether its end was seen.
 *
 * `observedFrom` is asked for because it decides the answer: **"my table only has customers of today"** (or of the last
 * year) hides those who left before, and a curve of the survivors looks far too good. Say from when on an ended membership
 * would still be in the table; each spell then enters the count only from that day of its life on.
 *
 * @param memberships - in any order; several of one customer are several spells
 * @param options - the window of observation
 * @returns spells in input order and the counts of those left out
 * @throws InputError `not-an-instant`, `inconsistent` when a membership ends before it starts, `out-of-range` when
 * `observedFrom` is not before `asOf`, `wrong-type` when memberships are no list, one is no record or has no customer
 *
 * @example How long has each membership lasted, if leavers were only kept since February?
 * ```ts
 * import { summarizeSpells } from 'clientele/survival';
 *
 * const { spells, excluded } = summarizeSpells(
 *   [
 *     { customerId: 'a', startedAt: '2024-01-01T00:00:00Z', endedAt: '2024-03-01T00:00:00Z' },
 *     { customerId: 'b', startedAt: '2023-01-01T00:00:00Z', endedAt: '2024-01-15T00:00:00Z' },
 *   ],
 *   { asOf: '2024-07-01T00:00:00Z', observedFrom: '2024-02-01T00:00:00Z' },
 * );
 * spells; // => [{ customerId: 'a', days: 60, ended: true, entryDays: 31 }]
 * excluded; // => { endedBeforeWindow: 1, startedAfter: 0 }
 * ```
 * @see Klein & Moeschberger 2003, "Survival Analysis", section 3.4 (left truncation)
 */
export function summarizeSpells<Id extends string | number>(
  memberships: Iterable<Membership<Id>>,
  options: SummarizeSpellsOptions,
): SpellSummary<Id> {
  requireObject(options, 'options');
  const asOf = epochOf(options.asOf, 'options.asOf');
  const from = options.observedFrom === 'beginning' ? -Infinity : epochOf(options.observedFrom, 'options.observedFrom');
  if (!(from < asOf)) {
    throw new InputError('out-of-range', 'options.observedFrom', 'expected an instant before asOf, got a later one');
  }
  const spells: SpellSummary<Id>['spells'] = [];
  const excluded = { endedBeforeWindow: 0, startedAfter: 0 };
  listOf(memberships, 'memberships').forEach((membership, i) => {
    const { customerId, startedAt, endedAt } = requireObject(membership, `memberships[${i}]`);
    requireId(customerId, `memberships[${i}].customerId`);
    const start = epochOf(startedAt, `memberships[${i}].startedAt`);
    const end = endedAt === undefined || endedAt === null ? Infinity : epochOf(endedAt, `memberships[${i}].endedAt`);
    if (end < start) {
      throw new InputError(
        'inconsistent',
        `memberships[${i}].endedAt`,
        'expected an end after the start, got an earlier one',
      );
    }
    if (start >= asOf) excluded.startedAfter++;
    else if (end <= from) excluded.endedBeforeWindow++;
    else {
      const ended = end < asOf;
      spells.push({
        customerId,
        days: ((ended ? end : asOf) - start) / DAY,
        ended,
        entryDays: Math.max(0, from - start) / DAY,
      });
    }
  });
  return { spells, excluded };
}
