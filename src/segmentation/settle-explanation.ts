import type { Json, Reason } from '../errors/index.ts';
import type { Explained } from './segment-node.ts';

/** What a reason of a rule segment used. */
export interface SegmentFacts {
  /** JSON Pointer of the condition into the definition */
  path: string;
  /** what was found */
  actual: Json;
  /** what was asked */
  expected: Json;
  /** the condition in words */
  text: string;
}

/** Why a customer is a member or not: a single condition that decided. */
export type SegmentReason = Reason<'holds' | 'fails' | 'missing' | 'wrong-type', SegmentFacts>;

/** What follows from an explained tree. */
export interface Settled {
  reasons: SegmentReason[];
  toFlip: string[];
}

/**
 * Marks what is decisive, finds a smallest set of single conditions whose turning would turn the answer, and lists the
 * conditions that decided. Where no single one did (two branches of an `any` hold), those of the smallest set stand in.
 */
export function settleExplanation(root: Explained): Settled {
  const decisive: Explained[] = [];
  markDecisive(root, decisive);
  const flip = cheapestFlip(root);
  const reasons = (decisive.length > 0 ? decisive : (flip ?? [])).map(reasonOf);
  return { reasons, toFlip: (flip ?? []).map(({ node }) => node.path) };
}

function markDecisive(one: Explained, leaves: Explained[]): void {
  one.node.decisive = true;
  if (one.rule === 'leaf') leaves.push(one);
  const held = one.parts.filter(({ node }) => node.result).length;
  for (const part of one.parts) {
    const turns = one.rule === 'not' || (part.node.result ? held === one.least : held === one.least - 1);
    if (turns) markDecisive(part, leaves);
  }
}

/** A smallest set of leaves whose turning turns the node; null where nothing can. Exact when no leaf stands twice. */
function cheapestFlip(one: Explained): Explained[] | null {
  if (one.rule === 'leaf') return [one];
  if (one.rule === 'fixed') return null;
  if (one.rule === 'not') return cheapestFlip(one.parts[0]!);
  const held = one.parts.filter(({ node }) => node.result).length;
  const need = one.node.result ? held - one.least + 1 : one.least - held;
  const flips = one.parts
    .filter(({ node }) => node.result === one.node.result)
    .map(cheapestFlip)
    .filter((flip) => flip !== null)
    .sort((a, b) => a.length - b.length);
  if (need < 1 || flips.length < need) return null;
  return flips.slice(0, need).flat();
}

function reasonOf({ node, text }: Explained): SegmentReason {
  const { path, actual, expected, state, result } = node;
  return { code: state === 'ok' ? (result ? 'holds' : 'fails') : state, facts: { path, actual, expected, text } };
}
