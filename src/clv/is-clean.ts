import { LARGEST_LOG_ERROR } from './fit-limits.ts';
import type { Top } from './climb-surface.ts';
import { uncertaintyOf } from './model-fit-of.ts';

/** Whether a climb ended on a top that holds every coordinate, and not somewhere on a ridge. */
export function isClean({ maximum, hessian }: Top): boolean {
  return maximum.converged && uncertaintyOf(hessian).largestLogError < LARGEST_LOG_ERROR;
}
