/** Gaps of one length, counted. */
export interface GapCount {
  /** length of the gap, days; for an open one the silence so far */
  days: number;
  /** gaps that a purchase closed */
  ended: number;
  /** gaps still open at the end of knowledge */
  open: number;
}

/** The gaps behind a `GapModel`: they add up over parts with different customers. */
export interface GapTally {
  /** what this stored value is */
  kind: 'gap-tally';
  /** version of its form */
  version: 1;
  /** whose civil days purchases were merged by */
  timeZone: string;
  /** until when the facts are known, epoch ms */
  asOfAt: number;
  /** lower ends of the strata by purchases at the beginning of the gap, ascending */
  strata: number[];
  /** customers with a purchase before `asOf` */
  customers: number;
  /** by stratum: gaps by length, ascending */
  gaps: GapCount[][];
}
