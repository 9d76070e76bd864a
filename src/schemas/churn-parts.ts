import * as z from 'zod';

/** Numbers beyond this are refused by the library: their products would be no numbers. */
export const LARGEST = 1e100;

export const figure: z.ZodNumber = z.number().min(-LARGEST).max(LARGEST);
export const atLeastZero: z.ZodNumber = z.number().min(0).max(LARGEST);
export const positive: z.ZodNumber = z.number().positive().max(LARGEST);
/** What numbers are divided by. */
export const divisor: z.ZodNumber = z
  .number()
  .min(1 / LARGEST)
  .max(LARGEST);
export const share: z.ZodNumber = z.number().min(0).max(1);
export const count: z.ZodInt = z.int().min(0);
export const text: z.ZodString = z.string();
export const version: z.ZodLiteral<1> = z.literal(1);

export const ascends = (values: readonly number[]): boolean =>
  values.every((value, i) => i === 0 || value > values[i - 1]!);
export const inOrder: { error: string; params: { code: string } } = {
  error: 'expected ascending numbers',
  params: { code: 'out-of-order' },
};
export const alike = (what: string): { error: string; params: { code: string } } => ({
  error: `expected ${what}`,
  params: { code: 'inconsistent' },
});

/** Customers, and how many of them left. */
export const noMoreLeavers = ({ n, churned }: { n: number; churned: number }): boolean => churned <= n;
export const tooManyLeavers: { path: string[]; error: string; params: { code: string } } = {
  path: ['churned'],
  ...alike('no more leavers than customers'),
};
