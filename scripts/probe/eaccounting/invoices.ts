/** Checks the booking of drafts and orders. The invoices stay. */
import { DAY_MS } from "../../../src/domain/platform/durations.ts";
import { check, differs, holds, NothingToAsk, positioned, unclear } from "../check.ts";
import { bodyOf, isOk, type Row, type Session } from "../session.ts";
import { convertDraft, convertOrder, invoiceAgain, ownInvoice } from "./booked.ts";
import { anArticle, draftRow, orderRow, ownCustomer, ownDraft, ownOrder, today } from "./own.ts";
import { codeOf, dayOf, id, NOBODY, num, rowsOf, someOf, str } from "./read.ts";

/** E-invoice. */
const ELECTRONIC = 1;

const dayBefore = (session: Session, days = 1): string => dayOf(session.time.now() - days * DAY_MS);

const settingsOf = async (session: Session): Promise<Row> =>
  bodyOf(await session.get("/companysettings"));

/** The last day of what is locked. */
export async function lockedDay(session: Session): Promise<string> {
  const locked = str((await settingsOf(session))["AccountingLockedTo"])?.slice(0, 10) ?? "";
  if (locked < "1900") throw new NothingToAsk("nothing is locked: lock a month to have it told");
  return locked;
}

/** An invoice on a day that is locked: its code and its status, which two rows are about. */
const lockedDayCheck = (rowId: string) =>
  check({
    id: rowId,
    level: "book",
    switches: ["status4013"],
    look: async (session) => {
      const InvoiceDate = await lockedDay(session);
      return convertDraft(
        session,
        await ownDraft(session, await ownCustomer(session), { InvoiceDate }),
      );
    },
    judge: (answer) =>
      codeOf(answer) === 4013
        ? holds(`a locked day is 4013 with ${answer.status}`, { status4013: `${answer.status}` })
        : differs(`a locked day: ${answer.status}, code ${codeOf(answer) ?? "none"}`),
  });

export const INVOICE_CHECKS = [
  check({
    id: "E42",
    level: "book",
    switches: ["keepDateNeedsOverride"],
    look: async (session) => {
      const customer = await ownCustomer(session);
      const day = dayBefore(session);
      const draft = () => ownDraft(session, customer, { InvoiceDate: day });
      const alone = { keepOriginalDraftDate: "true" };
      return {
        day,
        keeps: (await settingsOf(session))["KeepOriginalDraftDate"] === true,
        both: bodyOf(await convertDraft(session, await draft())),
        alone: bodyOf(await convertDraft(session, await draft(), {}, alone)),
      };
    },
    judge: ({ day, keeps, both, alone }) => {
      const kept = (invoice: Row): boolean => str(invoice["InvoiceDate"])?.slice(0, 10) === day;
      if (!kept(both)) return differs("with both parameters the draft's day isn't kept");
      if (keeps) return unclear("both keep it; the company keeps the day of drafts anyway");
      const keepDateNeedsOverride = kept(alone) ? "no" : "yes";
      return holds(`both keep the draft's day; the one alone ${kept(alone) ? "does" : "doesn't"}`, {
        keepDateNeedsOverride,
      });
    },
  }),
  check({
    id: "E43",
    level: "book",
    look: async (session) => {
      const draft = await ownDraft(session, await ownCustomer(session));
      const total = 100 + (num(draft["TotalVatAmount"]) ?? 0);
      const answer = await convertDraft(session, draft, {
        TotalAmountInvoiceCurrency: Math.round((total + 0.01) * 100) / 100,
      });
      const ids = { id: id(draft) };
      return { answer, left: (await session.get("/customerinvoicedrafts/{id}", { ids })).status };
    },
    judge: ({ answer, left }) =>
      isOk(answer)
        ? differs("a total that is a cent off is booked")
        : codeOf(answer) === 2000 && left === 200
          ? holds("a cent off is 2000, and the draft is left")
          : differs(
              `a cent off: ${answer.status}, code ${codeOf(answer) ?? "none"}, draft ${left}`,
            ),
  }),
  check({
    id: "E47",
    level: "book",
    switches: ["zeroInvoice"],
    look: async (session) => {
      const article = await anArticle(session);
      const Rows = [1, -1].map((Quantity, at) => draftRow(article, { LineNumber: at, Quantity }));
      return convertDraft(session, await ownDraft(session, await ownCustomer(session), { Rows }));
    },
    judge: (answer) => {
      const zeroInvoice = isOk(answer) ? "allowed" : "refused";
      return positioned(
        "zeroInvoice",
        zeroInvoice,
        "refused",
        `an invoice of nought: ${answer.status}`,
      );
    },
  }),
  check({
    id: "E48",
    level: "book",
    switches: ["invoiceQuantityDecimals"],
    look: async (session) => {
      const customer = await ownCustomer(session);
      const article = await anArticle(session);
      const row = { ArticleId: id(article), Quantity: 0.125, UnitPrice: 100 };
      const head = { CustomerId: id(customer), EuThirdParty: false, RotReducedInvoicingType: 0 };
      const body = { ...head, YourReference: session.marker, Rows: [row] };
      return session.book("an invoice", "POST", "/customerinvoices", { body });
    },
    judge: (answer) =>
      positioned(
        "invoiceQuantityDecimals",
        isOk(answer) ? "4" : "2",
        "2",
        `a quantity of 0.125: ${answer.status}`,
      ),
  }),
  check({
    id: "E50",
    level: "book",
    switches: ["convertInvoices"],
    look: async (session) => {
      const Rows = [orderRow(await anArticle(session), { Quantity: 2, DeliveredQuantity: 1 })];
      return convertOrder(session, await ownOrder(session, await ownCustomer(session), { Rows }));
    },
    judge: (answer) => {
      const quantity = num(rowsOf(bodyOf(answer))[0]?.["Quantity"]);
      if (codeOf(answer) === 4031)
        return differs("nothing delivered: 4031", { convertInvoices: "delivered" });
      if (quantity !== 1 && quantity !== 2) return unclear(`the convert: ${answer.status}`);
      const position = quantity === 2 ? "ordered" : "delivered";
      return positioned(
        "convertInvoices",
        position,
        "ordered",
        `of 2, with 1 delivered: ${quantity}`,
      );
    },
  }),
  check({
    id: "E51",
    level: "book",
    switches: ["convertOtherCurrency"],
    look: async (session) => {
      const customer = await ownCustomer(session);
      const CurrencyCode = customer["CurrencyCode"] === "EUR" ? "SEK" : "EUR";
      return convertOrder(session, await ownOrder(session, customer, { CurrencyCode }));
    },
    judge: (answer) =>
      positioned(
        "convertOtherCurrency",
        isOk(answer) ? "customer-currency" : "refused",
        "refused",
        `an order in another currency than its customer's: ${answer.status}`,
      ),
  }),
  check({
    id: "E54",
    level: "book",
    look: async (session) => {
      const person = await ownCustomer(session, { IsPrivatePerson: true });
      const draft = await ownDraft(session, person);
      const ids = { id: id(person) };
      const { TermsOfPayment: _terms, ...body } = person;
      await session.write("PUT", "/customers/{id}", {
        ids,
        body: { ...body, IsPrivatePerson: false },
      });
      return { draft, answer: await convertDraft(session, draft) };
    },
    judge: ({ draft, answer }) => {
      if (!isOk(answer)) return unclear(`the convert: ${answer.status}`);
      const invoice = bodyOf(answer);
      return invoice["IncludesVat"] === draft["IncludesVat"] &&
        num(invoice["TotalVatAmount"]) === num(draft["TotalVatAmount"])
        ? holds("a draft is booked as it was, though its customer changed since")
        : differs("a draft is booked otherwise once its customer changed");
    },
  }),
  check({
    id: "E91",
    level: "book",
    switches: ["draftKeepsReferences"],
    look: ownInvoice,
    judge: (invoice) => {
      const kept = str(invoice["YourReference"]) === null ? "no" : "yes";
      const told = `an invoice has the reference of its draft: ${kept}`;
      return positioned("draftKeepsReferences", kept, "yes", told);
    },
  }),
  check({
    id: "E94",
    level: "book",
    switches: ["convertKeepsReferences"],
    look: async (session) =>
      convertOrder(session, await ownOrder(session, await ownCustomer(session))),
    judge: (answer) => {
      if (!isOk(answer)) return unclear(`the convert: ${answer.status}`);
      const kept = str(bodyOf(answer)["YourReference"]) === null ? "no" : "yes";
      return positioned("convertKeepsReferences", kept, "yes", `references are kept: ${kept}`);
    },
  }),
  check({
    id: "E161",
    level: "book",
    switches: ["convertSends"],
    look: async (session) => [
      (await ownInvoice(session, { ElectronicAddress: "0088:zzprobe" }))["SendType"],
      bodyOf(await convertOrder(session, await ownOrder(session, await ownCustomer(session))))[
        "SendType"
      ],
    ],
    judge: (types) =>
      positioned(
        "convertSends",
        types.every((type) => type === 0) ? "no" : "print",
        "no",
        `SendType after converting: ${types.map(String).join(", ")}`,
      ),
  }),
  check({
    id: "E163",
    level: "book",
    switches: ["eInvoiceWithoutAddress"],
    look: async (session) =>
      session.write("POST", "/customerinvoices/{id}/einvoice", {
        ids: { id: id(await ownInvoice(session)) },
        body: { SendType: ELECTRONIC },
      }),
    judge: (answer) =>
      positioned(
        "eInvoiceWithoutAddress",
        isOk(answer) ? "taken" : "refused",
        "refused",
        `an e-invoice without an address: ${answer.status}, ${codeOf(answer) ?? "no code"}`,
      ),
  }),
  lockedDayCheck("E53"),
  lockedDayCheck("E20:4013"),
  check({
    id: "E74:4023",
    level: "book",
    switches: ["status4023"],
    look: async (session) => {
      const InvoiceDate = dayOf(session.time.now() + DAY_MS);
      return convertDraft(
        session,
        await ownDraft(session, await ownCustomer(session), { InvoiceDate }),
      );
    },
    judge: (answer) =>
      codeOf(answer) === 4023
        ? holds(`a day to come is 4023 with ${answer.status}`, { status4023: `${answer.status}` })
        : differs(`a day to come: ${answer.status}, code ${codeOf(answer) ?? "none"}`),
  }),
  check({
    id: "E74:4024",
    level: "book",
    switches: ["status4024"],
    look: async (session) => {
      const lacking = (await someOf(session, "/articleaccountcodings", "coding")).filter(
        (coding) =>
          num(coding["DomesticSalesSubjectToVatAccountNumber"]) === null &&
          (num(coding["VatRatePercent"]) ?? 0) > 0,
      );
      const article = (await someOf(session, "/articles", "article")).find((one) =>
        lacking.some((coding) => id(coding) === one["CodingId"] && one["IsActive"] === true),
      );
      if (article === undefined) throw new NothingToAsk("every coding has an account for home");
      const Rows = [draftRow(article)];
      return convertDraft(session, await ownDraft(session, await ownCustomer(session), { Rows }));
    },
    judge: (answer) =>
      codeOf(answer) === 4024
        ? holds(`a coding without the account is 4024 with ${answer.status}`, {
            status4024: `${answer.status}`,
          })
        : unclear(`an article whose coding has no account for home: ${answer.status}`),
  }),
  check({
    id: "E164",
    level: "book",
    look: async (session) => {
      const article = await anArticle(session);
      const Rows = [draftRow(article, { UnitPrice: 79.59 })];
      const booked = async (customer: Row): Promise<Row> =>
        bodyOf(await convertDraft(session, await ownDraft(session, customer, { Rows })));
      const home = await ownCustomer(session);
      const CurrencyCode = home["CurrencyCode"] === "EUR" ? "SEK" : "EUR";
      return {
        rounds: num((await settingsOf(session))["DomesticCurrencyRounding"]) !== 0,
        home: await booked(home),
        abroad: await booked(await ownCustomer(session, { CurrencyCode })),
      };
    },
    judge: ({ rounds, home, abroad }) => {
      const roundings = (invoice: Row): number => num(invoice["TotalRoundings"]) ?? 0;
      if (roundings(abroad) !== 0) return differs("a total in another currency is rounded");
      if (!rounds) return unclear("the company doesn't round to whole units");
      return Number.isInteger(num(home["TotalAmount"]))
        ? holds(`at home the total is whole (rounded by ${roundings(home)}), abroad it isn't`)
        : differs("at home the total isn't whole");
    },
  }),
  check({
    id: "E180",
    level: "book",
    look: async (session) => {
      const article = await anArticle(session);
      const coding = (await someOf(session, "/articleaccountcodings", "coding")).find(
        (one) => id(one) === article["CodingId"],
      );
      const invoice = await ownInvoice(session);
      const day = today(session);
      const year = (await someOf(session, "/fiscalyears", "fiscal year")).find(
        ({ StartDate, EndDate }) =>
          (str(StartDate) ?? "9").slice(0, 10) <= day && day <= (str(EndDate) ?? "").slice(0, 10),
      );
      const voucher = await session.get("/vouchers/{year}/{voucher}", {
        ids: { year: id(year) || NOBODY, voucher: str(invoice["VoucherId"]) ?? NOBODY },
      });
      return { account: num(coding?.["DomesticSalesSubjectToVatAccountNumber"]), voucher };
    },
    judge: ({ account, voucher }) => {
      if (voucher.status !== 200) return unclear(`the invoice's voucher: ${voucher.status}`);
      const row = rowsOf(bodyOf(voucher)).find((one) => num(one["AccountNumber"]) === account);
      return num(row?.["CreditAmount"]) === 100
        ? holds("the net is on the account of the article's coding")
        : differs("the net isn't on the account of the article's coding");
    },
  }),
  check({
    id: "E93",
    level: "book",
    look: async (session) => {
      const invoice = await ownInvoice(session);
      const banks = await someOf(session, "/bankaccounts", "bank account");
      const bank = banks.find((one) => one["CurrencyCode"] === invoice["CurrencyCode"]) ?? banks[0];
      const paid = await session.book("a payment", "POST", "/customerinvoices/{id}/payments", {
        ids: { id: id(invoice) },
        body: {
          CompanyBankAccountId: id(bank),
          PaymentDate: today(session),
          PaymentAmount: 1,
          PaymentCurrency: invoice["CurrencyCode"],
          PaymentType: 1,
        },
      });
      const before = num(invoice["RemainingAmount"]);
      return {
        paid,
        before,
        after: num((await invoiceAgain(session, invoice))["RemainingAmount"]),
      };
    },
    judge: ({ paid, before, after }) => {
      if (!isOk(paid) || before === null) return unclear(`the payment: ${paid.status}`);
      return after !== null && Math.abs(before - after - 1) < 0.001
        ? holds("a single read knows at once what remains")
        : differs(`after a payment of 1 a read shows ${String(after)} of ${before}`);
    },
  }),
];
