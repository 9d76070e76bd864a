/**
 * Instants, zones and calendar periods that never depend on the zone of the host. Less stable than the domains.
 *
 * @module clientele/time
 */
export type { Instant, StoredInstant } from './instant.ts';
export type { Period, PeriodSpan } from './period.ts';
