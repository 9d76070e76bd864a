import type * as z from 'zod';
import type { Instant, StoredInstant } from '../time/index.ts';
import { dayNumberOf, epochOf, requireZone } from '../time/index.ts';
import { InputError } from '../errors/index.ts';
import { guarded } from './parse.ts';

/** A point in time: a `Date`, epoch ms, or ISO 8601 text with an offset or `Z`. Issue `not-an-instant`. */
export const InstantSchema: z.ZodType<Instant> = guarded<Instant>((value) => void epochOf(value, 'value'));

/** A point in time inside a stored value: epoch ms or ISO 8601 text with an offset or `Z`. Issue `not-an-instant`. */
export const StoredInstantSchema: z.ZodType<StoredInstant> = guarded<StoredInstant>((value) => {
  epochOf(value, 'value');
  if (typeof value === 'object') throw new InputError('not-an-instant', 'value', 'expected plain JSON, got a Date');
});

/** A civil day, `YYYY-MM-DD`. Issue `not-a-day`. */
export const CivilDaySchema: z.ZodType<string> = guarded<string>((value) => void dayNumberOf(value));

/** An IANA time zone. Issue `unknown-zone`. */
export const TimeZoneSchema: z.ZodType<string> = guarded<string>((value) => void requireZone(value, 'value'));
