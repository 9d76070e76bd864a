/**
 * zod schemas and `parse…` doors for every public input and every stored value.
 *
 * @module clientele/schemas
 */
export {};
