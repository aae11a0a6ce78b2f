/**
 * JSON that this product wrote: into columns that nothing else writes, or sealed, so that it opens
 * only if it is unchanged. Its type may be trusted. JSON from outside goes through a schema.
 */

/** The value that `JSON.stringify` made the text of. */
export const ownJson = <T>(text: string): T => JSON.parse(text) as T;
