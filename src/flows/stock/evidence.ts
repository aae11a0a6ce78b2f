/**
 * Two things that the vendors don't document and that would make stock run away if they were
 * otherwise: that an ongoing order lowers what the ledger calls available, and that a correction
 * order moves the shop's stock by its quantities. Neither is believed: each is looked for in the
 * figures, and until it has been seen, the harm is bounded to one correction order.
 */
import { z } from "zod";
import { dec, type Decimal, sign } from "../../domain/money.ts";
import type { LedgerStock, ShopStock } from "../../domain/goods/stock.ts";
import type { Difference, StockPlan } from "./plan.ts";
import type { Pieces } from "./unbooked.ts";

/** Keys of the tenant's memory. */
export const RESERVES = "stock-reserves";
export const SAMPLES = "stock-samples";
export const AGAIN = "stock-again";
export const SEEN = { lowers: "stock-lowers", raises: "stock-raises" } as const;
type Direction = keyof typeof SEEN;

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
  z.object({
    code: z.string(),
    before: z.string(),
    quantity: z.string(),
    again: z.literal(true).optional(),
  }),
);
/**
 * Of an article in the last correction: the shop's stock before it, and the quantity that was
 * written. `again`: the correction before it moved as many, and left as many to be moved.
 */
type Sample = z.infer<typeof sampleSchema>[number];

export function readSamples(text: string | undefined): readonly Sample[] {
  if (text === undefined || text === "") return [];
  const parsed = sampleSchema.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : [];
}

/** Reads the codes of articles that moved as far as they should, and no nearer. */
export function readAgain(text: string | null): readonly string[] {
  return text === null || text === "" ? [] : text.split("\n");
}

/**
 * One article for each direction that hasn't been seen yet: the one that moves most. `again`: codes
 * of those that the correction before this one moved as far.
 */
export function samplesOf(
  written: readonly Difference[],
  seen: (direction: Direction) => boolean,
  again: readonly string[] = [],
): readonly Sample[] {
  return (["lowers", "raises"] as const).flatMap((direction) => {
    const own = written
      .filter((difference) => directionOf(difference.quantity) === direction)
      .toSorted((a, b) => dec(b.quantity).abs().cmp(dec(a.quantity).abs()));
    const [most] = own;
    return seen(direction) || most === undefined
      ? []
      : [
          {
            code: most.code,
            before: most.current,
            quantity: most.quantity,
            ...(again.includes(most.code) ? { again: true } : {}),
          },
        ];
  });
}

/** Of a plan: what differs, with what is to be written of it, and what couldn't be compared. */
type Compared = Pick<StockPlan, "differences" | "left" | "differ">;

/**
 * What became of a sample. A sale moves the shop's stock as well, but takes the figure that is
 * wanted with it: what remains to be corrected is the same after it. So a correction is `seen` when
 * the stock went the way that it should and the article, compared anew, isn't to be moved that way
 * again; `nothing` when it is to be moved as far again, and didn't move so far; else `unknown`. An
 * article that moved all the way twice in a row, and each time is to be moved just as far once
 * more, is `nothing` too: the wanted figure runs away with the stock.
 */
export function effectOf(
  sample: Sample,
  shop: readonly ShopStock[],
  plan: Compared,
): "seen" | "nothing" | "unknown" {
  const now = shop.find((article) => article.code === sample.code);
  if (now === undefined) return "unknown";
  const wanted = sign(sample.quantity);
  const moved = dec(sample.before).minus(now.stock);
  const went = sign(moved) === wanted;
  const again = plan.differences.find((difference) => difference.code === sample.code);
  if (again === undefined) return went && isCompared(sample.code, plan) ? "seen" : "unknown";
  if (sign(again.quantity) !== wanted) return went ? "seen" : "unknown";
  if (!went) return "nothing";
  const all = dec(sample.quantity).abs();
  const further = dec(again.quantity).abs();
  if (moved.abs().lt(all) && further.gte(all)) return "nothing";
  return sample.again === true && movesAgain(sample, shop, plan) ? "nothing" : "unknown";
}

/**
 * Whether it moved as far as it should, and is to be moved just as far once more: a sale of so many
 * does that once.
 */
export function movesAgain(
  { code, before, quantity }: Sample,
  shop: readonly ShopStock[],
  plan: Pick<StockPlan, "differences">,
): boolean {
  const now = shop.find((article) => article.code === code);
  const further = plan.differences.find((difference) => difference.code === code);
  return (
    now !== undefined &&
    further !== undefined &&
    dec(before).minus(now.stock).eq(quantity) &&
    dec(further.quantity).eq(quantity)
  );
}

/** It differs no more, and wasn't left alone. */
const isCompared = (code: string, { left, differ }: Compared): boolean =>
  !differ.has(code) && !Object.values(left).some((codes) => codes.includes(code));
