/** A calendar period of a zone. Weeks begin on Monday unless said otherwise. */
export type Period = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** One calendar period: its first civil day, its first instant, and the first instant after it. */
export interface PeriodSpan {
  /** first civil day, `YYYY-MM-DD` */
  startOn: string;
  /** first instant, epoch ms */
  startAt: number;
  /** end, excluded, epoch ms */
  endAt: number;
}
