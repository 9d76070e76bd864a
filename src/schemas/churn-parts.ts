import * as z from 'zod';
import type { Json, Warning } from '../errors/index.ts';

export const atLeastZero: z.ZodNumber = z.number().min(0);
export const positive: z.ZodNumber = z.number().positive();
export const share: z.ZodNumber = z.number().min(0).max(1);
export const count: z.ZodInt = z.int().min(0);
export const text: z.ZodString = z.string();
export const version: z.ZodLiteral<1> = z.literal(1);

export const report: {
  n: z.ZodInt;
  status: z.ZodEnum<{ interior: 'interior'; boundary: 'boundary'; weak: 'weak'; failed: 'failed' }>;
  warnings: z.ZodType<Warning[]>;
} = {
  n: count,
  status: z.enum(['interior', 'boundary', 'weak', 'failed']),
  warnings: z.array(z.object({ code: text, message: text, facts: z.record(text, z.json() as z.ZodType<Json>) })),
};

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
