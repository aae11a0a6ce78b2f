/**
 * Reads JSON that this code wrote itself as a `T`: into the object's tables or its memory, or under
 * a seal. It may be trusted, as nobody else writes there and shapes only grow: what an earlier
 * release wrote lacks optional fields at most. What comes from outside is read by a schema
 * instead.
 */
export const storedJson = <T>(text: string): T => JSON.parse(text) as T;
