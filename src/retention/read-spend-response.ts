import { requireKind, requireWithin } from '../errors/index.ts';
import type { SpendResponse } from './fit-spend-response.ts';

/** A stored response to spend, its curve checked: a NaN in it would travel into every budget. */
export function readSpendResponse(response: SpendResponse, argument: string): SpendResponse {
  requireKind(response, 'spend-response', argument);
  requireWithin(response.ceilingRate, { from: 0, fromOpen: true, to: 1 }, `${argument}.ceilingRate`);
  requireWithin(response.steepness, { from: 0, fromOpen: true }, `${argument}.steepness`);
  requireWithin(response.calibratedAt?.spend, { from: 0 }, `${argument}.calibratedAt.spend`);
  return response;
}
