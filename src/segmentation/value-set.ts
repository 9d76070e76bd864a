/** A place between numbers: just before `x`, or just behind it. Pairs of cuts are intervals with either kind of end. */
interface Cut {
  x: number;
  behind: boolean;
}

/**
 * The values that a single condition lets through: numbers as alternating cuts (in, out, in, …), or texts as a list that
 * is either allowed or forbidden. `missing` says whether a missing value passes. An inexact set is too large, never too
 * small: it may prove that nothing is left, but not that everything is covered.
 */
export interface ValueSet {
  missing: boolean;
  exact: boolean;
  cuts: readonly Cut[] | null;
  texts: { values: ReadonlySet<unknown>; allowed: boolean } | null;
}

/** The domain of a number: whole or not, from where on, and up to where. */
export interface NumberDomain {
  whole: boolean;
  from: number;
  to: number;
  /** can the number be missing at all? */
  missing: boolean;
}

/** Numbers in closed or open intervals, a missing one only if said. */
export function numberSet(spans: readonly [Cut, Cut][], missing: boolean): ValueSet {
  return { missing, exact: true, cuts: spans.flat(), texts: null };
}

/** Just before or just behind a number. */
export function cut(x: number, behind: boolean): Cut {
  return { x, behind };
}

/** Texts that are allowed, or all but those. */
export function textSet(values: readonly unknown[], allowed: boolean, missing: boolean, exact = true): ValueSet {
  return { missing, exact, cuts: null, texts: { values: new Set(values), allowed } };
}

/** The exact complement; null where the set is too large to turn around. */
export function complementSet(set: ValueSet): ValueSet | null {
  if (!set.exact) return null;
  const { missing, cuts, texts } = set;
  const turned = texts && { values: texts.values, allowed: !texts.allowed };
  return { missing: !missing, exact: true, cuts: cuts && complementCuts(cuts), texts: turned };
}

/** What passes both. */
export function intersectSets(a: ValueSet, b: ValueSet): ValueSet {
  const missing = a.missing && b.missing;
  const exact = a.exact && b.exact;
  if (a.cuts && b.cuts) {
    const either = mergeCuts(complementCuts(a.cuts), complementCuts(b.cuts));
    return { missing, exact, cuts: complementCuts(either), texts: null };
  }
  const [p, q] = [a.texts!, b.texts!];
  if (!p.allowed && !q.allowed) {
    return { missing, exact, cuts: null, texts: { values: new Set([...p.values, ...q.values]), allowed: false } };
  }
  const [list, other] = p.allowed ? [p, q] : [q, p];
  const values = [...list.values].filter((value) => other.values.has(value) === other.allowed);
  return { missing, exact, cuts: null, texts: { values: new Set(values), allowed: true } };
}

/** Can nothing pass? */
export function isEmptySet(set: ValueSet, domain: NumberDomain | null): boolean {
  if (set.missing && (domain?.missing ?? true)) return false;
  if (set.texts) return set.texts.allowed && set.texts.values.size === 0;
  const cuts = set.cuts!;
  const { whole = false, from = -Infinity, to = Infinity } = domain ?? {};
  for (let i = 0; i < cuts.length; i += 2) {
    const low = later(cuts[i]!, { x: from, behind: false });
    const high = earlier(cuts[i + 1]!, { x: to, behind: true });
    if (!isBefore(low, high)) continue;
    if (!whole) return false;
    const first = low.behind ? Math.floor(low.x) + 1 : Math.ceil(low.x);
    if (isBefore({ x: first, behind: false }, high)) return false;
  }
  return true;
}

/** Does all that passes the first pass the second too? Only said when it is sure. */
export function isSubset(a: ValueSet, b: ValueSet, domain: NumberDomain | null): boolean {
  const outside = complementSet(b);
  return outside !== null && isEmptySet(intersectSets(a, outside), domain);
}

function complementCuts(cuts: readonly Cut[]): Cut[] {
  const first: Cut = { x: -Infinity, behind: false };
  const last: Cut = { x: Infinity, behind: true };
  const turned = [first, ...cuts, last];
  const kept: Cut[] = [];
  for (let i = 0; i < turned.length; i += 2) {
    if (isBefore(turned[i]!, turned[i + 1]!)) kept.push(turned[i]!, turned[i + 1]!);
  }
  return kept;
}

/** The union of two lists of intervals, sorted and joined. */
export function mergeCuts(a: readonly Cut[], b: readonly Cut[]): Cut[] {
  const spans: [Cut, Cut][] = [];
  for (const cuts of [a, b]) for (let i = 0; i < cuts.length; i += 2) spans.push([cuts[i]!, cuts[i + 1]!]);
  spans.sort(([p], [q]) => (isBefore(p, q) ? -1 : isBefore(q, p) ? 1 : 0));
  const joined: Cut[] = [];
  for (const [low, high] of spans) {
    const end = joined.at(-1);
    if (!end || isBefore(end, low)) joined.push(low, high);
    else joined[joined.length - 1] = later(end, high);
  }
  return joined;
}

function isBefore(a: Cut, b: Cut): boolean {
  return a.x < b.x || (a.x === b.x && !a.behind && b.behind);
}

function earlier(a: Cut, b: Cut): Cut {
  return isBefore(a, b) ? a : b;
}

function later(a: Cut, b: Cut): Cut {
  return isBefore(a, b) ? b : a;
}
