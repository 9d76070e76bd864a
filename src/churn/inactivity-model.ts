import type { FitReport } from '../statistics/index.ts';

/** Customers who had been silent for so long, and how many of them stayed silent over the horizon. */
export interface InactivityBin {
  /** shortest silence of the bin, days, included */
  fromDays: number;
  /** longest silence, days, excluded; null is open */
  toDays: number | null;
  /** customers seen in this silence, each once a landmark */
  n: number;
  /** those of them without a purchase in the horizon that followed */
  churned: number;
}

/** Customers with so many purchases, by silence. */
export interface InactivityStratum {
  /** fewest purchases of the stratum */
  fromPurchases: number;
  /** most purchases, included; null is open */
  toPurchases: number | null;
  /** silence from short to long */
  bins: InactivityBin[];
}

/** How likely silence is to last: counts by silence and purchases. Rates and intervals are made on reading. */
export interface InactivityModel {
  /** what this is */
  kind: 'inactivity-risk';
  /** version of the shape */
  version: 1;
  /** how far the question looks ahead, days */
  horizonDays: number;
  /** zone whose civil days made the orders */
  timeZone: string;
  /** rates never fall with longer silence, by pooling */
  monotone: boolean;
  /** landmarks that were used, epoch ms */
  landmarksAt: number[];
  /** landmarks left out because their outcome is not over, epoch ms */
  skippedLandmarksAt: number[];
  /** by purchases, ascending */
  strata: InactivityStratum[];
  /** `n` customers seen; warnings `strata-differ`, `pooled-strata`, `no-complete-landmark`, `below-first-edge`, `landmark-inside-day` */
  fit: FitReport;
}

/** The counts behind an {@link InactivityModel}: they add up over parts with different customers. */
export interface InactivityTally {
  /** what this is */
  kind: 'inactivity-tally';
  /** version of the shape */
  version: 1;
  /** how far the question looks ahead, days */
  horizonDays: number;
  /** zone whose civil days made the orders */
  timeZone: string;
  /** landmarks that were used, epoch ms */
  landmarksAt: number[];
  /** landmarks left out because their outcome is not over, epoch ms */
  skippedLandmarksAt: number[];
  /** lower ends of silence, days */
  silenceEdgesDays: number[];
  /** lower ends of the counted strata, purchases */
  strata: number[];
  /** the caller asked for no strata: they are counted for the warning and pooled on reading */
  pooled: boolean;
  /** customers seen at one landmark or more */
  customers: number;
  /** observations with a silence below the first edge: in no bin */
  belowFirstEdge: number;
  /** some used landmark lies inside a civil day */
  landmarkInsideDay: boolean;
  /** stratum → silence → customers seen and those who stayed silent */
  cells: { n: number; churned: number }[][];
}
