// `POST /customerinvoices/{id}/payments`: pays an invoice or a credit, in whole or in part, by bank, rounding or charge.
// There is no list of payments and none can be taken back; the invoice's remaining amount and the bank account's
// transactions tell of them. The same payment sent again is another one, as long as something remains.
import { Big } from "big.js";
import type { Entity, Json, JsonObject } from "../../json.ts";
import { textOf } from "../../../kit/text.ts";
import { toNumber } from "../../money/round.ts";
import { paymentFields } from "../../schema/payment.ts";
import { type Act, today } from "../../vendor/act.ts";
import { acceptBody } from "../../vendor/body.ts";
import { endpoint, ok } from "../../vendor/endpoint.ts";
import { VendorFault } from "../../vendor/fault.ts";
import { stored } from "../../vendor/mount.ts";
import type { Site } from "../../vendor/site.ts";
import { invoices } from "../invoices/invoices.ts";
import { postVoucher } from "../ledger/post.ts";
import { INVOICE_LOCK, requireOpenPeriod, VOUCHER_LOCK } from "../lock.ts";
import { newId } from "../new-id.ts";
import { recordTransaction } from "./bank-transactions.ts";
import { paymentPostings } from "./postings.ts";
import { bankOf, checkAmounts, isThroughBank, settlementOf, unsigned } from "./rules.ts";

export function mountPayments(site: Site): void {
  endpoint(
    site,
    {
      method: "POST",
      path: "/customerinvoices/:id/payments",
      scopes: invoices.scopes.write,
      body: "required",
    },
    (act, { param, body }) => ok(pay(act, stored(act, invoices, param("id")), body), 201),
  );
}

export function pay(act: Act, invoice: Entity, body: JsonObject): JsonObject {
  const value = acceptBody(act, paymentFields, body, null);
  const day = textOf(value["PaymentDate"]);
  const bank = bankOf(act, value, invoice);
  checkAmounts(act, value, invoice, bank);
  if (day > today(act))
    throw new VendorFault(
      4023,
      "FutureDateCanNotBeSetException - The payment date can not be in the future.",
    );
  requireOpenPeriod(
    act,
    day,
    act.switches.get("paymentLockCode") === "4013" ? INVOICE_LOCK : VOUCHER_LOCK,
  );
  const settlement = settlementOf(act, value, invoice);
  const id = newId();
  const postings = paymentPostings(act, { value, invoice, bank, settlement, day });
  const text = `${settlement.sign > 0 ? "Inbetalning" : "Utbetalning"} kundfaktura ${textOf(invoice["InvoiceNumber"])}`;
  // A year without bookkeeping has no vouchers at all.
  const hasBooks = act.company.fiscalYearOf(day)?.BookkeepingMethod !== 2;
  const voucher = hasBooks
    ? postVoucher(act, { day, text, type: settlement.sign > 0 ? 10 : 11, sourceId: id, postings })
    : null;
  if (isThroughBank(value)) {
    const amount = toNumber(unsigned(act, value, settlement.sign).times(settlement.sign));
    recordTransaction(act, {
      id,
      bank,
      invoice,
      voucher,
      day,
      reference: value["Reference"] ?? null,
      amount,
      fee: Number(value["BankFeeAmount"]),
    });
  }
  act.company.invoices.commit(
    settled(act, invoice, settlement.remaining, settlement.remainingBase, day),
    act.world.now(),
  );
  settleLedgerItem(act, invoice.Id, settlement.remaining);
  return {
    ...Object.fromEntries(
      Object.keys(paymentFields).map((name): [string, Json] => [name, value[name] ?? null]),
    ),
    BankTransactionId: id,
  };
}

/** A receivable of a manual voucher is kept twice. */
function settleLedgerItem(act: Act, id: string, remaining: Big): void {
  const item = act.company.ledgerItems.get(id);
  if (item !== null)
    act.company.ledgerItems.commit(
      {
        ...item,
        RemainingAmountInvoiceCurrency: toNumber(remaining),
        ModifiedUtc: act.world.stamp(),
      },
      act.world.now(),
    );
}

function settled(
  act: Act,
  invoice: Entity,
  remaining: Big,
  remainingBase: Big,
  day: string,
): Entity {
  return {
    ...invoice,
    RemainingAmountInvoiceCurrency: toNumber(remaining),
    RemainingAmount: toNumber(remainingBase),
    PaymentStatus: remaining.eq(0) ? 0 : 1,
    PaymentDate: act.switches.get("paymentDateForm") === "instant" ? `${day}T00:00:00Z` : day,
    ModifiedUtc: act.world.stamp(),
  };
}
