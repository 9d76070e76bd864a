import { InputError, requireId, requireIterable, requireObject } from '../errors/index.ts';
import type { Membership } from '../survival/index.ts';
import { epochOf } from '../time/index.ts';
import { byCustomerId } from './by-customer-id.ts';
import type { ChurnLabel } from './churn-label.ts';
import type { LabelOptions } from './label-options.ts';
import { labelWindow } from './label-options.ts';

/**
 * Labels every member at the landmark by what happened after it: churned means that the membership ended within the
 * horizon.
 *
 * A member at the landmark began at or before it and had not ended at or before it. With several memberships at once a
 * customer has left when the last of them ended. While the horizon is not over at `asOf`, **every** label is null, also
 * of members already seen to leave: keeping only the early known ones would make churn look worse than it is.
 *
 * @param memberships - beginnings and ends, in any order; read once
 * @param options - landmark, horizon and end of knowledge
 * @returns one label a member, numbers first, then text, ascending; `[]` when nobody was a member
 * @throws InputError `not-an-instant`, `out-of-range` (horizon), `not-finite`, `inconsistent` (an end before its start)
 *
 * @example Which of the members of 1 March left within 30 days?
 * ```ts
 * import { labelEnded } from 'clientele/churn';
 *
 * const labels = labelEnded(
 *   [
 *     { customerId: 'ann', startedAt: '2024-01-01T00:00:00Z', endedAt: '2024-03-05T10:00:00Z' },
 *     { customerId: 'bob', startedAt: '2024-01-01T00:00:00Z' },
 *     { customerId: 'cyd', startedAt: '2024-01-01T00:00:00Z', endedAt: '2024-02-01T00:00:00Z' },
 *   ],
 *   { landmarkAt: '2024-03-01T00:00:00Z', horizonDays: 30, asOf: '2024-04-01T00:00:00Z' },
 * );
 * labels.map((label) => [label.customerId, label.churned]); // => [['ann', true], ['bob', false]]
 * ```
 */
export function labelEnded<Id extends string | number>(
  memberships: Iterable<Membership<Id>>,
  options: LabelOptions,
): ChurnLabel<Id>[] {
  const { landmarkAt, endAt, asOf, horizonDays, complete } = labelWindow(options);
  const lastEnd = new Map<Id, number>();
  let row = 0;
  for (const membership of requireIterable(memberships, 'memberships')) {
    const argument = `memberships[${row++}]`;
    requireId(requireObject(membership, argument).customerId, `${argument}.customerId`);
    const startedAt = epochOf(membership.startedAt, `${argument}.startedAt`);
    const given = membership.endedAt ?? null;
    const endedAt = given === null ? Infinity : epochOf(given, `${argument}.endedAt`);
    if (endedAt < startedAt) {
      throw new InputError('inconsistent', `${argument}.endedAt`, 'expected an end at or after the start');
    }
    if (startedAt > landmarkAt || startedAt >= asOf || endedAt <= landmarkAt) continue;
    lastEnd.set(membership.customerId, Math.max(lastEnd.get(membership.customerId) ?? -Infinity, endedAt));
  }
  return [...lastEnd.keys()].sort(byCustomerId).map((customerId) => {
    if (!complete) return { customerId, landmarkAt, horizonDays, churned: null, reason: 'horizon-incomplete' as const };
    return { customerId, landmarkAt, horizonDays, churned: lastEnd.get(customerId)! < endAt };
  });
}
