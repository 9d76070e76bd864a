import * as z from 'zod';
import type { Json, Warning } from '../errors/index.ts';

export const atLeastZero = z.number().min(0);
export const positive = z.number().positive();
export const share = z.number().min(0).max(1);
export const count = z.int().min(0);
export const text = z.string();
export const version = z.literal(1);

export const report = {
  n: count,
  status: z.enum(['interior', 'boundary', 'weak', 'failed']),
  warnings: z.array(
    z.object({ code: text, message: text, facts: z.record(text, z.json() as z.ZodType<Json>) }),
  ) as z.ZodType<Warning[]>,
};

export const ascends = (values: readonly number[]): boolean =>
  values.every((value, i) => i === 0 || value > values[i - 1]!);
export const inOrder = { error: 'expected ascending numbers', params: { code: 'out-of-order' } };
export const alike = (what: string) => ({ error: `expected ${what}`, params: { code: 'inconsistent' } });
