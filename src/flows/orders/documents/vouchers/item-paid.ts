/** Payments on a voucher's item in the customer ledger. */
import { amount, dec, type Decimal } from "../../../../domain/money.ts";
import { type Reason, reason } from "../../../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../../../domain/result.ts";
import type { VoucherFacts } from "../../../../domain/ledger/voucher.ts";
import { itemsOfVoucher, readItemOfVoucher } from "../../../../eaccounting/ledger-items.ts";
import type { DocumentRecord, RunFacts, VendorPort } from "../../../port.ts";
import { registeredAmount } from "../../payments/registered-money.ts";
import type { OrderCase } from "../../shared/case.ts";

/** Returns the amount paid on the voucher's item, by us or by others; "0.00": it has no item. */
export async function paidOnItem(
  { ports }: { readonly ports: RunFacts & VendorPort },
  document: DocumentRecord,
  { ledgerItem }: VoucherFacts,
): Promise<Result<Decimal, Failure>> {
  if (ledgerItem === null) return ok("0.00");
  const list = await ports.read(itemsOfVoucher(document.id));
  if (!list.ok) return list;
  const item = readItemOfVoucher(list.value, document.id);
  if (!item.ok) return item;
  return ok(
    item.value === null
      ? registeredAmount(ports.journal, "payment")
      : amount(dec(ledgerItem.total).abs().minus(dec(item.value.remaining).abs())),
  );
}

/**
 * Returns why the order can't be booked again: somebody paid the item of a reversed voucher, and
 * booking the order again would book that payment twice. The journal knows our own payments without
 * a read. `null`: no such payment, or a person wants the order booked anyway.
 */
export async function paidManually({
  ports,
}: Pick<OrderCase, "ports">): Promise<Result<Reason | null, Failure>> {
  const reversal = ports.documents.findLast(({ role }) => role === "voucher-reversal");
  if (reversal === undefined || ports.eventTypes.includes("retry-by-person")) return ok(null);
  for (const document of ports.documents) {
    const { role, state, voucher } = document;
    if (role !== "voucher" || state === "live" || voucher === undefined) continue;
    const paid = await paidOnItem({ ports }, document, voucher);
    if (!paid.ok) return paid;
    if (dec(paid.value).gt(0))
      return ok(
        reason("voucher-item-paid", {
          number: reversal.number ?? reversal.id,
          amount: paid.value,
          currency: voucher.currency,
          why: "anew",
        }),
      );
  }
  return ok(null);
}
