// Where a sandbox takes its ids and tokens from: the machine's randomness, unless a source is named, whose numbers are the
// same whenever a sandbox goes through the same calls again.
import { randomBytes } from "node:crypto";

export type RandomSource = (count: number) => Buffer;

let source: RandomSource = randomBytes;

/** From here on, in this process; `null`: the machine's again. */
export function drawFrom(named: RandomSource | null): void {
  source = named ?? randomBytes;
}

export const drawn = (count: number): Buffer => source(count);

/** A version 4 UUID. */
export function drawnId(): string {
  const bytes = drawn(16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return [8, 12, 16, 20, 32]
    .map((end, part, ends) => hex.slice(part === 0 ? 0 : ends[part - 1], end))
    .join("-");
}
