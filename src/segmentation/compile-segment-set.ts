import { InputError, throwFirstProblem } from '../errors/index.ts';
import type { Reason } from '../errors/index.ts';
import type { Instant } from '../time/index.ts';
import { epochOf } from '../time/index.ts';
import type { CustomerModel, HostType } from './customer-model.ts';
import { definitionErrors } from './definition-errors.ts';
import type { SegmentNode } from './segment-node.ts';
import { bindProgram } from './segment-program.ts';
import type { SegmentDefinition } from './segment-definition.ts';
import { pointerPart } from './segment-problem.ts';
import { settleExplanation } from './settle-explanation.ts';
import type { SegmentFacts } from './settle-explanation.ts';

/** How a set of segments is compiled. */
export interface CompileSegmentSetOptions<N extends string = string, O extends string = never, Host = unknown> {
  /** the fields and events of the customers */
  model: CustomerModel & HostType<Host>;
  /** names from the highest priority to the lowest; the order of the definitions by default. Names left out only count as
   * memberships */
  order?: readonly N[];
  /** name for customers in none of them; `'none'` by default */
  otherwise?: O;
}

/** Why a customer is in the segment: what holds there, or that no segment took them. */
export type SegmentSetReason = Reason<'holds' | 'fails' | 'missing' | 'wrong-type' | 'no-match', Partial<SegmentFacts>>;

/** The one segment of a customer. */
export interface SegmentChoice<N extends string = string> {
  /** the first segment in the order of priority, or the name for none */
  segment: N;
  /** what decided */
  reasons: SegmentSetReason[];
}

/** A set of segments at an instant. */
export interface SegmentSetAt<N extends string = string, O extends string = string, Host = unknown> {
  /** names of the set, in the order of priority, those without priority last */
  names: readonly N[];
  /** all segments that the customer is in, in that order */
  memberships(this: void, customer: Host): N[];
  /** the one segment of the customer, with reasons */
  assign(this: void, customer: Host): SegmentChoice<N | O>;
}

/** A set of segments in memory. */
export interface CompiledSegmentSet<N extends string = string, O extends string = string, Host = unknown> {
  /**
   * The set at an instant.
   *
   * @param asOf - the instant of the knowledge
   */
  at(this: void, asOf: Instant): SegmentSetAt<N, O, Host>;
}

/**
 * Many segments asked at once: all memberships of a customer, or the one that matters most.
 *
 * Segments may refer to each other. What several share, a condition or a whole segment, is asked once for each customer.
 *
 * @param definitions - the rules by name; they refer to each other by these names
 * @param options - the customer model, the order of priority, the name for customers in none
 * @returns the compiled set
 * @throws InputError with the code of the first error of a definition; `unknown-name` and `duplicate` for the order;
 * `duplicate` when `otherwise` is the name of a segment
 *
 * @example Which campaign gets which customer?
 * ```ts
 * import { compileSegmentSet } from 'clientele/segmentation';
 *
 * const set = compileSegmentSet(
 *   {
 *     big: { version: 1, where: { field: 'spend', op: 'gte', value: 500 } },
 *     french: { version: 1, where: { field: 'country', op: 'eq', value: 'FR' } },
 *   },
 *   { model: { version: 1, fields: { spend: 'number?', country: 'text?' } }, otherwise: 'everyone-else' },
 * ).at('2025-06-30T00:00:00Z');
 * set.memberships({ spend: 900, country: 'FR' }); // => ['big', 'french']
 * set.assign({ spend: 900, country: 'FR' }).segment; // => 'big'
 * set.assign({}); // => { segment: 'everyone-else', reasons: [{ code: 'no-match', facts: {} }] }
 * ```
 */
export function compileSegmentSet<N extends string, const O extends string = 'none', Host = unknown>(
  definitions: Readonly<Record<N, SegmentDefinition>>,
  options: CompileSegmentSetOptions<NoInfer<N>, O, Host>,
): CompiledSegmentSet<N, O, Host> {
  const { model, order, otherwise = 'none' as O } = options;
  const all = Object.keys(definitions) as N[];
  for (const name of all) {
    const problems = definitionErrors(definitions[name], model, definitions);
    throwFirstProblem(
      problems.map((problem) => ({
        ...problem,
        path: problem.path.startsWith('/segments/')
          ? problem.path.slice('/segments'.length)
          : `/${pointerPart(name)}${problem.path}`,
      })),
      'definitions',
    );
  }
  const names = orderedNames(all, order ?? all, otherwise);
  const ranked = order?.length ?? names.length;
  return {
    at: (asOf) => {
      const share = sharing();
      const context = { model, segments: definitions, asOfAt: epochOf(asOf, 'asOf'), share: share.share };
      // Each segment stands for its own reference, so that others find its answer ready.
      const nodes = names.map((name) =>
        share.share(JSON.stringify({ segment: name }), bindProgram(definitions[name], context)),
      );
      return {
        names,
        memberships: (customer) => {
          share.next();
          return names.filter((_, i) => nodes[i]!.test(customer));
        },
        assign: (customer) => {
          share.next();
          const place = nodes.findIndex(({ test }, i) => i < ranked && test(customer));
          if (place < 0) return { segment: otherwise, reasons: [{ code: 'no-match', facts: {} }] };
          return { segment: names[place]!, reasons: settleExplanation(nodes[place]!.explain(customer)).reasons };
        },
      };
    },
  };
}

function orderedNames<N extends string>(all: readonly N[], order: readonly N[], otherwise: string): N[] {
  const seen = new Set<N>();
  order.forEach((name, i) => {
    const argument = `options.order[${i}]`;
    if (!all.includes(name))
      throw new InputError('unknown-name', argument, `expected one of ${all.join(', ')}, got ${name}`);
    if (seen.has(name)) throw new InputError('duplicate', argument, `got ${name} twice`);
    seen.add(name);
  });
  if ((all as readonly string[]).includes(otherwise)) {
    throw new InputError('duplicate', 'options.otherwise', `expected a name of its own, got the segment ${otherwise}`);
  }
  return [...order, ...all.filter((name) => !seen.has(name))];
}

/** Answers of equal conditions, kept while one customer is asked about. */
function sharing(): { share: (key: string, node: SegmentNode) => SegmentNode; next: () => void } {
  const shared = new Map<string, SegmentNode['test']>();
  let turn = 0;
  return {
    next: () => {
      turn++;
    },
    share: (key, node) => {
      const { test } = node;
      let kept = shared.get(key);
      if (!kept) {
        let asked = -1;
        let answer = false;
        kept = (customer) => {
          if (asked === turn) return answer;
          answer = test(customer);
          asked = turn;
          return answer;
        };
        shared.set(key, kept);
      }
      return { ...node, test: kept };
    },
  };
}
