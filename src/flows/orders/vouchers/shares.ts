/**
 * What each account of a planned voucher stands for. Pure; both forms, a credit being the same with
 * both sides changed.
 */
import { amount, dec, plain } from "../../../domain/money.ts";
import type { ShareOf, VoucherShare } from "../../../domain/voucher.ts";
import type { Part } from "./parts.ts";
import type { VoucherInput } from "./voucher-input.ts";

type Figure = ReturnType<typeof dec>;
/**
 * `booked`: the part in the company's currency, above zero on the credit side of a sale, as the
 * part itself.
 */
type Placed = { readonly part: Part; readonly account: number; readonly booked: Figure };

/**
 * One for each account, meaning and rate. `left`: what conversion left, which is nothing of the
 * order.
 */
export function sharesOf(
  { form, settings }: Pick<VoucherInput, "form" | "settings">,
  placed: readonly Placed[],
  left: Part,
): readonly VoucherShare[] {
  const turn = form === "voucher" ? -1 : 1;
  const whole = settings.orders.voucher.level === "simple";
  const shares = new Map<string, VoucherShare>();
  for (const { part, account, booked } of placed) {
    const of = meaning(part, form, whole);
    const rate =
      (of === "sale" || of === "vat") && part.rate !== undefined ? plain(part.rate) : null;
    const key = JSON.stringify([account, of, rate]);
    const before = shares.get(key);
    const own = part === left ? dec("0") : part.amount;
    shares.set(key, {
      account,
      of,
      rate,
      amount: amount(dec(before?.amount ?? "0").plus(own.times(turn))),
      booked: amount(dec(before?.booked ?? "0").plus(booked.times(turn))),
    });
  }
  return [...shares.values()];
}

/**
 * A card that was sold is sold at its line's rate; one that pays takes nothing off the sale. A
 * credit takes either back as the line that it is.
 */
function meaning({ role }: Part, form: VoucherInput["form"], whole: boolean): ShareOf {
  switch (role) {
    case "receivable":
    case "clearing":
      return "money";
    case "gift-card-used":
      return form === "voucher" ? "card" : "sale";
    case "vat":
      return "vat";
    case "rounding":
      return "other";
    case "gift-card-sold":
      return "sale";
    default:
      return whole ? "gross" : "sale";
  }
}
