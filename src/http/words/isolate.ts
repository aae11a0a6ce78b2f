/**
 * Names inside texts that take no elements: titles, labels that are heard, badges, whole sentences.
 * Between these signs a name of any direction turns nothing that stands around it, as `<bdi>` does
 * where elements can stand. FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE (UAX #9); a name's own
 * are taken out, or it could end ours early.
 */
export const isolate = (name: string): string =>
  `\u2068${name.replaceAll(/[\u2066-\u2069]/g, "")}\u2069`;
