import { InputError, throwFirstProblem } from '../errors/index.ts';
import type { Reason } from '../errors/index.ts';
import type { Instant } from '../time/index.ts';
import { epochOf } from '../time/index.ts';
import type { CustomerModel, HostType } from './customer-model.ts';
import { definitionErrors } from './definition-errors.ts';
import { conditionOutline } from './condition-outline.ts';
import { conditionTest } from './condition-test.ts';
import { explainCondition } from './explain-condition.ts';
import type { PlainRecord } from './plain-record.ts';
import { plainRecord } from './plain-record.ts';
import type { RecordTest } from './record-test.ts';
import type { SegmentDefinition } from './segment-definition.ts';
import { pointerPart } from './segment-problem.ts';
import type { ProgramContext } from './segment-program.ts';
import { bindProgram } from './segment-program.ts';
import { segmentReads } from './segment-reads.ts';
import type { SegmentFacts, SegmentReason } from './settle-explanation.ts';
import { settleExplanation } from './settle-explanation.ts';

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
  const referred = new Set(all.flatMap((name) => segmentReads(definitions[name], model, definitions).segments));
  return {
    at: (asOf) => {
      const asOfAt = epochOf(asOf, 'asOf');
      const { share, next } = sharing();
      const context = { model, segments: definitions, asOfAt, share };
      const tests = names.map((name): RecordTest => {
        const bind = (): RecordTest => bindProgram(definitions[name], '', context, conditionTest);
        // A segment that others refer to stands for its own reference, so that they find its answer ready.
        return referred.has(name) ? share({ segment: name }, null, bind) : bind();
      });
      const explain = explaining(definitions, { model, segments: definitions, asOfAt });
      return {
        names,
        memberships: (customer) => {
          next();
          const record = plainRecord(customer);
          const members: N[] = [];
          for (let i = 0; i < tests.length; i++) if (tests[i]!(record)) members.push(names[i]!);
          return members;
        },
        assign: (customer) => {
          next();
          const record = plainRecord(customer);
          const place = tests.findIndex((test, i) => i < ranked && test(record));
          if (place < 0) return { segment: otherwise, reasons: [{ code: 'no-match', facts: {} }] };
          return { segment: names[place]!, reasons: explain(names[place]!, record) };
        },
      };
    },
  };
}

/** The reasons of a member of one of the segments; each is made ready when it is first asked for. */
function explaining<N extends string>(
  definitions: Readonly<Record<N, SegmentDefinition>>,
  context: ProgramContext,
): (name: N, record: PlainRecord) => SegmentReason[] {
  const ready = new Map<N, (record: PlainRecord) => SegmentReason[]>();
  return (name, record) => {
    let reasons = ready.get(name);
    if (!reasons) {
      const explain = bindProgram(definitions[name], '', context, explainCondition);
      const outline = conditionOutline(definitions[name].where, context.model, definitions);
      ready.set(name, (reasons = (one) => settleExplanation(explain(one), outline).reasons));
    }
    return reasons(record);
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

/** Answers of equal conditions in one calendar, kept while one customer is asked about. */
function sharing(): { share: NonNullable<ProgramContext['share']>; next: () => void } {
  const shared = new Map<string, RecordTest>();
  let turn = 0;
  return {
    next: () => {
      turn++;
    },
    share: (condition, scope, bind) => {
      // The name of a referred segment says everything: it keeps its own zone.
      const key = JSON.stringify('segment' in condition ? condition.segment : [condition, scope!.calendar]);
      const known = shared.get(key);
      if (known) return known;
      const test = bind();
      let asked = -1;
      let answer = false;
      const kept: RecordTest = (record) => {
        if (asked === turn) return answer;
        answer = test(record);
        asked = turn;
        return answer;
      };
      shared.set(key, kept);
      return kept;
    },
  };
}
