import { InputError } from '../errors/index.ts';
import type { MembershipTally } from './tally-memberships.ts';

/**
 * Two tallies of different customers as one: exact, in any order.
 *
 * @param a - tally of some customers
 * @param b - tally of other customers, by the same set
 * @returns the sum
 * @throws InputError `wrong-kind` for something else, `tally-mismatch` when the segments differ
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
  for (const [tally, argument] of [
    [a, 'a'],
    [b, 'b'],
  ] as const) {
    if (tally.kind === 'membership-tally' && tally.version === 1) continue;
    throw new InputError('wrong-kind', argument, `expected a membership tally of version 1, got ${String(tally.kind)}`);
  }
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
