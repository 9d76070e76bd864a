import { InputError, requireCount, requireKind } from '../errors/index.ts';
import { requireRecord } from './population-input.ts';
import type { MembershipTally } from './tally-memberships.ts';

/**
 * Two tallies of different customers as one: exact, in any order.
 *
 * @param a - tally of some customers
 * @param b - tally of other customers, by the same set
 * @returns the sum
 * @throws InputError `wrong-kind` for something else, `tally-mismatch` when the segments differ, `wrong-type` and
 * `not-a-count` for a tally that is not as it was stored
 *
 * @example How large are my segments over all shops?
 * ```ts
 * import { mergeMembershipTallies } from 'clientele/segmentation';
 * import type { MembershipTally } from 'clientele/segmentation';
 *
 * const paris: MembershipTally = { kind: 'membership-tally', version: 1, customers: 9, members: { big: 2 }, none: 7 };
 * mergeMembershipTallies(paris, paris).members; // => { big: 4 }
 * mergeMembershipTallies(paris, { ...paris, members: {} }); // => throws 'tally-mismatch'
 * ```
 */
export function mergeMembershipTallies<N extends string>(
  a: MembershipTally<N>,
  b: MembershipTally<N>,
): MembershipTally<N> {
  requireTally(a, 'a');
  requireTally(b, 'b');
  const names = Object.keys(a.members) as N[];
  const same = names.length === Object.keys(b.members).length && names.every((name) => Object.hasOwn(b.members, name));
  if (!same) throw new InputError('tally-mismatch', 'b', 'expected the segments of the first tally');
  const members = Object.fromEntries(names.map((name) => [name, a.members[name] + b.members[name]]));
  return {
    kind: 'membership-tally',
    version: 1,
    customers: a.customers + b.customers,
    members: members as Record<N, number>,
    none: a.none + b.none,
  };
}

/** A stored tally whose counts are counts. */
function requireTally(tally: MembershipTally, argument: string): void {
  requireKind(tally, 'membership-tally', argument);
  requireCount(tally.customers, `${argument}.customers`);
  requireCount(tally.none, `${argument}.none`);
  const { members } = tally;
  for (const name of Object.keys(requireRecord(members, `${argument}.members`))) {
    requireCount(members[name]!, `${argument}.members.${name}`);
  }
}
