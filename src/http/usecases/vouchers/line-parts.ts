/**
 * Lines of a settlement file on their way to the tenant's object, by the slot of their payout: two
 * hundred together, gzipped, so that no more than a part of each open payout is held.
 */
import type { PayoutLine } from "../../../domain/payouts/lines.ts";
import { ok } from "../../../domain/result.ts";
import { gzip } from "../../../store/seal.ts";
import { LINES_PER_PART, type LinesPart } from "../../../sync/contract/payouts.ts";
import type { Answer } from "../refusal.ts";

export class LineParts {
  readonly #open = new Map<string, PayoutLine[]>();
  readonly #sent = new Map<string, number>();
  readonly #send: (part: Omit<LinesPart, "upload">) => Answer<null>;

  constructor(send: (part: Omit<LinesPart, "upload">) => Answer<null>) {
    this.#send = send;
  }

  async take(lines: readonly { readonly slot: string; readonly line: PayoutLine }[]): Answer<null> {
    for (const { slot, line } of lines) {
      const open = this.#open.get(slot) ?? [];
      this.#open.set(slot, open);
      if (open.push(line) < LINES_PER_PART) continue;
      const sent = await this.#pack(slot, open.splice(0));
      if (!sent.ok) return sent;
    }
    return ok(null);
  }

  /** Stores the rest of each payout at the end of the file. */
  async flush(): Answer<null> {
    for (const [slot, lines] of this.#open) {
      if (lines.length === 0) continue;
      const sent = await this.#pack(slot, lines.splice(0));
      if (!sent.ok) return sent;
    }
    return ok(null);
  }

  async #pack(slot: string, lines: readonly PayoutLine[]): Answer<null> {
    const part = this.#sent.get(slot) ?? 0;
    this.#sent.set(slot, part + 1);
    const text = Uint8Array.from(new TextEncoder().encode(JSON.stringify(lines)));
    return this.#send({ slot, part, bytes: await gzip(text) });
  }
}
