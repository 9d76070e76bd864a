import { requireId, requireIterable, requireList, requireText } from '../errors/index.ts';
import { requireRecord } from './population-input.ts';

/** Who came, went and stayed. */
export interface MembershipDiff<Id extends string | number = string> {
  /** members after, not before */
  entered: Id[];
  /** members before, not after */
  left: Id[];
  /** members both times */
  stayed: Id[];
}

/** The segments of one customer. */
export interface MembershipRow<N extends string = string, Id extends string | number = string> {
  /** whose */
  customerId: Id;
  /** names of the segments that the customer is in */
  segments: readonly N[];
}

/** Which segments to compare. */
export interface DiffMembershipsOptions<N extends string = string> {
  /** names of the segments, so that one without members is there too */
  segments: readonly N[];
}

/**
 * Who entered, left and stayed in each segment between two lists of memberships.
 *
 * @param before - memberships at the first instant
 * @param after - memberships at the second; a customer who is not listed is in no segment
 * @param options - the segments to tell about
 * @returns for each segment three lists of ids, ascending (numbers by size, texts by code units)
 * @throws InputError `wrong-type` for rows that are none, ids that are neither text nor number, segments that are no texts
 *
 * @example Whom do I have to write to, now that they are lapsing?
 * ```ts
 * import { diffMemberships } from 'clientele/segmentation';
 *
 * const june = [{ customerId: 'ana', segments: ['active'] }, { customerId: 'bob', segments: ['active'] }];
 * const july = [{ customerId: 'ana', segments: ['active'] }, { customerId: 'bob', segments: ['lapsing'] }];
 * const diff = diffMemberships(june, july, { segments: ['active', 'lapsing'] });
 * diff['lapsing']; // => { entered: ['bob'], left: [], stayed: [] }
 * diff['active']; // => { entered: [], left: ['bob'], stayed: ['ana'] }
 * ```
 */
export function diffMemberships<N extends string, Id extends string | number>(
  before: Iterable<MembershipRow<N, Id>>,
  after: Iterable<MembershipRow<N, Id>>,
  options: DiffMembershipsOptions<N>,
): Record<N, MembershipDiff<Id>> {
  const names = requireList(requireRecord(options, 'options').segments, 'options.segments');
  names.forEach((name, i) => requireText(name, `options.segments[${i}]`));
  const was = membersOf(before, names, 'before');
  const is = membersOf(after, names, 'after');
  const diff = {} as Record<N, MembershipDiff<Id>>;
  for (const name of names) {
    const [old, now] = [was.get(name)!, is.get(name)!];
    const sorted = (ids: Iterable<Id>): Id[] => [...ids].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    const value = {
      entered: sorted([...now].filter((id) => !old.has(id))),
      left: sorted([...old].filter((id) => !now.has(id))),
      stayed: sorted([...now].filter((id) => old.has(id))),
    };
    // A segment may be called __proto__.
    Object.defineProperty(diff, name, { value, enumerable: true, configurable: true, writable: true });
  }
  return diff;
}

function membersOf<N extends string, Id extends string | number>(
  rows: Iterable<MembershipRow<N, Id>>,
  names: readonly N[],
  argument: string,
): Map<N, Set<Id>> {
  const members = new Map<N, Set<Id>>(names.map((name) => [name, new Set()]));
  let row = 0;
  for (const one of requireIterable(rows, argument)) {
    const { customerId, segments } = requireRecord(one, `${argument}[${row}]`);
    requireId(customerId, `${argument}[${row}].customerId`);
    requireList(segments, `${argument}[${row}].segments`).forEach((name, i) => {
      members.get(requireText(name, `${argument}[${row}].segments[${i}]`))?.add(customerId);
    });
    row++;
  }
  return members;
}
