/** A name with the lower end of its range: `[from, next)`. Bands ascend; the last is open. */
export interface Band<N extends string = string> {
  /** name of the band */
  name: N;
  /** lower end, included */
  from: number;
}
