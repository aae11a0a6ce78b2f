// Guids of the seed are told from their names, so that they are the same in every run; others are random.
import { createHash } from "node:crypto";

/** A company has some two hundred, and most worlds begin with the same company. */
const MOST_KNOWN = 2_000;
const known = new Map<string, string>();

export function seedId(...names: readonly string[]): string {
  const name = names.join("\u0000");
  const found = known.get(name);
  if (found !== undefined) return found;
  const hex = createHash("sha256").update(name).digest("hex");
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(name, id);
  return id;
}
