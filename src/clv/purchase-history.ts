/**
 * What a purchase model knows of one customer. A `PurchaseSummary` of `clientele/purchases` is one; so is a row of a
 * SQL GROUP BY with its number of customers.
 */
export interface PurchaseHistory {
  /** orders after the first; x in the literature */
  repeatPurchases: number;
  /** days from the first to the last order; t_x, the BTYD "recency"; 0 without a repeat */
  daysToLast: number;
  /** days from the first order to the end of observation; T, the age */
  daysObserved: number;
  /** sum of ln(gap in days) over consecutive orders; read only by the fit and the likelihood of regular models */
  sumLogGapDays?: number | null;
  /** this many customers share the row; 1 by default */
  customers?: number;
  /** fixed traits of the customer, read only by models with covariates */
  covariates?: Readonly<Record<string, number>>;
}

/** What BG/BB knows of one customer who could buy, or not, at each of several occasions. */
export interface OpportunityHistory {
  /** occasions that were used */
  successes: number;
  /** number of the last occasion that was used; 0 when none was */
  lastSuccess: number;
  /** occasions there were */
  opportunities: number;
  /** this many customers share the row; 1 by default */
  customers?: number;
}

/** What a spend model knows of one customer. */
export interface SpendHistory {
  /** orders after the first */
  repeatPurchases: number;
  /** mean amount of those orders; null when there are none */
  meanRepeatAmount: number | null;
  /** this many customers share the row; 1 by default */
  customers?: number;
}
