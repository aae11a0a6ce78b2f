// Guids of the seed are told from their names, so that they are the same in every run; others are random.
import { createHash } from "node:crypto";

export function seedId(...names: readonly string[]): string {
  const hex = createHash("sha256").update(names.join("\u0000")).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
