import * as z from 'zod';
import {
  type AcquisitionRetentionInput,
  type BudgetInput,
  cohortProfit,
  type CohortProfitInput,
  customerEquity,
  type CustomerEquityInput,
  expectedProspectValue,
  marginMultiple,
  type RetentionEconomics,
  type UnitEconomicsInput,
} from '../retention/index.ts';
import type { ParsedValue } from './parse.ts';
import { parseValue, refusing } from './parse.ts';
import { SpendResponseSchema } from './retention.ts';
import { schemaOf } from './schema-of.ts';

const count = z.int().min(0);
const probability = z.number().min(0).max(1);
const atLeastZero = z.number().min(0);
const discountRatePerPeriod = z.number().gt(-1);
const terms = {
  retentionRate: probability,
  discountRatePerPeriod,
  firstMargin: z.enum(['now', 'next-period']),
  margin: z.number(),
};

/** What only the whole value can show, asked of the library once every field is sound: one issue for one mistake. */
function wholly<T>(check: (value: T) => void): (context: z.core.ParsePayload<T>) => void {
  const refuse = refusing(check);
  return (context) => {
    if (context.issues.length === 0) refuse(context);
  };
}

/** What keeping a customer is worth: the input of `retentionWhatIf` and its neighbors. */
export const RetentionEconomicsSchema: z.ZodType<RetentionEconomics> = schemaOf<RetentionEconomics>()(
  z.object(terms).check(wholly((economics) => void marginMultiple(economics))),
);

/** One period of a business, the input of `unitEconomics`. */
export const UnitEconomicsInputSchema: z.ZodType<UnitEconomicsInput> = schemaOf<UnitEconomicsInput>()(
  z.object({
    acquisitionSpend: atLeastZero,
    newCustomers: count,
    revenuePerCustomer: atLeastZero,
    marginShare: z.number().max(1),
    churnRate: probability,
    discountRatePerPeriod,
  }),
);

/** The input of `customerEquity`. */
export const CustomerEquityInputSchema: z.ZodType<CustomerEquityInput> = schemaOf<CustomerEquityInput>()(
  z
    .object({
      ...terms,
      currentCustomers: atLeastZero,
      futureCohorts: z.array(
        z.object({ inPeriods: atLeastZero, customers: atLeastZero, acquisitionCost: atLeastZero }),
      ),
    })
    .check(wholly((input) => void customerEquity(input))),
);

/** The input of `acquisitionRetentionRatio`. */
export const AcquisitionRetentionInputSchema: z.ZodType<AcquisitionRetentionInput> =
  schemaOf<AcquisitionRetentionInput>()(
    z.object({
      acquisitionSpend: atLeastZero,
      newCustomers: atLeastZero,
      retentionSpend: atLeastZero,
      keptCustomers: atLeastZero,
      marginalAcquisitionCost: atLeastZero.exactOptional(),
      marginalRetentionCost: atLeastZero.exactOptional(),
      customerValue: z.number().gt(0).exactOptional(),
    }),
  );

/** The input of `cohortProfit`. */
export const CohortProfitInputSchema: z.ZodType<CohortProfitInput> = schemaOf<CohortProfitInput>()(
  z
    .object({
      customers: atLeastZero,
      retentionRates: z.array(probability),
      marginsPerCustomer: z.array(z.number()),
      acquisitionCost: atLeastZero,
      discountRatePerPeriod,
    })
    .check(wholly((input) => void cohortProfit(input))),
);

/** The input of `allocateBudget` and `expectedProspectValue`. */
export const BudgetInputSchema: z.ZodType<BudgetInput> = schemaOf<BudgetInput>()(
  z
    .object({
      margin: atLeastZero,
      discountRatePerPeriod,
      acquisition: SpendResponseSchema,
      retention: SpendResponseSchema,
    })
    .check(wholly((input) => void expectedProspectValue(input, { acquisitionSpend: 0, retentionSpend: 0 }))),
);

/**
 * Parses the untrusted figures of a what-if. It never throws.
 *
 * @param untrusted - anything, usually the body of a request
 * @returns the figures, or null with issues
 *
 * @example Somebody typed 75 for 75 %: is that told at the door?
 * ```ts
 * import { parseRetentionEconomics } from 'clientele/schemas';
 *
 * const typed = { retentionRate: 75, discountRatePerPeriod: 0.12, firstMargin: 'now', margin: 100 };
 * parseRetentionEconomics(typed).issues.map(({ path, code }) => [path, code]); // => [['/retentionRate', 'out-of-range']]
 * parseRetentionEconomics({ ...typed, retentionRate: 0.75 }).issues; // => []
 * ```
 */
export function parseRetentionEconomics(untrusted: unknown): ParsedValue<RetentionEconomics> {
  return parseValue(RetentionEconomicsSchema, untrusted);
}

/**
 * Parses the untrusted input of `unitEconomics`. It never throws.
 *
 * @param untrusted - anything, usually the body of a request
 * @returns the input, or null with issues
 *
 * @example May the discount rate be left out?
 * ```ts
 * import { parseUnitEconomicsInput } from 'clientele/schemas';
 *
 * const month = { acquisitionSpend: 75_000, newCustomers: 75, revenuePerCustomer: 100, marginShare: 0.8, churnRate: 0.05 };
 * parseUnitEconomicsInput(month).issues.map(({ path, code }) => [path, code]); // => [['/discountRatePerPeriod', 'missing-value']]
 * ```
 */
export function parseUnitEconomicsInput(untrusted: unknown): ParsedValue<UnitEconomicsInput> {
  return parseValue(UnitEconomicsInputSchema, untrusted);
}

/**
 * Parses the untrusted input of `customerEquity`. It never throws.
 *
 * @param untrusted - anything, usually the body of a request
 * @returns the input, or null with issues
 *
 * @example Is this plan complete?
 * ```ts
 * import { parseCustomerEquityInput } from 'clientele/schemas';
 *
 * const plan = { margin: 50, retentionRate: 0.8, discountRatePerPeriod: 0.1, firstMargin: 'now', currentCustomers: 1000 };
 * parseCustomerEquityInput({ ...plan, futureCohorts: [] }).issues; // => []
 * parseCustomerEquityInput(plan).issues.map(({ path }) => path); // => ['/futureCohorts']
 * ```
 */
export function parseCustomerEquityInput(untrusted: unknown): ParsedValue<CustomerEquityInput> {
  return parseValue(CustomerEquityInputSchema, untrusted);
}

/**
 * Parses the untrusted input of `acquisitionRetentionRatio`. It never throws.
 *
 * @param untrusted - anything, usually the body of a request
 * @returns the input, or null with issues
 *
 * @example Did somebody leave out how many customers were kept?
 * ```ts
 * import { parseAcquisitionRetentionInput } from 'clientele/schemas';
 *
 * const year = { acquisitionSpend: 50_000, newCustomers: 500, retentionSpend: 20_000 };
 * parseAcquisitionRetentionInput({ ...year, keptCustomers: 4000 }).issues; // => []
 * parseAcquisitionRetentionInput(year).issues.map(({ path, code }) => [path, code]); // => [['/keptCustomers', 'missing-value']]
 * ```
 */
export function parseAcquisitionRetentionInput(untrusted: unknown): ParsedValue<AcquisitionRetentionInput> {
  return parseValue(AcquisitionRetentionInputSchema, untrusted);
}

/**
 * Parses the untrusted input of `cohortProfit`. It never throws.
 *
 * @param untrusted - anything, usually the body of a request
 * @returns the input, or null with issues; `inconsistent` when rates and margins do not fit together
 *
 * @example Do these rates and margins fit together?
 * ```ts
 * import { parseCohortProfitInput } from 'clientele/schemas';
 *
 * const plan = { customers: 100, marginsPerCustomer: [10, 10], acquisitionCost: 5, discountRatePerPeriod: 0 };
 * parseCohortProfitInput({ ...plan, retentionRates: [0.5] }).issues; // => []
 * parseCohortProfitInput({ ...plan, retentionRates: [] }).issues.map(({ code }) => code); // => ['inconsistent']
 * ```
 */
export function parseCohortProfitInput(untrusted: unknown): ParsedValue<CohortProfitInput> {
  return parseValue(CohortProfitInputSchema, untrusted);
}

/**
 * Parses the untrusted input of `allocateBudget`. It never throws.
 *
 * @param untrusted - anything, usually a stored plan
 * @returns the input, or null with issues
 *
 * @example Can I allocate by this stored plan?
 * ```ts
 * import { fitSpendResponse } from 'clientele/retention';
 * import { parseBudgetInput } from 'clientele/schemas';
 *
 * const response = fitSpendResponse({ ceilingRate: 0.4, spend: 5, rate: 0.1 });
 * const plan = { margin: 50, discountRatePerPeriod: 0.12, acquisition: response, retention: response };
 * parseBudgetInput(JSON.parse(JSON.stringify(plan))).issues; // => []
 * parseBudgetInput({ ...plan, margin: '50' }).issues.map(({ path, code }) => [path, code]); // => [['/margin', 'wrong-type']]
 * ```
 */
export function parseBudgetInput(untrusted: unknown): ParsedValue<BudgetInput> {
  return parseValue(BudgetInputSchema, untrusted);
}
