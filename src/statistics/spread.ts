/** The spread of a counted quantity: quantiles are of type 7 (Hyndman & Fan 1996); all null where nothing was counted. */
export interface Spread {
  /** how many values */
  count: number;
  /** arithmetic mean */
  mean: number | null;
  /** 10 % lie below */
  p10: number | null;
  /** a quarter lies below */
  p25: number | null;
  /** the median */
  p50: number | null;
  /** three quarters lie below */
  p75: number | null;
  /** 80 % lie below */
  p80: number | null;
  /** 90 % lie below */
  p90: number | null;
  /** 95 % lie below */
  p95: number | null;
}
