/**
 * Checks eAccounting's handling of vouchers and of items of the customer ledger. They stay; a
 * voucher has the same account on both sides wherever possible, so that no balance moves.
 */
import type { VendorAnswer } from "../../../src/domain/vendors/request.ts";
import { check, differs, holds, NothingToAsk, positioned, unclear } from "../check.ts";
import { bodyOf, isOk, isRow, type Row, type Session } from "../session.ts";
import { ownInvoice } from "./booked.ts";
import { lockedDay } from "./invoices.ts";
import { anArticle, ownCustomer, today } from "./own.ts";
import { codeOf, dataOf, id, list, NOBODY, num, rowsOf, someOf, str } from "./read.ts";

const WITH_VOUCHER = "/customerledgeritems/customerledgeritemswithvoucher";
const MANUAL = 2;
/** Documented: what the ledger makes of invoices, payments and purchases. */
const DERIVED = [5, 6, 7, 10, 11, 12, 13, 14, 15, 25, 26, 32, 33];

async function bankAccount(session: Session): Promise<number> {
  const [bank] = await someOf(session, "/bankaccounts", "bank account");
  return num(bank?.["LedgerAccountNumber"]) ?? 0;
}

/** Of sales at home, with VAT. */
export async function salesAccount(session: Session): Promise<number> {
  const article = await anArticle(session);
  const coding = (await someOf(session, "/articleaccountcodings", "coding")).find(
    (one) => id(one) === article["CodingId"],
  );
  return num(coding?.["DomesticSalesSubjectToVatAccountNumber"]) ?? 0;
}

export const sides = (debit: number, credit: number, more: Row = {}): readonly Row[] => [
  { AccountNumber: debit, DebitAmount: 1, CreditAmount: 0, ...more },
  { AccountNumber: credit, DebitAmount: 0, CreditAmount: 1, ...more },
];

const voucherBody = (session: Session, Rows: readonly Row[], more: Row = {}): Row => ({
  VoucherDate: today(session),
  VoucherText: session.marker,
  Rows,
  ...more,
});

export const post = (
  session: Session,
  Rows: readonly Row[],
  more: Row = {},
  query: Readonly<Record<string, string>> = {},
): Promise<VendorAnswer> =>
  session.book("a voucher", "POST", "/vouchers", { body: voucherBody(session, Rows, more), query });

/** One account on both sides: no balance moves. */
export async function neutral(session: Session, more: Row = {}): Promise<VendorAnswer> {
  const account = await bankAccount(session);
  return post(session, sides(account, account), more);
}

/** Where an invoice of the probe's own stands in its voucher. */
async function receivable(session: Session): Promise<number> {
  const invoice = await ownInvoice(session);
  const day = today(session);
  const year = (await someOf(session, "/fiscalyears", "fiscal year")).find(
    ({ StartDate, EndDate }) =>
      (str(StartDate) ?? "9").slice(0, 10) <= day && day <= (str(EndDate) ?? "").slice(0, 10),
  );
  const voucher = await session.get("/vouchers/{year}/{voucher}", {
    ids: { year: id(year) || NOBODY, voucher: str(invoice["VoucherId"]) ?? NOBODY },
  });
  const row = rowsOf(bodyOf(voucher)).find(
    (one) => num(one["DebitAmount"]) === num(invoice["TotalAmount"]),
  );
  const account = num(row?.["AccountNumber"]);
  if (account === null) throw new NothingToAsk("the account of receivables isn't known");
  return account;
}

const freeNumber = (session: Session): number =>
  900_000_000 + Math.floor(session.time.now() % 100_000_000);

type ItemParts = { readonly account: number; readonly item?: Row; readonly rows?: readonly Row[] };

async function item(session: Session, parts: ItemParts): Promise<VendorAnswer> {
  const customer = await ownCustomer(session);
  const rows = parts.rows ?? sides(parts.account, await bankAccount(session));
  return session.book("an item of the customer ledger", "POST", WITH_VOUCHER, {
    body: {
      CustomerId: id(customer),
      CurrencyCode: customer["CurrencyCode"],
      InvoiceNumber: freeNumber(session),
      InvoiceDate: today(session),
      DueDate: today(session),
      IsCreditInvoice: false,
      TotalAmountInvoiceCurrency: 1,
      RemainingAmountInvoiceCurrency: 1,
      RoundingsAmountInvoiceCurrency: 0,
      VATAmountInvoiceCurrency: 0,
      Voucher: voucherBody(session, rows),
      ...parts.item,
    },
  });
}

const lockCheck = (code: 4026 | 4038, dayOfLock: (session: Session) => Promise<string>) =>
  check({
    id: `E74:${code}`,
    level: "book",
    switches: [`status${code}`],
    look: async (session) => neutral(session, { VoucherDate: await dayOfLock(session) }),
    judge: (answer) =>
      codeOf(answer) === code
        ? holds(`a voucher there is ${code} with ${answer.status}`, {
            [`status${code}`]: `${answer.status}`,
          })
        : differs(`a voucher there: ${answer.status}, code ${codeOf(answer) ?? "none"}`),
  });

async function lockedYear(session: Session): Promise<string> {
  const year = (await someOf(session, "/fiscalyears", "fiscal year")).find(
    ({ IsLockedForAccounting }) => IsLockedForAccounting === true,
  );
  const day = str(year?.["EndDate"])?.slice(0, 10);
  if (day === undefined) throw new NothingToAsk("no fiscal year is locked");
  return day;
}

export const VOUCHER_CHECKS = [
  check({
    id: "E63",
    level: "book",
    look: async (session) => {
      const account = await bankAccount(session);
      const row = (debit: number, credit: number): Row => ({
        AccountNumber: account,
        DebitAmount: debit,
        CreditAmount: credit,
      });
      return [
        await post(session, [row(1, 1)]),
        await post(session, [row(0, 0), ...sides(account, account)]),
      ];
    },
    judge: (answers) => {
      const told = `both sides: ${answers[0]?.status}, neither: ${answers[1]?.status}`;
      return answers.some(isOk) ? differs(told) : holds(told);
    },
  }),
  check({
    id: "E64",
    level: "book",
    look: async (session) => {
      const accounts = await someOf(session, "/accounts", "account", { $pagesize: "1000" });
      const account = num(accounts.find((one) => one["IsActive"] === false)?.["Number"] ?? null);
      const text = str(accounts.find((one) => one["IsActive"] === false)?.["Number"]);
      const found = account ?? (text === null ? null : Number(text));
      if (found === null) throw new NothingToAsk("every account is active");
      return post(session, sides(found, found));
    },
    judge: (answer) =>
      isOk(answer)
        ? differs("an account that isn't active is booked on")
        : holds(`an account that isn't active: ${answer.status}`),
  }),
  check({
    id: "E65",
    level: "book",
    switches: ["voucherCostCenter1"],
    look: async (session) => {
      const centers = await someOf(session, "/costcenters", "cost centre");
      const first = centers.find((one) => Array.isArray(one["Items"]) && one["Number"] === 1);
      const items = Array.isArray(first?.["Items"]) ? first["Items"].filter(isRow) : [];
      if (items[0] === undefined) throw new NothingToAsk("the first cost centre has no item");
      const account = await salesAccount(session);
      return post(session, sides(account, account, { CostCenterItemId1: id(items[0]) }));
    },
    judge: (answer) => {
      if (!isOk(answer)) return differs(`a cost centre on a voucher's row: ${answer.status}`);
      const kept = rowsOf(bodyOf(answer)).some((row) => str(row["CostCenterItemId1"]) !== null);
      const position = kept ? "writable" : "ignored";
      return positioned(
        "voucherCostCenter1",
        position,
        "writable",
        `CostCenterItemId1 is ${position}`,
      );
    },
  }),
  check({
    id: "E66",
    level: "read",
    look: (session) => someOf(session, "/vouchers", "voucher"),
    judge: (vouchers) => {
      const other = vouchers.filter(
        ({ NumberAndNumberSeries }) => !/^[A-Z]\d+$/.test(str(NumberAndNumberSeries) ?? ""),
      ).length;
      return other === 0
        ? holds(`numbers of ${vouchers.length} vouchers are a capital letter and a figure`)
        : differs(`${other} of ${vouchers.length} vouchers have other numbers`);
    },
  }),
  check({
    id: "E185",
    level: "read",
    look: async (session) => {
      const invoices = await someOf(session, "/customerinvoices", "invoice");
      const ours = new Set(invoices.flatMap(({ VoucherId }) => str(VoucherId) ?? []));
      const vouchers = await someOf(session, "/vouchers", "voucher", { $pagesize: "1000" });
      // An item of the customer ledger shows among the invoices; its voucher is a client's.
      return vouchers
        .filter((voucher) => ours.has(id(voucher)))
        .map(({ VoucherType }) => num(VoucherType))
        .filter((type) => type !== MANUAL);
    },
    judge: (types) => {
      if (types.length === 0) return unclear("no voucher of an invoice is listed");
      const other = types.filter((type) => type === null || !DERIVED.includes(type));
      const told = [...new Set(types)].map(String).join(", ");
      return other.length === 0
        ? holds(`types of vouchers of invoices: ${told}`)
        : differs(`types of vouchers of invoices: ${told}`);
    },
  }),
  check({
    id: "E116",
    level: "book",
    look: neutral,
    judge: (answer) => {
      if (!isOk(answer)) return differs(`a voucher: ${answer.status}`);
      const rows = rowsOf(bodyOf(answer)).length;
      return rows === 2
        ? holds("two rows sent, two answered")
        : differs(`two sent, ${rows} answered`);
    },
  }),
  check({
    id: "E172",
    level: "book",
    switches: ["voucherTypeByHand"],
    look: async (session) => {
      const made = id(bodyOf(await neutral(session)));
      const query = { $filter: `VoucherDate ge ${today(session)}`, $pagesize: "1000" };
      return dataOf(await list(session, "/vouchers", query)).find((one) => id(one) === made);
    },
    judge: (voucher) => {
      if (voucher === undefined) return unclear("the list doesn't show the voucher that was made");
      const type = num(voucher["VoucherType"]);
      const told = `VoucherType of a client's voucher is ${String(type)}`;
      return positioned("voucherTypeByHand", String(type), String(MANUAL), told);
    },
  }),
  check({
    id: "E71",
    level: "book",
    look: async (session) => {
      const account = await salesAccount(session);
      const rows = sides(await bankAccount(session), account);
      return post(session, rows, {}, { useAutomaticVatCalculation: "true" });
    },
    judge: (answer) => {
      if (!isOk(answer)) return unclear(`automatic VAT: ${answer.status}`);
      const rows = rowsOf(bodyOf(answer)).length;
      return rows === 3
        ? holds("automatic VAT adds a row")
        : differs(`automatic VAT leaves ${rows} rows of two`);
    },
  }),
  check({
    id: "E67",
    level: "book",
    switches: ["status4000"],
    look: async (session) => {
      const account = await receivable(session);
      const InvoiceNumber = freeNumber(session);
      const first = await item(session, { account, item: { InvoiceNumber } });
      return { first, second: await item(session, { account, item: { InvoiceNumber } }) };
    },
    judge: ({ first, second }) => {
      if (!isOk(first)) return unclear(`an item: ${first.status}`);
      return codeOf(second) === 4000
        ? holds(`a number that is taken is 4000 with ${second.status}`, {
            status4000: `${second.status}`,
          })
        : differs(`a number that is taken: ${second.status}, code ${codeOf(second) ?? "none"}`);
    },
  }),
  check({
    id: "E68",
    level: "book",
    switches: ["ledgerItemMatchesVoucher"],
    look: async (session) =>
      item(session, {
        account: await receivable(session),
        item: { TotalAmountInvoiceCurrency: 2, RemainingAmountInvoiceCurrency: 2 },
      }),
    judge: (answer) =>
      positioned(
        "ledgerItemMatchesVoucher",
        isOk(answer) ? "no" : "yes",
        "yes",
        `an item of 2 with 1 on the receivables: ${answer.status}`,
      ),
  }),
  check({
    id: "E70",
    level: "book",
    look: async (session) => {
      const account = await receivable(session);
      const rows = sides(await bankAccount(session), account);
      const of = (amount: number) => ({
        IsCreditInvoice: true,
        TotalAmountInvoiceCurrency: amount,
        RemainingAmountInvoiceCurrency: amount,
      });
      return {
        below: await item(session, { account, rows, item: of(-1) }),
        above: await item(session, { account, rows, item: of(1) }),
      };
    },
    judge: ({ below, above }) => {
      const told = `the item of a credit below nought: ${below.status}, above: ${above.status}`;
      return isOk(below) && !isOk(above) ? holds(told) : differs(told);
    },
  }),
  check({
    id: "E117",
    level: "book",
    look: async (session) => {
      const account = await receivable(session);
      const InvoiceNumber = freeNumber(session);
      const [debit = {}] = sides(account, account);
      const refused = await item(session, { account, rows: [debit], item: { InvoiceNumber } });
      return { refused, made: await item(session, { account, item: { InvoiceNumber } }) };
    },
    judge: ({ refused, made }) => {
      if (isOk(refused)) return differs("an item whose voucher doesn't balance is taken");
      if (!isOk(made)) return differs(`refused, and its number is taken: ${made.status}`);
      return str(bodyOf(made)["VoucherId"]) === null
        ? differs("the answer of an item names no voucher")
        : holds("refused as a whole, and the answer of an item names its voucher");
    },
  }),
  check({
    id: "E120",
    level: "book",
    look: async (session) => {
      const account = await receivable(session);
      const foreign = {
        CurrencyCode: "EUR",
        CurrencyRate: 0.5,
        CurrencyRateUnit: 1,
        TotalAmountInvoiceCurrency: 2,
        RemainingAmountInvoiceCurrency: 2,
      };
      return item(session, { account, item: foreign });
    },
    judge: (answer) =>
      isOk(answer)
        ? holds("2 EUR at 0.5 match 1 on the receivables")
        : differs(`2 EUR at 0.5 with 1 on the receivables: ${answer.status}`),
  }),
  check({
    id: "E69:own",
    level: "book",
    switches: ["ledgerItemsAsInvoices"],
    look: async (session) => {
      const made = await item(session, { account: await receivable(session) });
      const ids = { id: id(bodyOf(made)) || NOBODY };
      return { made, invoice: await session.get("/customerinvoices/{id}", { ids }) };
    },
    judge: ({ made, invoice }) => {
      if (!isOk(made)) return unclear(`an item: ${made.status}`);
      const told = `an item among the invoices: ${invoice.status}`;
      const shown = invoice.status === 200 ? "yes" : "no";
      return positioned("ledgerItemsAsInvoices", shown, "yes", told);
    },
  }),
  lockCheck(4026, lockedDay),
  lockCheck(4038, lockedYear),
];
