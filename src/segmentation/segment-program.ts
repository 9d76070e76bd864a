import { bindCondition } from './bind-condition.ts';
import type { CustomerModel } from './customer-model.ts';
import { isZone } from './definition-errors.ts';
import type { SegmentLibrary } from './definition-errors.ts';
import { describeCondition } from './describe-condition.ts';
import type { NodeContext } from './node-context.ts';
import { compilePath } from './read-path.ts';
import type { SegmentCondition, SegmentDefinition } from './segment-definition.ts';
import type { SegmentNode } from './segment-node.ts';
import { pointerPart } from './segment-problem.ts';

/** What a program is bound to. */
export interface ProgramContext {
  model: CustomerModel;
  segments: SegmentLibrary;
  asOfAt: number;
  /** lets the segments of a set share equal conditions; the key names condition, zone and week */
  share?: ((key: string, node: SegmentNode) => SegmentNode) | undefined;
}

/** Most zones that are held ready at once; there are about 600. */
const MOST_ZONES = 1000;

/** Binds a checked definition to an instant: one tree for its zone, or one for each zone that customers turn out to have. */
export function bindProgram(definition: SegmentDefinition, context: ProgramContext, base = ''): SegmentNode {
  const { timeZone = 'UTC', weekStartsOn = 'monday', where } = definition;
  const texts = new Map<SegmentCondition, string>();
  /** The words of a condition, found once. */
  const textOf = (condition: SegmentCondition): string => {
    let text = texts.get(condition);
    if (text === undefined) texts.set(condition, (text = describeCondition(condition, context.model)));
    return text;
  };
  const bind = (zone: string): SegmentNode => {
    const inner: NodeContext = {
      model: context.model,
      asOfAt: context.asOfAt,
      calendar: { timeZone: zone, weekStartsOn },
      refer: (name, path) => referredNode(name, path, context),
      share: (condition, node) => {
        const { share } = context;
        return share ? share(shareKey(condition, zone, weekStartsOn), node) : node;
      },
      leaf: (path, condition, result, state, actual, expected) => ({
        node: { path, result, decisive: false, state, actual, expected },
        rule: 'leaf',
        least: 1,
        parts: [],
        text: textOf(condition),
      }),
    };
    return bindCondition(where, `${base}/where`, inner);
  };
  if (typeof timeZone === 'string') return bind(timeZone);
  const readZone = compilePath(timeZone.field);
  const fallback = bind(timeZone.fallback);
  const bound = new Map<string, SegmentNode>();
  const nodeFor = (customer: unknown): SegmentNode => {
    const zone = readZone(customer);
    if (typeof zone !== 'string') return fallback;
    const ready = bound.get(zone);
    if (ready) return ready;
    const node = isZone(zone) ? bind(zone) : fallback;
    if (bound.size < MOST_ZONES) bound.set(zone, node);
    return node;
  };
  return {
    test: (customer) => nodeFor(customer).test(customer),
    timeline: (customer) => nodeFor(customer).timeline(customer),
    explain: (customer) => nodeFor(customer).explain(customer),
  };
}

/** Equal conditions in one calendar are one condition. */
export function shareKey(condition: SegmentCondition, zone: string, weekStartsOn: string): string {
  // The name of a referred segment says everything: it keeps its own zone.
  return 'segment' in condition ? JSON.stringify(condition) : JSON.stringify([condition, zone, weekStartsOn]);
}

/** A reference stands in the tree as a group of one: the other segment, in its own calendar. */
function referredNode(name: string, path: string, context: ProgramContext): SegmentNode {
  const inner = bindProgram(context.segments[name]!, context, `/segments/${pointerPart(name)}`);
  return {
    test: inner.test,
    timeline: inner.timeline,
    explain: (customer) => {
      const part = inner.explain(customer);
      const { result } = part.node;
      const node = {
        path,
        result,
        decisive: false,
        state: 'ok' as const,
        actual: result,
        expected: name,
        children: [part.node],
      };
      return { node, rule: 'threshold', least: 1, parts: [part], text: `is in segment ${name}` };
    },
  };
}
