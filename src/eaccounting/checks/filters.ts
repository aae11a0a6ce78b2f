/**
 * Checks which filters eAccounting's lists accept and what the lists show, the direction and units
 * of its exchange rates, and whether the stock of its articles adds up.
 */
import {
  differs,
  expecting,
  holds,
  NothingToAsk,
  readCheck,
  type ReadCheck,
  str,
  unclear,
  type Asker,
  bodyOf,
  num,
  type Row,
} from "../../domain/vendors/checks.ts";
import {
  codeOf,
  contains,
  dataOf,
  DOCUMENTS,
  filterPosition,
  id,
  list,
  NO_VOUCHER,
  someOf,
  startsWith,
  totalOf,
  unfilteredTotal,
  UNKNOWN_PROPERTY,
} from "./read.ts";
import { isNear, KRONER_A_EURO } from "../../domain/ledger/exchange-rate.ts";
import { dec, type Decimal, ONE, plain } from "../../domain/money.ts";
import { FIXED, fixedRate } from "../exchange-rates.ts";

/**
 * A filter whose refusal has no fallback: taken, or refused with 6000. `refused`: with another
 * code, on which a look-up would fail.
 */
export const filterCheck = (
  name: string,
  switches: readonly string[],
  asked: readonly (readonly [endpoint: string, filter: string])[],
): ReadCheck =>
  readCheck(
    name,
    switches,
    async (asker) => {
      const answers = [];
      for (const [endpoint, $filter] of asked)
        answers.push(await list(asker, endpoint, { $filter, $pagesize: "1" }));
      return answers;
    },
    (answers) => {
      const codes = answers.map((answer) =>
        answer.status === 200 ? "taken" : (codeOf(answer) ?? answer.status),
      );
      const facts = Object.fromEntries(
        asked.map(([endpoint], at) => [endpoint.slice(1), codes[at] ?? ""]),
      );
      if (answers.some(({ status }) => status === NO_ACCESS)) return unclear(facts);
      const isTaken = codes.every((code) => code === "taken");
      if (!isTaken && !codes.every((code) => code === UNKNOWN_PROPERTY))
        return codes.every((code) => code === "taken" || code === UNKNOWN_PROPERTY)
          ? differs(facts)
          : differs({ ...facts, refused: codes.filter(isOther).join(", ") });
      const position = isTaken ? "yes" : "no";
      const allFacts = { ...facts, ...Object.fromEntries(switches.map((one) => [one, position])) };
      if (!isTaken) return differs(allFacts);
      return answers.some((answer) => (totalOf(answer) ?? 0) > 0)
        ? differs({ ...facts, filter: "ignored" })
        : holds(allFacts);
    },
  );

/** A list that the company's variant or the sign-in doesn't have says nothing about its filters. */
const NO_ACCESS = 403;

const isOther = (code: string | number): boolean => code !== "taken" && code !== UNKNOWN_PROPERTY;

/** Each of these fields, in each list that has it. */
const REFERENCES = [
  ["OurReference", ["/orders", "/customerinvoicedrafts", "/customerinvoices"]],
  ["YourReference", ["/orders", "/customerinvoicedrafts", "/customerinvoices"]],
  ["BuyersOrderReference", ["/orders", "/customerinvoicedrafts", "/customerinvoices"]],
  ["VoucherText", ["/vouchers"]],
] as const;

const references = REFERENCES.map(([field, endpoints]) =>
  filterCheck(
    `E5:${field}`,
    [`filter${field}`],
    endpoints.map((endpoint) => [endpoint, contains(field)] as const),
  ),
);

/** No document has this number. */
const NO_SUCH_NUMBER = 2_147_483_000;

const numbers = filterCheck(
  "E170",
  ["filterNumbers"],
  [
    ["/orders", `Number eq ${NO_SUCH_NUMBER}`],
    ["/customerinvoices", `InvoiceNumber eq ${NO_SUCH_NUMBER}`],
    ["/vouchers", "NumberAndNumberSeries eq 'ZZ999999'"],
  ],
);

const names = filterCheck("E171", [], [["/customers", contains("Name")]]);

const byCreation = readCheck(
  "E6",
  ["filterCreatedUtc"],
  async (asker) => {
    const seen = [];
    for (const [what, endpoint] of DOCUMENTS) {
      const total = await unfilteredTotal(asker, endpoint);
      const $filter = "CreatedUtc ge 2100-01-01T00:00:00Z";
      const answer = await list(asker, endpoint, { $filter, $pagesize: "1" });
      const sorted = await list(asker, endpoint, { $orderby: "CreatedUtc", $pagesize: "1" });
      seen.push({ what, position: filterPosition(answer, total), sorts: sorted.status === 200 });
    }
    return seen;
  },
  (seen) => {
    const allFacts = Object.fromEntries(
      seen.map(({ what, position }) => [what, position ?? "unknown"]),
    );
    const known = [...new Set(seen.flatMap(({ position }) => position ?? []))];
    const [position] = known;
    if (position === undefined) return unclear(allFacts);
    if (known.length > 1) return differs(allFacts);
    const facts = { ...allFacts, filterCreatedUtc: position };
    if (position !== "yes") return differs(facts);
    return seen.every(({ sorts }) => sorts) ? holds(facts) : differs({ ...facts, sorts: "no" });
  },
);

const letterCase = readCheck(
  "E7",
  ["filterText"],
  async (asker) => {
    const texts = (await someOf(asker, "/customers", "customer")).flatMap(
      (customer) => str(customer["Name"]) ?? [],
    );
    const name = texts.find((one) => /^[\w ]*[a-z][\w ]*$/i.test(one));
    if (name === undefined) throw new NothingToAsk("no customer has a name of plain letters");
    const other = name === name.toUpperCase() ? name.toLowerCase() : name.toUpperCase();
    const query = (text: string) => ({ $filter: `Name eq '${text}'`, $pagesize: "1" });
    return {
      same: await list(asker, "/customers", query(name)),
      other: await list(asker, "/customers", query(other)),
    };
  },
  ({ same, other }) => {
    if ((totalOf(same) ?? 0) === 0) return unclear({ byItsOwnName: same.status });
    const position = (totalOf(other) ?? 0) > 0 ? "case-insensitive" : "case-sensitive";
    return expecting("case-insensitive", "filterText", position);
  },
);

const beginnings = readCheck(
  "E173",
  ["filterStartsWith"],
  async (asker) => ({
    total: await unfilteredTotal(asker, "/articles"),
    answer: await list(asker, "/articles", { $filter: startsWith("Number"), $pagesize: "1" }),
  }),
  ({ total, answer }) => {
    const position = filterPosition(answer, total);
    return position === null
      ? unclear({ status: answer.status, articles: total })
      : expecting("yes", "filterStartsWith", position);
  },
);

const rowsInLists = readCheck(
  "E175",
  ["listRows"],
  async (asker) => {
    const first = [];
    for (const [what, endpoint] of DOCUMENTS) {
      const [document] = dataOf(await list(asker, endpoint, { $pagesize: "1" }));
      if (document !== undefined) first.push({ what, isWhole: Array.isArray(document["Rows"]) });
    }
    return first;
  },
  (first) => {
    if (first.length === 0) return unclear();
    const facts = Object.fromEntries(
      first.map(({ what, isWhole }) => [what, isWhole ? "whole" : "heads"]),
    );
    if (first.every(({ isWhole }) => isWhole)) return holds({ ...facts, listRows: "whole" });
    return first.some(({ isWhole }) => isWhole)
      ? differs(facts)
      : differs({ ...facts, listRows: "heads" });
  },
);

const ledgerItems = readCheck(
  "E69:listed",
  ["ledgerItemsAsInvoices"],
  async (asker) => {
    const [item] = await someOf(asker, "/customerledgeritems", "item of the customer ledger");
    const invoice = await asker.get("/customerinvoices/{id}", { ids: { id: id(item) } });
    const $filter = `VoucherId eq ${str(item?.["VoucherId"]) ?? NO_VOUCHER}`;
    return { invoice, filtered: await list(asker, "/customerledgeritems", { $filter }) };
  },
  ({ invoice, filtered }) => {
    const ledgerItemsAsInvoices = invoice.status === 200 ? "yes" : "no";
    return filtered.status !== 200 || (totalOf(filtered) ?? 0) === 0
      ? differs({ ledgerItemsAsInvoices, byVoucher: filtered.status })
      : expecting("yes", "ledgerItemsAsInvoices", ledgerItemsAsInvoices);
  },
);

async function fixed(asker: Asker, of: string, into: string): Promise<Decimal | null> {
  const { endpoint, query } = fixedRate(of, into);
  const rate = num(bodyOf(await asker.get(endpoint, { query }))["Rate"]);
  return rate === null ? null : plain(rate);
}

/** With two currencies whose rate is fixed, in both directions. */
const rates: ReadCheck = readCheck(
  "E212",
  ["exchangeRateOf"],
  async (asker) => ({
    euro: await fixed(asker, FIXED.of, FIXED.into),
    krone: await fixed(asker, FIXED.into, FIXED.of),
  }),
  ({ euro, krone }) => {
    if (euro === null || krone === null) return unclear();
    const one = ONE.div(dec(KRONER_A_EURO));
    if (isNear(euro, one)) return differs({ exchangeRateOf: "turned" });
    if (isNear(euro, KRONER_A_EURO) && isNear(krone, one)) return holds({ exchangeRateOf: "one" });
    const isHundred = isNear(euro, KRONER_A_EURO) && isNear(krone, one.times(100));
    return differs(isHundred ? { exchangeRateOf: "hundred" } : {});
  },
);

const figure = (article: Row, name: string): number => num(article[name]) ?? 0;

/** Stock figures are doubles in the answers. */
const EXACT = 1e-6;

const stockShown: ReadCheck = readCheck(
  "E35",
  [],
  (asker) => someOf(asker, "/articles", "article"),
  (articles) => {
    const kept = articles.filter((article) => article["ShowStockInformation"] === true);
    const off = kept.filter((article) => {
      const rest = figure(article, "StockBalance") - figure(article, "StockBalanceReserved");
      return Math.abs(rest - figure(article, "StockBalanceAvailable")) > EXACT;
    });
    if (off.length > 0) return differs({ notAddingUp: off.length });
    if (kept.length === 0) return unclear({ articles: articles.length });
    return holds({ articles: articles.length, kept: kept.length });
  },
);

/** Checks of eAccounting that only read: about forty calls. */
export const EACCOUNTING_READS: readonly ReadCheck[] = [
  ...references,
  byCreation,
  letterCase,
  ledgerItems,
  numbers,
  names,
  beginnings,
  rowsInLists,
  rates,
  stockShown,
];
