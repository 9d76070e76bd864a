/** A value, or `null` with the reason why there is none. The key `reason` is there exactly when `value` is `null`. */
export interface Figure<R extends string = string> {
  /** the answer, or null */
  value: number | null;
  /** why there is no answer: a kebab-case code */
  reason?: R;
}

/** Where the true value lies with the stated confidence. Always in a field called `interval`. */
export interface Interval {
  /** lower end, in the unit of the value */
  low: number;
  /** upper end, in the unit of the value */
  high: number;
  /** confidence, 0..1 */
  level: number;
  /** name of the method, kebab-case */
  method: string;
}

/** An interval with an end that the data never reach: `null`. */
export interface OpenInterval {
  /** lower end, or null where it is not reached */
  low: number | null;
  /** upper end, or null where it is not reached */
  high: number | null;
  /** confidence, 0..1 */
  level: number;
  /** name of the method, kebab-case */
  method: string;
}

/** A figure with its uncertainty. `noInterval` says why there is none beside a value. */
export interface Estimate<R extends string = never, N extends string = never> extends Figure<R> {
  /** standard error of the value, in its unit; null where there is none */
  standardError: number | null;
  /** interval of the value; null where there is none */
  interval: Interval | null;
  /** why a value has no interval: a kebab-case code; absent where it has one */
  noInterval?: N;
}

/** A share of counted cases, with its base. The same in every domain. */
export interface Rate extends Figure<'empty' | 'incomplete'> {
  /** cases that count */
  numerator: number;
  /** cases that could have counted */
  denominator: number;
  /** Wilson score interval; null where there is no value */
  interval: Interval | null;
  /** the window of the question is over */
  complete: boolean;
  /** fewer than 30 cases in the denominator: read with care */
  smallBase: boolean;
}

/** One group or model held against another: compared − reference. */
export interface Comparison {
  /** compared − reference; null where it cannot be said */
  difference: number | null;
  /** standard error of the difference */
  standardError: number | null;
  /** test statistic */
  statistic: number | null;
  /** two-sided p-value, 0..1 */
  pValue: number | null;
  /** interval of the difference; null where there is none */
  interval: Interval | null;
  /** name of the test, kebab-case */
  test: string;
  /** degrees of freedom, where the test has them */
  degreesOfFreedom?: number;
  /** present when the difference or the statistic is null */
  reason?: 'empty' | 'no-variance';
}
