import { InputError, requireId, requireIterable, requireList, requireText, requireWithin } from '../errors/index.ts';
import { createExactSummer, quantile } from '../statistics/index.ts';
import { requireRecord } from './population-input.ts';

/** What to portray. */
export interface ProfileSegmentsOptions<By extends string = string, Measure extends string = string> {
  /** the field that holds each row's segment */
  by: By;
  /** the numeric fields to describe; null counts as missing */
  measures: readonly Measure[];
}

/** One measure of one segment. */
export interface SegmentMeasureProfile {
  /** rows with a value */
  present: number;
  /** rows without */
  missing: number;
  /** sum */
  total: number;
  /** of the sum over all segments; null when that is 0 */
  totalShare: number | null;
  /** mean of the values; null when there are none */
  mean: number | null;
  /** a quarter lies below (type 7); null when there are none */
  p25: number | null;
  /** the median; null when there are none */
  p50: number | null;
  /** three quarters lie below; null when there are none */
  p75: number | null;
  /** mean over the mean of all rows: 1 is like everybody; null when either is missing or the mean of all is 0 */
  index: number | null;
}

/** One segment: its size, and each measure under its own name. */
export interface SegmentProfile<Measure extends string = string> {
  /** rows in it */
  customers: number;
  /** of all rows, 0..1 */
  customerShare: number;
  /** its measures by name */
  measures: Record<Measure, SegmentMeasureProfile>;
}

/** Beyond it sums could overflow. */
const FIGURES = { from: -1e300, to: 1e300 };

/**
 * A portrait of each segment: its size, and the spread of each measure beside that of everybody.
 *
 * @param rows - one row a customer, with its segment and the measures
 * @param options - which field is the segment, which are the measures
 * @returns one profile a segment, in the order in which segments first appear; empty without rows
 * @throws InputError `missing-value` for a row without a segment, `not-finite`, `wrong-type` and `out-of-range` (beyond 1e300) for
 * a measure
 *
 * @example What do my segments look like beside the average customer?
 * ```ts
 * import { profileSegments } from 'clientele/segmentation';
 *
 * const rows = [
 *   { segment: 'loyal', spend: 80 }, { segment: 'loyal', spend: 120 }, { segment: 'new', spend: 40 }, { segment: 'new', spend: null },
 * ];
 * const profile = profileSegments(rows, { by: 'segment', measures: ['spend'] });
 * profile['loyal']!.measures.spend; // => { present: 2, missing: 0, total: 200, totalShare: ~0.83333, mean: 100, p25: 90, p50: 100, p75: 110, index: 1.25 }
 * profile['new']!.customerShare; // => 0.5
 * ```
 */
export function profileSegments<By extends string, Measure extends string>(
  rows: Iterable<Readonly<Record<By, string | number>> & Readonly<Record<Measure, number | null | undefined>>>,
  options: ProfileSegmentsOptions<By, Measure>,
): Record<string, SegmentProfile<Measure>> {
  const { by, measures } = requireRecord(options, 'options');
  requireText(by, 'options.by');
  requireList(measures, 'options.measures').forEach((measure, m) => requireText(measure, `options.measures[${m}]`));
  const groups = new Map<string, { customers: number; values: number[][] }>();
  let all = 0;
  for (const row of requireIterable(rows, 'rows')) {
    const segment: string | number | null | undefined = requireRecord(row, `rows[${all}]`)[by];
    if (segment === null || segment === undefined) {
      throw new InputError('missing-value', `rows[${all}].${by}`, 'expected a segment, got none');
    }
    const name = String(requireId(segment, `rows[${all}].${by}`));
    let group = groups.get(name);
    if (!group) groups.set(name, (group = { customers: 0, values: measures.map(() => []) }));
    group.customers++;
    measures.forEach((measure, m) => {
      const value: number | null | undefined = row[measure];
      if (value === null || value === undefined) return;
      group.values[m]!.push(requireWithin(value, FIGURES, `rows[${all}].${measure}`) + 0);
    });
    all++;
  }
  const whole = measures.map((_, m) => {
    const sum = createExactSummer();
    let count = 0;
    for (const { values } of groups.values()) {
      count += values[m]!.length;
      for (const value of values[m]!) sum.add(value);
    }
    return { total: sum.value(), mean: sum.value() / count };
  });
  return Object.fromEntries(
    [...groups].map(([name, { customers, values }]) => {
      const described = measures.map((measure, m): [Measure, SegmentMeasureProfile] => [
        measure,
        describeMeasure(values[m]!, customers, whole[m]!),
      ]);
      const profile = { customers, customerShare: customers / all, measures: Object.fromEntries(described) };
      return [name, profile as SegmentProfile<Measure>];
    }),
  );
}

function describeMeasure(
  values: number[],
  customers: number,
  whole: { total: number; mean: number },
): SegmentMeasureProfile {
  const sum = createExactSummer();
  for (const value of values) sum.add(value);
  const total = sum.value();
  const present = values.length;
  const sorted = Float64Array.from(values).sort();
  const at = (p: number): number | null => (present > 0 ? quantile(sorted, p) : null);
  const mean = present > 0 ? total / present : null;
  return {
    present,
    missing: customers - present,
    total,
    totalShare: whole.total === 0 ? null : total / whole.total,
    mean,
    p25: at(0.25),
    p50: at(0.5),
    p75: at(0.75),
    index: mean === null || whole.mean === 0 ? null : mean / whole.mean,
  };
}
