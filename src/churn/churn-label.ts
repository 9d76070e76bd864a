/** What is known about one customer's future at a landmark: left, stayed, or not yet known. */
export interface ChurnLabel<Id extends string | number = string> {
  /** whose label */
  customerId: Id;
  /** the instant at which the question is asked, epoch ms */
  landmarkAt: number;
  /** how far the question looks ahead, days of 86,400,000 ms */
  horizonDays: number;
  /** true left, false stayed, null not yet known */
  churned: boolean | null;
  /** why nothing is known yet; absent where it is */
  reason?: 'horizon-incomplete';
}

/** A label whose horizon is over: it may train and test models. */
export interface KnownChurnLabel<Id extends string | number = string> extends ChurnLabel<Id> {
  /** true left, false stayed */
  churned: boolean;
}
