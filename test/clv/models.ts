/** Models that several tests share. Simulated from, they are the truth that a fit should find. */

/** A shop: a purchase in fifty days on average, and after each a chance of 0.31 on average to leave. */
export const TRUTH = {
  kind: 'mbg-nbd',
  version: 1,
  purchaseShape: 0.8,
  purchaseScaleDays: 40,
  dropoutA: 0.9,
  dropoutB: 2,
  fit: null,
} as const;

/** Donors who may give on every occasion: near the estimates of Fader, Hardie & Shang (2010). */
export const BGBB = {
  kind: 'bg-bb',
  version: 1,
  purchaseA: 1.2,
  purchaseB: 0.75,
  dropoutA: 0.66,
  dropoutB: 2.8,
  fit: null,
} as const;

/** Amounts of purchases: near the estimates on CDNOW. */
export const GG = {
  kind: 'gamma-gamma',
  version: 1,
  spendShape: 6.25,
  spreadShape: 3.74,
  spreadScale: 15.44,
  pooledMeanSpend: 35,
  fit: null,
} as const;

/** Contracts: near the estimates for "High End" of Fader & Hardie (2007). */
export const SBG = { kind: 'sbg', version: 1, dropoutA: 0.668, dropoutB: 3.806, fit: null } as const;

/** Contracts that each customer tires of: above a `durationShape` of 1 the chance to leave rises with the periods. */
export const BDW = { kind: 'bdw', version: 1, dropoutA: 1.5, dropoutB: 4, durationShape: 1.3, fit: null } as const;
