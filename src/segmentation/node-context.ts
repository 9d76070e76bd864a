import type { Json } from '../errors/index.ts';
import type { CustomerModel } from './customer-model.ts';
import type { WindowCalendar } from './segment-calendar.ts';
import type { SegmentCondition } from './segment-definition.ts';
import type { Explained, ExplainNode, SegmentNode } from './segment-node.ts';

/** What binds a condition: the model, the instant of the question, and the calendar. */
export interface NodeContext {
  model: CustomerModel;
  asOfAt: number;
  calendar: WindowCalendar;
  /** the node of another segment */
  refer(name: string, path: string): SegmentNode;
  /** lets equal conditions of a set share their work */
  share(condition: SegmentCondition, node: SegmentNode): SegmentNode;
  /** an explained single condition */
  leaf(
    path: string,
    condition: SegmentCondition,
    result: boolean,
    state: ExplainNode['state'],
    actual: Json,
    expected: Json,
  ): Explained;
}
