import { InputError, requireIterable } from '../errors/index.ts';
import type { SegmentSetAt } from './compile-segment-set.ts';

/** Members of each segment, counted; merges with tallies of other customers. Plain JSON. */
export interface MembershipTally<N extends string = string> {
  /** tells stored values apart */
  kind: 'membership-tally';
  /** version of the shape */
  version: 1;
  /** customers asked */
  customers: number;
  /** members of each segment */
  members: Record<N, number>;
  /** customers in none */
  none: number;
}

/**
 * How many customers each segment of a set has.
 *
 * Parts of the customers may be counted apart and put together by {@link mergeMembershipTallies}; the parts must hold
 * different customers.
 *
 * @param set - a compiled set at an instant
 * @param customers - the customers, each once
 * @returns counts for every segment of the set, 0 where nobody is a member
 * @throws InputError `wrong-type` for customers that are no list, and for a set that was not compiled
 *
 * @example How large are my segments?
 * ```ts
 * import { compileSegmentSet, tallyMemberships } from 'clientele/segmentation';
 *
 * const set = compileSegmentSet(
 *   { big: { version: 1, where: { field: 'spend', op: 'gte', value: 500 } } },
 *   { model: { version: 1, fields: { spend: 'number?' } } },
 * ).at(0);
 * tallyMemberships(set, [{ spend: 900 }, { spend: 20 }, {}]).members; // => { big: 1 }
 * ```
 */
export function tallyMemberships<N extends string, O extends string, Host>(
  set: SegmentSetAt<N, O, Host>,
  customers: Iterable<Host>,
): MembershipTally<N> {
  const counts = new Map<N, number>(requireSet(set).names.map((name) => [name, 0]));
  let asked = 0;
  let none = 0;
  for (const customer of requireIterable(customers, 'customers')) {
    const names = set.memberships(customer);
    asked++;
    if (names.length === 0) none++;
    for (const name of names) counts.set(name, counts.get(name)! + 1);
  }
  const members = Object.fromEntries(counts) as Record<N, number>;
  return { kind: 'membership-tally', version: 1, customers: asked, members, none };
}

/** A set is a tool in memory: what was stored is its definitions. */
function requireSet<S extends { memberships: unknown }>(set: S): S {
  if (typeof set?.memberships === 'function') return set;
  throw new InputError('wrong-type', 'set', 'expected a compiled set at an instant: compileSegmentSet(…).at(asOf)');
}
