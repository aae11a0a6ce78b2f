/**
 * Whether the customer ledger counts an item in another currency at the rate that it was sent with
 * (E120): what it comes to in the company's currency shows in the invoice that stands for the item,
 * and nowhere in the answer. Looked at until it was seen to hold; nothing of the order depends on
 * it.
 */
import { z } from "zod";
import { differs, holds, type Seen } from "../../../../domain/checks.ts";
import { amount, dec, same } from "../../../../domain/money.ts";
import type { LedgerItem } from "../../../../domain/voucher.ts";
import { invoiceById } from "../../../../eaccounting/customer-invoices.ts";
import type { VendorPort } from "../../../port.ts";
import { isOpen, noteSeen, type Observer } from "../../../seen-at-work.ts";

const total = z.looseObject({ TotalAmount: z.number(), CurrencyCode: z.string() });

/** Pure. `null`: it is of the company's currency, or the answer has no total in it. */
export function seenRate(
  { total: owed, rate, currency }: Pick<LedgerItem, "total" | "rate" | "currency">,
  invoice: unknown,
): Seen | null {
  const read = total.safeParse(invoice);
  if (rate === null || !read.success || read.data.CurrencyCode !== currency) return null;
  const expected = amount(dec(owed).times(dec(rate)).abs());
  return same(expected, amount(dec(read.data.TotalAmount).abs())) ? holds() : differs();
}

/** An invoice that isn't there, or can't be read, tells nothing. */
export async function noteRate(
  ports: Pick<VendorPort, "read"> & Observer,
  item: LedgerItem | null,
  itemId: string | null,
): Promise<void> {
  if (item === null || item.rate === null || itemId === null || !isOpen(ports, "E120")) return;
  const answer = await ports.read(invoiceById(itemId));
  if (answer.ok) noteSeen(ports, "E120", seenRate(item, answer.value.body));
}
