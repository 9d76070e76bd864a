import { UTCDateMini } from '@date-fns/utc/date/mini';

/**
 * The context in which date-fns works on wall time held as UTC: `addMonths(civil, 1, { in: utc })`. Only the `mini`
 * class is used: the full one builds three `Intl` formatters at import and fails in engines without `Intl`.
 */
export function utc(value: Date | number | string): InstanceType<typeof UTCDateMini> {
  return new UTCDateMini(+new Date(value));
}
