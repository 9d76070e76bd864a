import { eventNode, latestNode, regularlyNode } from './event-node.ts';
import { fieldNode, fieldWindowNode } from './field-node.ts';
import type { NodeContext } from './node-context.ts';
import type { SegmentCondition } from './segment-definition.ts';
import type { SegmentNode } from './segment-node.ts';
import { alwaysNode, notNode, thresholdNode } from './segment-node.ts';
import { sequenceNode } from './sequence-node.ts';

/** Binds a checked condition, which stands at `path`, to an instant and a calendar. */
export function bindCondition(condition: SegmentCondition, path: string, context: NodeContext): SegmentNode {
  const bindAll = (parts: readonly SegmentCondition[], key: string): SegmentNode[] =>
    parts.map((part, i) => bindCondition(part, `${path}/${key}/${i}`, context));
  if ('all' in condition) return thresholdNode(path, condition.all.length, bindAll(condition.all, 'all'));
  if ('any' in condition) return thresholdNode(path, 1, bindAll(condition.any, 'any'));
  if ('atLeast' in condition) return thresholdNode(path, condition.atLeast, bindAll(condition.of, 'of'));
  if ('not' in condition) return notNode(path, bindCondition(condition.not, `${path}/not`, context));
  if ('always' in condition) return alwaysNode(path, condition.always);
  return context.share(condition, bindLeaf(condition, path, context));
}

function bindLeaf(condition: SegmentCondition, path: string, context: NodeContext): SegmentNode {
  if ('segment' in condition) return context.refer(condition.segment, path);
  if ('field' in condition) {
    return 'window' in condition
      ? fieldWindowNode(path, condition, context)
      : fieldNode(path, condition as Extract<SegmentCondition, { op: unknown; field: unknown }>, context);
  }
  if ('event' in condition) return eventNode(path, condition, context);
  if ('latest' in condition || 'earliest' in condition) return latestNode(path, condition, context);
  if ('sequence' in condition) return sequenceNode(path, condition, context);
  return regularlyNode(path, condition as Extract<SegmentCondition, { regularly: string }>, context);
}
