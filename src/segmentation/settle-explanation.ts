import type { Json, Reason } from '../errors/index.ts';
import type { ConditionOutline } from './condition-outline.ts';
import type { ExplainNode } from './explain-condition.ts';

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
export function settleExplanation(root: ExplainNode, outline: ConditionOutline): Settled {
  const reasons: SegmentReason[] = [];
  const toFlip: string[] = [];
  markDecisive(root, outline, reasons);
  cheapestFlip(root, outline, { toFlip, reasons: reasons.length === 0 ? reasons : null });
  return { reasons, toFlip };
}

function markDecisive(
  node: ExplainNode,
  { rule, least, parts, text }: ConditionOutline,
  decided: SegmentReason[],
): void {
  node.decisive = true;
  if (rule === 'leaf') decided.push(reasonOf(node, text));
  const { children } = node;
  if (!children) return;
  const held = heldCount(children);
  for (let i = 0; i < children.length; i++) {
    const child = children[i]!;
    if (held === (child.result ? least : least - 1)) markDecisive(child, parts[i]!, decided);
  }
}

/** Where the leaves of a set go: their paths, and their reasons where these are asked for. */
interface FlipSet {
  toFlip: string[];
  reasons: SegmentReason[] | null;
}

/**
 * Adds a smallest set of leaves whose turning turns the node; false, with nothing added, where nothing can. Exact when no
 * leaf stands twice.
 */
function cheapestFlip(node: ExplainNode, { rule, least, parts, text }: ConditionOutline, found: FlipSet): boolean {
  if (rule === 'leaf') {
    found.toFlip.push(node.path);
    found.reasons?.push(reasonOf(node, text));
    return true;
  }
  const { children, result } = node;
  if (!children) return false;
  if (rule === 'not') return cheapestFlip(children[0]!, parts[0]!, found);
  const held = heldCount(children);
  const need = result ? held - least + 1 : least - held;
  // Children on the other side have turned already.
  const others = result ? held : children.length - held;
  if (need === others) {
    const before = found.toFlip.length;
    for (let i = 0; i < children.length; i++) {
      if (children[i]!.result !== result || cheapestFlip(children[i]!, parts[i]!, found)) continue;
      found.toFlip.length = before;
      if (found.reasons) found.reasons.length = before;
      return false;
    }
    return true;
  }
  const sets: FlipSet[] = [];
  for (let i = 0; i < children.length; i++) {
    if (children[i]!.result !== result) continue;
    // Nothing is cheaper than one leaf.
    if (need === 1 && parts[i]!.rule === 'leaf' && sets.length === 0) {
      return cheapestFlip(children[i]!, parts[i]!, found);
    }
    const set: FlipSet = { toFlip: [], reasons: found.reasons && [] };
    if (cheapestFlip(children[i]!, parts[i]!, set)) sets.push(set);
  }
  if (sets.length < need) return false;
  if (sets.length > need) sets.sort((a, b) => a.toFlip.length - b.toFlip.length).splice(need);
  for (const { toFlip, reasons } of sets) {
    found.toFlip.push(...toFlip);
    if (reasons) found.reasons!.push(...reasons);
  }
  return true;
}

function heldCount(children: readonly ExplainNode[]): number {
  let held = 0;
  for (let i = 0; i < children.length; i++) if (children[i]!.result) held++;
  return held;
}

function reasonOf({ path, actual, expected, state, result }: ExplainNode, text: string): SegmentReason {
  return { code: state === 'ok' ? (result ? 'holds' : 'fails') : state, facts: { path, actual, expected, text } };
}
