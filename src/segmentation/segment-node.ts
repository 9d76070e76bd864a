import type { Json } from '../errors/index.ts';
import { constantTruth, negated, thresholdTruth } from './timeline.ts';
import type { Timeline } from './timeline.ts';
import { allOf, anyOf, atLeastOf } from './property-test.ts';

/** One node of an explanation: what it asked, what it found, and whether the whole answer hangs on it. */
export interface ExplainNode {
  /** JSON Pointer into the definition; parts of a referred segment begin with `/segments/<name>` */
  path: string;
  /** whether the node holds */
  result: boolean;
  /** whether the whole answer would turn if this node turned */
  decisive: boolean;
  /** why a value did not count: it was missing or of the wrong type */
  state: 'ok' | 'missing' | 'wrong-type';
  /** what was found; null for groups */
  actual: Json;
  /** what was asked; null for groups */
  expected: Json;
  /** parts of a group; absent for a single condition */
  children?: ExplainNode[];
}

/** An explained node with what its parents need to know: how it follows from its parts, and its words. */
export interface Explained {
  node: ExplainNode;
  rule: 'leaf' | 'fixed' | 'not' | 'threshold';
  /** how many parts must hold; 1 but for groups */
  least: number;
  parts: Explained[];
  text: string;
}

/** A condition bound to an instant and a calendar: three questions about one customer. */
export interface SegmentNode {
  test(this: void, customer: unknown): boolean;
  timeline(this: void, customer: unknown): Timeline;
  explain(this: void, customer: unknown): Explained;
}

/** A condition that holds for everybody or nobody. */
export function alwaysNode(path: string, value: boolean): SegmentNode {
  const text = value ? 'everybody' : 'nobody';
  return {
    test: () => value,
    timeline: () => constantTruth(value),
    explain: () => ({ ...explained(path, value, 'fixed', 1, []), text }),
  };
}

/** The exact complement of a node. */
export function notNode(path: string, inner: SegmentNode): SegmentNode {
  const { test, timeline, explain } = inner;
  return {
    test: (customer) => !test(customer),
    timeline: (customer) => negated(timeline(customer)),
    explain: (customer) => {
      const part = explain(customer);
      return explained(path, !part.node.result, 'not', 1, [part]);
    },
  };
}

/** At least so many of the parts hold: all, any and atLeast are one. */
export function thresholdNode(path: string, least: number, parts: readonly SegmentNode[]): SegmentNode {
  const tests = parts.map(({ test }) => test);
  return {
    test: least === parts.length ? allOf(tests) : least === 1 ? anyOf(tests) : atLeastOf(least, tests),
    timeline: (customer) => {
      const truths: Timeline[] = [];
      for (const { timeline } of parts) {
        const truth = timeline(customer);
        // One part that settles the group for good spares the histories of the others.
        if (truth.flips.length === 0 && truth.until === Infinity) {
          if (truth.initial && least === 1) return truth;
          if (!truth.initial && least === parts.length) return truth;
        }
        truths.push(truth);
      }
      return thresholdTruth(truths, least);
    },
    explain: (customer) => {
      const inner = parts.map(({ explain }) => explain(customer));
      const held = inner.filter(({ node }) => node.result).length;
      return explained(path, held >= least, 'threshold', least, inner);
    },
  };
}

function explained(
  path: string,
  result: boolean,
  rule: Explained['rule'],
  least: number,
  parts: Explained[],
): Explained {
  const node: ExplainNode = { path, result, decisive: false, state: 'ok', actual: null, expected: null };
  if (rule !== 'fixed') node.children = parts.map((part) => part.node);
  return { node, rule, least, parts, text: '' };
}
