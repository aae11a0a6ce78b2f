/**
 * Whom a payload is about, as texts that are hashed with a key: `email:…` folded, `debtor:…`. What
 * names the same person must come out as the same text, whoever finds it: a run, a search, or the
 * renewal of hashes under a new key.
 */
export const emailIdentity = (address: string): string => `email:${address.trim().toLowerCase()}`;
export const debtorIdentity = (id: number | string): string => `debtor:${id}`;

const WHOLE_ADDRESS = /^\s*[^\s@<>"',;]+@[^\s@<>"',;]+\.[^\s@<>"',;]+\s*$/;
const DEEPEST = 40;

/**
 * Everyone whom a timeline names: each text that is an e-mail address, each debtor's number. More
 * than a run said, never less of these.
 */
export function identitiesIn(timeline: unknown): readonly string[] {
  const found = new Set<string>();
  const look = (value: unknown, name: string, depth: number): void => {
    if (depth > DEEPEST) return;
    if (typeof value === "string" && value.length <= 320 && WHOLE_ADDRESS.test(value))
      found.add(emailIdentity(value));
    if (
      name.toLowerCase() === "debtorid" &&
      (typeof value === "number" || (typeof value === "string" && /^\d+$/.test(value)))
    )
      found.add(debtorIdentity(value));
    if (Array.isArray(value)) for (const one of value) look(one, "", depth + 1);
    else if (typeof value === "object" && value !== null)
      for (const [key, one] of Object.entries(value)) look(one, key, depth + 1);
  };
  look(timeline, "", 0);
  return [...found].toSorted();
}
