import { throwFirstProblem } from '../errors/index.ts';
import type { Instant } from '../time/index.ts';
import { epochOf } from '../time/index.ts';
import type { CustomerModel, HostType } from './customer-model.ts';
import type { SegmentLibrary } from './definition-errors.ts';
import { definitionErrors } from './definition-errors.ts';
import type { ConditionOutline } from './condition-outline.ts';
import { conditionOutline } from './condition-outline.ts';
import { conditionTest } from './condition-test.ts';
import { conditionTimeline } from './condition-timeline.ts';
import type { ExplainNode } from './explain-condition.ts';
import { explainCondition } from './explain-condition.ts';
import type { PlainRecord } from './plain-record.ts';
import { plainRecord } from './plain-record.ts';
import type { SegmentDefinition } from './segment-definition.ts';
import type { Bound } from './segment-program.ts';
import { bindProgram } from './segment-program.ts';
import type { SegmentReads } from './segment-reads.ts';
import { segmentReads } from './segment-reads.ts';
import type { SegmentReason } from './settle-explanation.ts';
import { settleExplanation } from './settle-explanation.ts';
import type { Timeline } from './timeline.ts';

/** What a segment is compiled against. */
export interface CompileSegmentOptions<Host = unknown> {
  /** the fields and events of the customers */
  model: CustomerModel & HostType<Host>;
  /** other segments that the definition refers to, by name */
  segments?: SegmentLibrary;
}

/** A rule in memory: ask it at an instant. The definition is what is stored. */
export interface CompiledSegment<Host> {
  /**
   * The rule at an instant: every bound of every window is computed here, once.
   *
   * @param asOf - the instant of the knowledge
   */
  at(this: void, asOf: Instant): SegmentAt<Host>;
  /** what the rule reads, so that a host loads no more */
  reads: SegmentReads;
}

/** A rule at an instant: plain functions that may be detached and handed to `filter`. */
export interface SegmentAt<Host> {
  /** Is the customer a member? Never throws, whatever the record holds. */
  test(this: void, customer: Host): boolean;
  /** Why, or why not, what would change it, and when time will. */
  explain(this: void, customer: Host): SegmentExplanation;
  /** The first later instant (epoch ms) at which the same record gives the other answer; null when there is none. */
  nextChangeAt(this: void, customer: Host): number | null;
}

/** Why a customer is a member or not. */
export interface SegmentExplanation {
  /** the answer */
  member: boolean;
  /** the instant of the question, epoch ms */
  asOfAt: number;
  /** when time alone will turn the answer, epoch ms; null for never */
  nextChangeAt: number | null;
  /** every condition with what it found */
  tree: ExplainNode;
  /** the conditions that decided, in the order of the text */
  reasons: SegmentReason[];
  /** paths of a smallest set of conditions that would turn the answer; empty where nothing can */
  toFlip: string[];
}

/**
 * A rule segment made ready to ask: who is a member, why, and until when.
 *
 * Nothing is evaluated as code: the JSON becomes closures over constants. Compile once, bind once for an instant, then
 * test as many customers as there are. Warnings (a condition that can never hold) do not throw: see
 * {@link checkSegment}. A yearly return is followed 8 years ahead by `nextChangeAt`, everything else for ever.
 *
 * @param definition - the rule, JSON of the segment language
 * @param options - the customer model, and other segments referred to
 * @returns the compiled rule
 * @throws InputError with the code of the first error that {@link checkSegment} finds; `at` throws `not-an-instant`
 *
 * @example Who bought lately, why is Ana not among them, and when will Bob drop out?
 * ```ts
 * import { compileSegment } from 'clientele/segmentation';
 *
 * const active = compileSegment(
 *   { version: 1, where: { event: 'purchase', window: { last: 30, unit: 'day' } } },
 *   { model: { version: 1, fields: {}, events: { types: { purchase: {} } } } },
 * ).at('2025-06-30T00:00:00Z');
 * const ana = { id: 'ana', events: [] };
 * const bob = { id: 'bob', events: [{ type: 'purchase', at: '2025-06-10T12:00:00Z' }] };
 * [ana, bob].filter(active.test).map(({ id }) => id); // => ['bob']
 * active.explain(ana).reasons[0]!.facts.text; // => 'has at least 1 purchase event in the last 30 days'
 * new Date(active.nextChangeAt(bob)!).toISOString(); // => '2025-07-10T12:00:00.000Z'
 * ```
 */
export function compileSegment<Host = unknown>(
  definition: SegmentDefinition,
  options: CompileSegmentOptions<Host>,
): CompiledSegment<Host> {
  const { model, segments = {} } = options;
  throwFirstProblem(definitionErrors(definition, model, segments), 'definition');
  /** The words of the explanations, found when the first one is asked for. */
  let outline: ConditionOutline | null = null;
  return {
    reads: segmentReads(definition, model, segments),
    at: (asOf) => {
      const asOfAt = epochOf(asOf, 'asOf');
      const context = { model, segments, asOfAt };
      const test = bindProgram(definition, '', context, conditionTest);
      // Most hosts ask for members only: the other two are bound when they are asked for.
      let timeline: Bound<Timeline> | null = null;
      let explain: Bound<ExplainNode> | null = null;
      const changeAt = (customer: PlainRecord): number | null => {
        timeline ??= bindProgram(definition, '', context, conditionTimeline);
        const { flips, until } = timeline(customer);
        const first = flips[0];
        return first !== undefined && first <= until ? first : null;
      };
      return {
        test: (customer) => test(plainRecord(customer)),
        nextChangeAt: (customer) => changeAt(plainRecord(customer)),
        explain: (customer) => {
          const record = plainRecord(customer);
          explain ??= bindProgram(definition, '', context, explainCondition);
          outline ??= conditionOutline(definition.where, model, segments);
          const tree = explain(record);
          const { reasons, toFlip } = settleExplanation(tree, outline);
          return { member: tree.result, asOfAt, nextChangeAt: changeAt(record), tree, reasons, toFlip };
        },
      };
    },
  };
}
