// `/banktransactions/{bankAccountId}/matched`: the one place where payments can be found again. A payment that went
// through a bank account is a matched transaction of it, within a range of days (this month, if none is named). What
// its Reference holds is a switch.
import type { Entity, Json } from "../../json.ts";
import { textOf } from "../../../kit/text.ts";
import { bankTransactionFields } from "../../schema/bank-transaction.ts";
import { type Act, today } from "../../vendor/act.ts";
import { endpoint, ok } from "../../vendor/endpoint.ts";
import { notFound, VendorFault } from "../../vendor/fault.ts";
import { answerList } from "../../vendor/list-answer.ts";
import { ANY, type Resource } from "../../vendor/resource.ts";
import type { Site } from "../../vendor/site.ts";
import type { BankAccount } from "../../world/entities.ts";

const bankTransactions: Resource<Entity> = {
  path: "banktransactions",
  entity: "BankTransaction",
  fields: bankTransactionFields,
  scopes: ANY,
  table: (company) => company.bankTransactions,
  view: () => shownOnly,
};

/** Which account it belongs to is in the path, not in the object. */
function shownOnly(row: Entity): Record<string, Json> {
  const { BankAccountId: _, ...rest } = row;
  return rest;
}

interface BankPayment {
  readonly id: string;
  readonly bank: BankAccount;
  readonly invoice: Entity;
  readonly voucher: Entity | null;
  readonly day: string;
  readonly reference: Json;
  readonly amount: number;
  readonly fee: number;
}

export function recordTransaction(
  act: Act,
  { id, bank, invoice, voucher, day, reference, amount, fee }: BankPayment,
): void {
  const currency = invoice["CurrencyCode"] ?? null;
  const ocr = invoice["PaymentReferenceNumber"] ?? null;
  act.company.bankTransactions.commit(
    {
      Id: id,
      BankAccountId: bank.Id,
      TransactionDate: day,
      IsReconciled: true,
      Reference: act.switches.get("bankTransactionReference") === "payment" ? reference : ocr,
      OriginalAmount: amount,
      OriginalCurrency: currency,
      ChargeAmount: fee,
      ChargeCurrency: currency,
      TransactionAmount: amount,
      TransactionAmountCurrency: currency,
      Rows: [
        {
          PaymentVoucherId: voucher?.Id ?? null,
          PaymentVoucherNumber: voucher?.["NumberAndNumberSeries"] ?? null,
          AmountTransactionCurrency: amount,
          Number: textOf(invoice["InvoiceNumber"]),
          Name: invoice["CustomerName"] ?? null,
          Reference: ocr,
          Source: "CustomerInvoice",
          SourceId: invoice.Id,
          VoucherId: invoice["VoucherId"] ?? null,
        },
      ],
    },
    act.world.now(),
  );
}

export function mountBankTransactions(site: Site): void {
  const spec = { method: "GET", scopes: ANY.read } as const;
  for (const matched of [true, false]) {
    endpoint(
      site,
      { ...spec, path: `/banktransactions/:bankaccountid/${matched ? "matched" : "unmatched"}` },
      (act, { param, query }) => {
        const account = accountOf(act, param("bankaccountid"));
        const month = today(act).slice(0, 7);
        const [from, to] = [
          dayOf(query["fromDate"], `${month}-01`),
          dayOf(query["toDate"], `${month}-31`),
        ];
        return ok(
          answerList(act, bankTransactions, query, (row) => {
            const day = textOf(row["TransactionDate"]);
            return (
              row["BankAccountId"] === account &&
              row["IsReconciled"] === matched &&
              from <= day &&
              day <= to
            );
          }),
        );
      },
    );
  }
  endpoint(site, { ...spec, path: "/banktransactions/:bankaccountid/:id" }, (act, { param }) => {
    const row = act.company.bankTransactions.get(param("id"));
    if (row === null || row["BankAccountId"] !== accountOf(act, param("bankaccountid")))
      throw missing("BankTransaction", param("id"));
    return ok(shownOnly(row));
  });
}

function accountOf(act: Act, id: string): string {
  if (act.company.bankAccounts.get(id) === null) throw missing("BankAccount", id);
  return id;
}

function missing(what: string, id: string): VendorFault {
  const fault = notFound(what, id);
  return new VendorFault(fault.code, fault.message, { status: 404 });
}

function dayOf(given: string | undefined, fallback: string): string {
  if (given === undefined) return fallback;
  if (!/^\d{4}-\d{2}-\d{2}/.test(given))
    throw new VendorFault(6001, `InvalidInput - '${given}' is not a valid date.`);
  return given.slice(0, 10);
}
