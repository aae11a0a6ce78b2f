/**
 * Checks whether the customer ledger converts an item in another currency at the rate that was sent
 * (E120). The invoice that stands for the item shows its amount in the company's currency; the
 * answer doesn't. Checked until it was seen once; no order depends on it.
 */
import { z } from "zod";
import { differs, holds, type Observation } from "../../../../domain/checks.ts";
import { amount, dec, same } from "../../../../domain/money.ts";
import type { LedgerItem } from "../../../../domain/voucher.ts";
import { invoiceById } from "../../../../eaccounting/customer-invoices.ts";
import type { VendorPort } from "../../../port.ts";
import { isOpen, noteSeen, type Observer } from "../../../seen-at-work.ts";

const total = z.looseObject({ TotalAmount: z.number(), CurrencyCode: z.string() });

/**
 * Returns the finding. `null`: the item is in the company's currency, or the invoice has no total
 * in it. Pure.
 */
export function seenRate(
  { total: owed, rate, currency }: Pick<LedgerItem, "total" | "rate" | "currency">,
  invoice: unknown,
): Observation | null {
  const read = total.safeParse(invoice);
  if (rate === null || !read.success || read.data.CurrencyCode !== currency) return null;
  const expected = amount(dec(owed).times(dec(rate)).abs());
  return same(expected, amount(dec(read.data.TotalAmount).abs())) ? holds() : differs();
}

/** A missing or unreadable invoice proves nothing. */
export async function noteRate(
  ports: Pick<VendorPort, "read"> & Observer,
  item: LedgerItem | null,
  itemId: string | null,
): Promise<void> {
  if (item === null || item.rate === null || itemId === null || !isOpen(ports, "E120")) return;
  const answer = await ports.read(invoiceById(itemId));
  if (answer.ok) noteSeen(ports, "E120", seenRate(item, answer.value.body));
}
