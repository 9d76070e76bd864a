/** One check for every engine; `clientele` is the namespace of the built package. */
export function probe(clientele: object, withZones: boolean): Record<string, unknown>;
