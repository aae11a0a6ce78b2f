/** Checks the company, its look-ups and its documents. Reads only. */
import { DAY_MS } from "../../../src/domain/platform/durations.ts";
import { check, differs, holds, NothingToAsk, unclear } from "../check.ts";
import { bodyOf, type Row, type Session } from "../session.ts";
import { dataOf, dayOf, id, list, NO_VOUCHER, num, rowsOf, someOf, str } from "./read.ts";

const WITH_ORDERS = [1, 2, 5];
const WITH_BOOKS = [1, 3, 4, 5];

const settingsOf = async (session: Session): Promise<Row> =>
  bodyOf(await session.get("/companysettings"));

const rate = (session: Session, date: string) =>
  session.get("/currencies/exchangerate", {
    query: { sourceCurrencyCode: "EUR", targetCurrencyCode: "SEK", date },
  });

export const COMPANY_CHECKS = [
  check({
    id: "E25",
    level: "read",
    look: async ({ access }) => {
      const before = access.tokens;
      const after = await access.refresh(before.refreshToken ?? "");
      if (after !== null) access.tokens = after;
      return { before: before.companyId, after: after?.companyId ?? null };
    },
    judge: ({ before, after }) =>
      before === null
        ? differs("the token names no company (customer_id)")
        : after === before
          ? holds("a refreshed token names the same company")
          : differs("a refreshed token names another company, or none"),
  }),
  check({
    id: "E75",
    level: "read",
    switches: ["unlockedAs"],
    look: settingsOf,
    judge: (settings) => {
      const locked = settings["AccountingLockedTo"];
      if (locked === null || locked === undefined)
        return holds("AccountingLockedTo is null", { unlockedAs: "null" });
      return str(locked)?.startsWith("0001-01-01") === true
        ? holds("AccountingLockedTo is the first day of the year 1", { unlockedAs: "year-one" })
        : unclear("something is locked");
    },
  }),
  check({
    id: "E155",
    level: "read",
    look: async (session) => ({
      modules: (await settingsOf(session))["ActivatedModules"],
      orders: (await list(session, "/orders", { $pagesize: "1" })).status,
    }),
    judge: ({ modules, orders }) => {
      if (!Array.isArray(modules)) return differs("there are no ActivatedModules");
      const has = modules.includes("order_standard");
      const told = `order_standard is ${has ? "" : "not "}active, orders are ${orders}`;
      return has === (orders === 200) ? holds(told) : differs(told);
    },
  }),
  check({
    id: "E155:stock",
    level: "read",
    look: async (session) => ({
      modules: (await settingsOf(session))["ActivatedModules"],
      active: (await someOf(session, "/articles", "article")).filter(
        (article) => article["IsActive"] === true,
      ),
    }),
    judge: ({ modules, active }) => {
      if (!Array.isArray(modules)) return differs("there are no ActivatedModules");
      const has = modules.includes("stock_standard");
      const marked = active.filter((article) => article["IsStock"] === true).length;
      const told =
        `stock_standard is ${has ? "" : "not "}active, ` +
        `${marked} of ${active.length} active articles are stock articles`;
      // A company with the module may have none, and one without it none to mark.
      if (has !== marked > 0) return marked > 0 ? differs(told) : unclear(told);
      return has || active.length > 0 ? holds(told) : unclear(told);
    },
  }),
  check({
    id: "E156",
    level: "read",
    look: async (session) => ({
      variant: num((await settingsOf(session))["ProductVariant"]),
      orders: (await list(session, "/orders", { $pagesize: "1" })).status,
      vouchers: (await list(session, "/vouchers", { $pagesize: "1" })).status,
    }),
    judge: ({ variant, orders, vouchers }) => {
      if (variant === null) return differs("there is no ProductVariant");
      const told = `variant ${variant}: orders ${orders}, vouchers ${vouchers}`;
      const expected =
        WITH_ORDERS.includes(variant) === (orders === 200) &&
        WITH_BOOKS.includes(variant) === (vouchers === 200);
      return expected ? holds(told) : differs(told);
    },
  }),
  check({
    id: "E72",
    level: "read",
    look: async (session) => ({
      variant: num((await settingsOf(session))["ProductVariant"]) ?? 0,
      answer: await list(session, "/vouchers", { $pagesize: "1" }),
    }),
    judge: ({ variant, answer }) => {
      const told = `variant ${variant}: vouchers ${answer.status}`;
      if (WITH_BOOKS.includes(variant)) return answer.status === 200 ? holds(told) : differs(told);
      return bodyOf(answer)["ErrorCode"] === 4009 ? holds(`${told} (4009)`) : differs(told);
    },
  }),
  check({
    id: "E62",
    level: "read",
    look: async (session) => ({
      years: await someOf(session, "/fiscalyears", "fiscal year"),
      invoices: dataOf(await list(session, "/customerinvoices", { $pagesize: "50" })),
    }),
    judge: ({ years, invoices }) => {
      if (years.every((year) => year["BookkeepingMethod"] === 0))
        return unclear("no year books when paid");
      const cash = years.find((year) => year["BookkeepingMethod"] === 1);
      const within = invoices.find(
        ({ InvoiceDate }) =>
          (str(InvoiceDate) ?? "") >= (str(cash?.["StartDate"]) ?? "9") &&
          (str(InvoiceDate) ?? "9") <= (str(cash?.["EndDate"]) ?? "") &&
          InvoiceDate !== null,
      );
      if (within === undefined) return unclear("no invoice in a year that books when paid");
      const voucher = str(within["VoucherId"]);
      return voucher === null || voucher === NO_VOUCHER
        ? holds("an invoice of a year that books when paid has no voucher")
        : differs("an invoice of a year that books when paid has a voucher");
    },
  }),
  check({
    id: "E24",
    level: "read",
    look: (session) => someOf(session, "/articleaccountcodings", "coding"),
    judge: (codings) => {
      const types = [...new Set(codings.map((coding) => String(coding["Type"])))];
      const other = types.filter((type) => !["Goods", "Service"].includes(type));
      return other.length === 0
        ? holds(`types of ${codings.length} codings: ${types.join(", ")}`)
        : differs(`other types: ${other.length} of ${types.length}`);
    },
  }),
  check({
    id: "E23",
    level: "read",
    look: async (session) => ({
      codings: await someOf(session, "/articleaccountcodings", "coding"),
      orders: dataOf(await list(session, "/orders", { $pagesize: "50" })),
    }),
    judge: ({ codings, orders }) => {
      const rates = (rows: readonly Row[], name: string): readonly number[] =>
        rows.flatMap((row) => num(row[name]) ?? []).filter((one) => one !== 0);
      const onRows = rates(orders.flatMap(rowsOf), "VatRate");
      const onCodings = rates(codings, "VatRatePercent");
      const form = (all: readonly number[]): string =>
        all.length === 0 ? "none" : all.every((one) => one < 1) ? "fractions" : "percentages";
      const told = `rows ${form(onRows)}, codings ${form(onCodings)}`;
      if (onRows.length === 0) return unclear(`${told}: no order's row has a rate`);
      return form(onRows) === "fractions" ? holds(told) : differs(told);
    },
  }),
  check({
    id: "E33",
    level: "read",
    look: (session) => someOf(session, "/articles", "article"),
    judge: (articles) => {
      const missing = ["ArticleLabels", "Barcodes", "NetPrice", "GrossPrice", "ChangedUtc"].filter(
        (name) => !articles.some((article) => name in article),
      );
      return missing.length === 0
        ? holds(`a list of articles has all of them`)
        : differs(`lists don't have ${missing.join(", ")}`);
    },
  }),
  check({
    id: "E129",
    level: "read",
    look: (session) => someOf(session, "/countries", "country"),
    judge: (countries) => {
      const member = (code: string): unknown =>
        countries.find((country) => country["Code"] === code)?.["IsEuMember"];
      const told = ["DE", "NO", "GB"].map((code) => `${code} ${String(member(code))}`).join(", ");
      return member("DE") === true && member("NO") === false
        ? holds(`members of the EU are told: ${told}`)
        : differs(told);
    },
  }),
  check({
    id: "E119",
    level: "read",
    look: async (session) => {
      const now = session.time.now();
      const sunday = dayOf(now - (new Date(now).getUTCDay() || 7) * DAY_MS);
      return { sunday, answer: await rate(session, sunday) };
    },
    judge: ({ sunday, answer }) => {
      if (answer.status !== 200) return differs(`the rate of a Sunday: ${answer.status}`);
      const told = str(bodyOf(answer)["Date"])?.slice(0, 10) ?? "";
      return told !== "" && told <= sunday
        ? holds(`the rate of a Sunday is of ${told === sunday ? "that day" : "an earlier day"}`)
        : differs("the rate of a Sunday is of a later day, or of none");
    },
  }),
  check({
    id: "E73",
    level: "read",
    look: (session) => rate(session, dayOf(session.time.now() + 2 * DAY_MS)),
    judge: (answer) =>
      answer.status === 200
        ? differs("a day to come has a rate")
        : holds(`a day to come: ${answer.status}, code ${String(bodyOf(answer)["ErrorCode"])}`),
  }),
  check({
    id: "E49",
    level: "read",
    switches: ["vatPercentForm"],
    look: (session) => someOf(session, "/customerinvoices", "invoice"),
    judge: (invoices) => {
      const percents = invoices
        .flatMap((invoice) => specification(invoice))
        .flatMap((line) => num(line["VatPercent"]) ?? [])
        .filter((one) => one !== 0);
      if (percents.length === 0) return unclear("no invoice in a list tells its VAT");
      const form = percents.every((one) => one < 1) ? "fraction" : "percent";
      return holds(`VatPercent is a ${form}`, { vatPercentForm: form });
    },
  }),
  check({
    id: "E182",
    level: "read",
    look: async (session) => {
      const invoices = await someOf(session, "/customerinvoices", "invoice");
      const invoice = invoices.find(
        ({ VoucherId }) => (str(VoucherId) ?? NO_VOUCHER) !== NO_VOUCHER,
      );
      if (invoice === undefined) throw new NothingToAsk("no invoice has a voucher");
      const day = str(invoice["InvoiceDate"])?.slice(0, 10) ?? "";
      const year = (await someOf(session, "/fiscalyears", "fiscal year")).find(
        ({ StartDate, EndDate }) =>
          (str(StartDate) ?? "9") <= day && day <= (str(EndDate)?.slice(0, 10) ?? ""),
      );
      return session.get("/vouchers/{year}/{voucher}", {
        ids: { year: id(year) || NO_VOUCHER, voucher: str(invoice["VoucherId"]) ?? NO_VOUCHER },
      });
    },
    judge: (answer) =>
      answer.status === 200 && rowsOf(bodyOf(answer)).length > 0
        ? holds("the voucher of an invoice is read by its day's year and VoucherId")
        : differs(`the voucher of an invoice: ${answer.status}`),
  }),
  check({
    id: "E183",
    level: "read",
    look: (session) => someOf(session, "/vouchers", "voucher"),
    judge: (vouchers) =>
      vouchers.some((voucher) => "BankTransactionId" in voucher)
        ? differs("vouchers name a BankTransactionId: a payment's voucher could be found")
        : holds("no field of a voucher names a payment's BankTransactionId"),
  }),
];

function specification(invoice: Row): readonly Row[] {
  const lines = invoice["VatSpecification"];
  return Array.isArray(lines) ? (lines as readonly Row[]) : [];
}
