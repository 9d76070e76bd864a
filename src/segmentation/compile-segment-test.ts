import { throwFirstProblem } from '../errors/index.ts';
import type { Instant } from '../time/index.ts';
import { epochOf } from '../time/index.ts';
import type { CompileSegmentOptions } from './compile-segment.ts';
import { conditionTest } from './condition-test.ts';
import { definitionErrors } from './definition-errors.ts';
import { plainRecord } from './plain-record.ts';
import type { SegmentDefinition } from './segment-definition.ts';
import { bindProgram } from './segment-program.ts';

/** A rule in memory that answers with yes or no only. */
export interface CompiledSegmentTest<Host> {
  /**
   * The test at an instant: every bound of every window is computed here, once.
   *
   * @param asOf - the instant of the knowledge
   * @returns who is a member; never throws, whatever the record holds
   */
  at(this: void, asOf: Instant): (customer: Host) => boolean;
}

/**
 * The membership test of a rule segment and nothing else, for where every kilobyte counts: a serverless function, a page.
 *
 * The same answers as {@link compileSegment}, at the same speed, without explanations, words and dates of change, which
 * then are not loaded either.
 *
 * @param definition - the rule, JSON of the segment language
 * @param options - the customer model, and other segments referred to
 * @returns the compiled test
 * @throws InputError with the code of the first error that {@link checkSegment} finds; `at` throws `not-an-instant`
 *
 * @example Does the visitor who is here now see the offer for loyal customers?
 * ```ts
 * import { compileSegmentTest } from 'clientele/segmentation';
 *
 * const isLoyal = compileSegmentTest(
 *   { version: 1, where: { event: 'purchase', window: { last: 90, unit: 'day' }, op: 'gte', value: 2 } },
 *   { model: { version: 1, fields: {}, events: { types: { purchase: {} } } } },
 * ).at('2025-06-30T00:00:00Z');
 * isLoyal({ events: [{ type: 'purchase', at: '2025-06-10T12:00:00Z' }] }); // => false
 * ```
 */
export function compileSegmentTest<Host = unknown>(
  definition: SegmentDefinition,
  options: CompileSegmentOptions<Host>,
): CompiledSegmentTest<Host> {
  const { model, segments = {} } = options;
  throwFirstProblem(definitionErrors(definition, model, segments), 'definition');
  return {
    at: (asOf) => {
      const test = bindProgram(definition, '', { model, segments, asOfAt: epochOf(asOf, 'asOf') }, conditionTest);
      return (customer) => test(plainRecord(customer));
    },
  };
}
