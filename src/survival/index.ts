/**
 * Time-to-event estimators: how long until it happens, with the unfinished cases counted honestly.
 *
 * @module clientele/survival
 */
export {};
