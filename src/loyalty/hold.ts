/** When points become available: at the later of both conditions. */
export interface Hold {
  /** local days after the earning, at the same wall time */
  days?: number;
  /** waits for a `release` event of the order */
  untilReleased?: boolean;
  /** local days after which points that nobody released are taken back; never when absent */
  lapseDays?: number;
}

/** Calendar period to whose end an expiry or validity is rounded up. */
export type RoundUpTo = 'day' | 'month' | 'quarter' | 'year';
