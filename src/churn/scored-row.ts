/** A churn probability beside what then happened: what every metric of a model is made of. */
export interface ScoredRow {
  /** the forecast, 0..1 */
  probability: number;
  /** true left, false stayed */
  churned: boolean;
}
