/**
 * Two things that the vendors don't document and that would make stock run away if they were
 * otherwise: that an ongoing order lowers what the ledger calls available, and that a correction
 * order moves the shop's stock by its quantities. Neither is believed: each is looked for in the
 * figures, and until it has been seen, the harm is bounded to one correction order.
 */
import { z } from "zod";
import { dec, type Decimal, sign } from "../../domain/money.ts";
import type { LedgerStock, ShopStock } from "../../domain/stock.ts";
import type { Difference } from "./plan.ts";
import type { Pieces } from "./unbooked.ts";

/** Keys of the tenant's memory. */
export const RESERVES = "stock-reserves";
export const SAMPLES = "stock-samples";
export const SEEN = { lowers: "stock-lowers", raises: "stock-raises" } as const;
export type Direction = keyof typeof SEEN;

export const directionOf = (quantity: Decimal): Direction =>
  dec(quantity).gt(0) ? "lowers" : "raises";

/**
 * Whether a booked order's pieces show as reserved; `null` where it holds nothing that the ledger
 * counts.
 */
export function showsAsReserved(pieces: Pieces, ledger: readonly LedgerStock[]): boolean | null {
  const counted = pieces.flatMap(({ code, quantity }) => {
    const article = ledger.find((one) => one.number === code && one.counted);
    return article === undefined || dec(quantity).lte(0)
      ? []
      : [dec(article.reserved).gte(quantity)];
  });
  return counted.length === 0 ? null : counted.every((shown) => shown);
}

const sampleSchema = z.array(
  z.object({ code: z.string(), before: z.string(), quantity: z.string() }),
);
/**
 * Of an article in the last correction: the shop's stock before it, and the quantity that was
 * written.
 */
export type Sample = z.infer<typeof sampleSchema>[number];

export function readSamples(text: string | undefined): readonly Sample[] {
  if (text === undefined || text === "") return [];
  const parsed = sampleSchema.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : [];
}

/** One article for each direction that hasn't been seen yet: the one that moves most. */
export function samplesOf(
  written: readonly Difference[],
  seen: (direction: Direction) => boolean,
): readonly Sample[] {
  return (["lowers", "raises"] as const).flatMap((direction) => {
    const own = written
      .filter((difference) => directionOf(difference.quantity) === direction)
      .toSorted((a, b) => dec(b.quantity).abs().cmp(dec(a.quantity).abs()));
    const [most] = own;
    return seen(direction) || most === undefined
      ? []
      : [{ code: most.code, before: most.current, quantity: most.quantity }];
  });
}

/**
 * What became of a sample: `seen` when the stock went the way that it should; `nothing` when it
 * didn't and the same difference is to be written again; else `unknown`, as sales may have hidden
 * it.
 */
export function effectOf(
  sample: Sample,
  shop: readonly ShopStock[],
  planned: readonly Difference[],
): "seen" | "nothing" | "unknown" {
  const now = shop.find((article) => article.code === sample.code);
  if (now === undefined) return "unknown";
  if (sign(dec(sample.before).minus(now.stock)) === sign(sample.quantity)) return "seen";
  const again = planned.find((difference) => difference.code === sample.code);
  return again !== undefined && sign(again.quantity) === sign(sample.quantity)
    ? "nothing"
    : "unknown";
}
