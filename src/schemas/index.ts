/**
 * zod schemas and `parse…` doors for every public input and every stored value.
 *
 * @module clientele/schemas
 */
export { CivilDaySchema, InstantSchema, StoredInstantSchema, TimeZoneSchema } from './instant.ts';
export type { ParsedValue } from './parse.ts';
export type { ParsedPurchases } from './purchases.ts';
export { parsePurchases, PurchaseSchema } from './purchases.ts';
