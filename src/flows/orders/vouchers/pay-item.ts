/**
 * Pays the item of the customer ledger that a voucher was booked with. The vendor has no call for
 * that; but it shows such an item among the invoices, under the same id (assumption E69), where it
 * is paid as any invoice is: what remains is read first and stands in the journal beside the
 * payment. Where it doesn't show there, a person is told, and nothing is paid.
 */
import type { Failure } from "../../../domain/failure.ts";
import { amount, dec } from "../../../domain/money.ts";
import { reason, type Reason } from "../../../domain/reasons.ts";
import { ok, type Result } from "../../../domain/result.ts";
import type { VoucherFacts } from "../../../domain/voucher.ts";
import { invoiceById, readInvoice } from "../../../eaccounting/customer-invoices.ts";
import { itemsOfVoucher, readItemOfVoucher } from "../../../eaccounting/ledger-items.ts";
import type { DocumentRecord, FlowEnd } from "../../port.ts";
import type { OrderCase } from "../case.ts";
import { withMoney } from "../payments/register.ts";
import { registered } from "../payments/registered.ts";
import { withLookups } from "../prepare.ts";
import { shown } from "../showing.ts";
import { settled } from "./money-side.ts";

type Item = {
  readonly document: DocumentRecord;
  readonly facts: VoucherFacts;
  readonly isCredit: boolean;
};

export async function payItem(
  before: OrderCase,
  { document, facts, isCredit }: Item,
  ended: FlowEnd,
): Promise<Result<FlowEnd, Failure>> {
  const { money, ledgerItem } = facts;
  if (money === undefined || ledgerItem === null) return ok(ended);
  if (before.ports.settings.trial)
    return shown(before, (open) => payItem(open, { document, facts, isCredit }, ended));
  const attention = (why: Reason): Result<FlowEnd, Failure> =>
    ok({ ...ended, outcome: "needs-attention", reasons: [why, ...ended.reasons] });
  const paid = settled({ order: before.order, form: isCredit ? "voucher-credit" : "voucher" });
  if (paid === null) return attention(reason("payment-amount-unknown"));
  if (dec(paid).gt(dec(before.order.gross)))
    return attention(reason("payment-exceeds-order", { paid, charged: before.order.gross }));
  // What was settled by the voucher itself is no part of the item.
  const due = amount(dec(paid).minus(dec(money.settled)));
  if (dec(due).lte(dec(registered(before.ports.journal, "payment")))) return ok(ended);
  const told = (why: "credit" | "hidden") =>
    attention(
      reason("voucher-item-unpayable", {
        amount: due,
        number: document.number ?? document.id,
        why,
      }),
    );
  if (isCredit) return told("credit");
  const looked = await withLookups(before);
  if (!looked.ok) return looked;
  const { ports } = looked.value;
  const list = await ports.read(itemsOfVoucher(document.id));
  if (!list.ok) return list;
  const item = readItemOfVoucher(list.value, document.id);
  if (!item.ok) return item;
  if (item.value === null) return told("hidden");
  const answer = await ports.read(invoiceById(item.value.id));
  if (!answer.ok) return answer.error.kind === "not-found" ? told("hidden") : answer;
  const invoice = readInvoice(answer.value);
  if (!invoice.ok) return invoice;
  const order: OrderCase = {
    ...looked.value,
    order: {
      ...looked.value.order,
      gross: amount(dec(ledgerItem.total)),
      payment: "partly-paid",
      amountPaid: due,
    },
  };
  return withMoney(order, { id: item.value.id, known: invoice.value, further: [] }, ended, "0.00");
}
