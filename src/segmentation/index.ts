/**
 * Groups of customers: RFM, rules, clusters, concentration and migration.
 *
 * @module clientele/segmentation
 */
export {};
