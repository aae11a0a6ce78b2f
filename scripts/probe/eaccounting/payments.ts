/** Checks eAccounting's handling of payments. Each is on an invoice of the probe, and stays. */
import { DAY_MS } from "../../../src/domain/platform/durations.ts";
import type { VendorAnswer } from "../../../src/domain/vendors/request.ts";
import { check, differs, holds, NothingToAsk, positioned, unclear } from "../check.ts";
import { bodyOf, isOk, type Row, type Session } from "../session.ts";
import { convertDraft, invoiceAgain, ownInvoice } from "./booked.ts";
import { lockedDay } from "./invoices.ts";
import { anArticle, draftRow, ownCustomer, postDraft, today } from "./own.ts";
import { codeOf, dataOf, dayOf, id, num, rowsOf, someOf, str } from "./read.ts";

const [PARTIAL, COMPLETE, ROUNDING] = [1, 2, 3];
const cent = (value: number): number => Math.round(value * 100) / 100;

/** A checking account of the company's own currency. */
async function bankOf(session: Session): Promise<Row> {
  const settings = bodyOf(await session.get("/companysettings"));
  const banks = await someOf(session, "/bankaccounts", "bank account");
  const bank = banks.find(
    (one) => one["CurrencyCode"] === settings["CurrencyCode"] && one["IsActive"] !== false,
  );
  if (bank === undefined) throw new NothingToAsk("no bank account is in the company's currency");
  return bank;
}

async function pay(session: Session, invoice: Row, more: Row): Promise<VendorAnswer> {
  return session.book("a payment", "POST", "/customerinvoices/{id}/payments", {
    ids: { id: id(invoice) },
    body: {
      CompanyBankAccountId: id(await bankOf(session)),
      PaymentDate: today(session),
      PaymentCurrency: invoice["CurrencyCode"],
      PaymentType: PARTIAL,
      ...more,
    },
  });
}

const remaining = (invoice: Row): number => num(invoice["RemainingAmountInvoiceCurrency"]) ?? 0;

/** A booked credit, in whichever sign its rows are taken. */
async function ownCredit(session: Session): Promise<Row> {
  const customer = await ownCustomer(session);
  const article = await anArticle(session);
  for (const Quantity of [1, -1]) {
    const Rows = [draftRow(article, { Quantity })];
    const draft = await postDraft(session, customer, { IsCreditInvoice: true, Rows });
    if (!isOk(draft)) continue;
    const total = -(100 + Math.abs(num(bodyOf(draft)["TotalVatAmount"]) ?? 0));
    const answer = await convertDraft(session, bodyOf(draft), {
      TotalAmountInvoiceCurrency: total,
    });
    if (isOk(answer)) return bodyOf(answer);
  }
  throw new NothingToAsk("no credit was booked");
}

export const PAYMENT_CHECKS = [
  check({
    id: "E55",
    level: "book",
    switches: ["paymentAboveRemaining"],
    look: async (session) => {
      const invoice = await ownInvoice(session);
      return pay(session, invoice, { PaymentAmount: cent(remaining(invoice) + 0.01) });
    },
    judge: (answer) => {
      const position = isOk(answer) ? "taken" : "refused";
      const told = `a cent more than what remains: ${answer.status}, ${codeOf(answer) ?? ""}`;
      return position === "refused" && codeOf(answer) !== 2000
        ? differs(told, { paymentAboveRemaining: position })
        : positioned("paymentAboveRemaining", position, "refused", told);
    },
  }),
  check({
    id: "E56",
    level: "book",
    switches: ["completePaymentDiffers"],
    look: async (session) => {
      const invoice = await ownInvoice(session);
      const PaymentAmount = cent(remaining(invoice) - 1);
      return pay(session, invoice, { PaymentAmount, PaymentType: COMPLETE });
    },
    judge: (answer) =>
      positioned(
        "completePaymentDiffers",
        isOk(answer) ? "closes" : "refused",
        "refused",
        `a complete payment of one less: ${answer.status}`,
      ),
  }),
  check({
    id: "E57",
    level: "book",
    switches: ["creditPaymentSign"],
    look: async (session) => {
      const credit = await ownCredit(session);
      const plus = await pay(session, credit, { PaymentAmount: 1 });
      return { plus, minus: isOk(plus) ? null : await pay(session, credit, { PaymentAmount: -1 }) };
    },
    judge: ({ plus, minus }) =>
      isOk(plus)
        ? holds("a credit is paid back without a minus", { creditPaymentSign: "positive" })
        : minus !== null && isOk(minus)
          ? differs("a credit is paid back with a minus", { creditPaymentSign: "negative" })
          : unclear(`paying a credit back: ${plus.status}, ${minus?.status ?? "–"}`),
  }),
  check({
    id: "E58",
    level: "book",
    switches: ["negativeRoundingPayment"],
    look: async (session) =>
      pay(session, await ownInvoice(session), { PaymentAmount: -0.49, PaymentType: ROUNDING }),
    judge: (answer) =>
      positioned(
        "negativeRoundingPayment",
        isOk(answer) ? "allowed" : "refused",
        "refused",
        `a rounding of -0.49: ${answer.status}`,
      ),
  }),
  check({
    id: "E59",
    level: "book",
    look: async (session) => {
      const invoice = await ownInvoice(session);
      const PaymentAmount = cent(remaining(invoice) - 1);
      const answer = await pay(session, invoice, { PaymentAmount, BankFeeAmount: 1 });
      return { answer, left: remaining(await invoiceAgain(session, invoice)) };
    },
    judge: ({ answer, left }) =>
      !isOk(answer)
        ? differs(`a payment with a fee: ${answer.status}`)
        : left === 0
          ? holds("what reached the bank and the fee settle the invoice together")
          : differs(`the invoice stays open by ${left}`),
  }),
  check({
    id: "E60",
    level: "book",
    switches: ["bankTransactionReference"],
    look: async (session) => {
      const invoice = await ownInvoice(session);
      const Reference = `${session.marker}-${Math.floor(session.time.now() % 1e7).toString(36)}`;
      const answer = await pay(session, invoice, { PaymentAmount: 1, Reference });
      const day = today(session);
      const query = { fromDate: day, toDate: day, $pagesize: "1000" };
      const ids = { bank: id(await bankOf(session)) };
      const matched = dataOf(await session.get("/banktransactions/{bank}/matched", { ids, query }));
      const mine = matched.find((one) =>
        rowsOf(one).some((row) => row["SourceId"] === id(invoice)),
      );
      return { answer, mine, Reference, ocr: str(invoice["PaymentReferenceNumber"]) };
    },
    judge: ({ answer, mine, Reference, ocr }) => {
      if (!isOk(answer)) return unclear(`the payment: ${answer.status}`);
      if (mine === undefined) return differs("no matched transaction names the invoice (SourceId)");
      const has = str(mine["Reference"]);
      const told = "a matched transaction names the invoice";
      if (has === Reference)
        return holds(`${told} and the payment's reference`, {
          bankTransactionReference: "payment",
        });
      return ocr !== null && has === ocr
        ? holds(`${told} and the invoice's reference`, { bankTransactionReference: "invoice" })
        : differs(`${told}, with another reference`);
    },
  }),
  check({
    id: "E61",
    level: "book",
    switches: ["paymentLockCode"],
    look: async (session) => {
      const PaymentDate = await lockedDay(session);
      return pay(session, await ownInvoice(session), { PaymentAmount: 1, PaymentDate });
    },
    judge: (answer) => {
      const code = codeOf(answer);
      const told = `a payment of a locked day: ${answer.status}, code ${code ?? "none"}`;
      if (code === 4026 || code === 4038) return holds(told, { paymentLockCode: "4026" });
      return differs(told, code === 4013 ? { paymentLockCode: "4013" } : {});
    },
  }),
  check({
    id: "E92",
    level: "book",
    look: async (session) => {
      const PaymentDate = dayOf(session.time.now() - DAY_MS);
      return pay(session, await ownInvoice(session), { PaymentAmount: 1, PaymentDate });
    },
    judge: (answer) =>
      isOk(answer)
        ? holds("an invoice of today, paid yesterday: taken")
        : differs(`an invoice of today, paid yesterday: ${answer.status}`),
  }),
];
