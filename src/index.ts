/**
 * Customer-management domain logic, one namespace a domain. Bundling with esbuild, or using CommonJS? Import from the
 * subpaths (`clientele/clv`): they cost only what is used.
 *
 * @module clientele
 */
export * as amounts from './amounts/index.ts';
export * as churn from './churn/index.ts';
export * as clv from './clv/index.ts';
export * as errors from './errors/index.ts';
export * as feedback from './feedback/index.ts';
export * as loyalty from './loyalty/index.ts';
export * as purchases from './purchases/index.ts';
export * as retention from './retention/index.ts';
export * as segmentation from './segmentation/index.ts';
export * as statistics from './statistics/index.ts';
export * as survival from './survival/index.ts';
export * as time from './time/index.ts';
