import { log1pExp, logNormalSurvival, sigmoid } from '../statistics/index.ts';
import type { AftDistribution } from './aft-model.ts';

/** A function of the standardized log lifetime z with its first two derivatives, written into `out`. */
export type ErrorTerm = (z: number, out: Float64Array) => void;

/** ln of the density of ε and of its survival function, with derivatives. */
export interface AftError {
  density: ErrorTerm;
  survival: ErrorTerm;
}

/** ½ ln 2π. */
const HALF_LOG_2PI = 0.9189385332046728;

/** The error of a distribution: extreme value, logistic or normal (Kalbfleisch & Prentice 2002, section 2.2). */
export function aftError(distribution: AftDistribution): AftError {
  if (distribution === 'lognormal') return { density: normalDensity, survival: normalSurvival };
  if (distribution === 'loglogistic') return { density: logisticDensity, survival: logisticSurvival };
  return { density: extremeDensity, survival: extremeSurvival };
}

function extremeDensity(z: number, out: Float64Array): void {
  const e = Math.exp(z);
  out[0] = z - e;
  out[1] = 1 - e;
  out[2] = -e;
}

function extremeSurvival(z: number, out: Float64Array): void {
  const e = Math.exp(z);
  out[0] = -e;
  out[1] = -e;
  out[2] = -e;
}

function logisticDensity(z: number, out: Float64Array): void {
  const p = sigmoid(z);
  out[0] = z - 2 * log1pExp(z);
  out[1] = 1 - 2 * p;
  out[2] = -2 * p * sigmoid(-z);
}

function logisticSurvival(z: number, out: Float64Array): void {
  const p = sigmoid(z);
  out[0] = -log1pExp(z);
  out[1] = -p;
  out[2] = -p * sigmoid(-z);
}

function normalDensity(z: number, out: Float64Array): void {
  out[0] = -0.5 * z * z - HALF_LOG_2PI;
  out[1] = -z;
  out[2] = -1;
}

function normalSurvival(z: number, out: Float64Array): void {
  const log = logNormalSurvival(z);
  // The hazard of the normal distribution, by logarithms: it stays right where the tail itself is no double any more.
  const hazard = Math.exp(-0.5 * z * z - HALF_LOG_2PI - log);
  out[0] = log;
  out[1] = -hazard;
  out[2] = -hazard * (hazard - z);
}
