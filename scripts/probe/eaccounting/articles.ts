/**
 * Checks eAccounting's handling of articles of the probe's own. They can't be deleted, so they
 * stay, inactive; orders of them are deleted.
 */
import { check, differs, holds, NothingToAsk, positioned, unclear } from "../check.ts";
import { bodyOf, isOk, type Row, type Session } from "../session.ts";
import { convertDraft } from "./booked.ts";
import {
  anArticle,
  draftRow,
  orderRow,
  ownCustomer,
  ownOrder,
  postDraft,
  postOrder,
} from "./own.ts";
import { id, num, rowsOf, someOf, str } from "./read.ts";

const ids = (row: Row) => ({ ids: { id: id(row) } });

const read = async (session: Session, article: Row): Promise<Row> =>
  bodyOf(await session.get("/articles/{id}", ids(article)));

/** Of goods, at the highest rate: only those keep stock. */
async function goodsCoding(session: Session): Promise<string> {
  const goods = (await someOf(session, "/articleaccountcodings", "coding"))
    .filter((coding) => coding["Type"] === "Goods" && coding["IsActive"] !== false)
    .toSorted((a, b) => (num(b["VatRatePercent"]) ?? 0) - (num(a["VatRatePercent"]) ?? 0));
  if (goods[0] === undefined) throw new NothingToAsk("no coding is of goods");
  return id(goods[0]);
}

async function articleBody(session: Session, more: Row): Promise<Row> {
  const { UnitId } = await anArticle(session);
  const CodingId = await goodsCoding(session);
  const tail = Math.floor(session.time.now() % 1e8).toString(36);
  const own = { Number: `${session.marker}-${tail}`, Name: session.marker };
  return { ...own, CodingId, UnitId, IsActive: true, NetPrice: 0, ...more };
}

async function ownArticle(session: Session, more: Row = {}): Promise<Row> {
  const body = await articleBody(session, more);
  const answer = await session.book("an article, inactive", "POST", "/articles", { body });
  if (!isOk(answer)) throw new NothingToAsk(`an article was refused (${answer.status})`);
  return bodyOf(answer);
}

const rateOf = (order: Row): number => num(rowsOf(order)[0]?.["VatRate"]) ?? -1;

/** Its stock and stamp, before and after an ongoing order. */
async function reserved(session: Session): Promise<{ before: Row; after: Row }> {
  const article = await ownArticle(session, { IsStock: true });
  const before = await read(session, article);
  const Rows = [orderRow(article)];
  await ownOrder(session, await ownCustomer(session), { Rows });
  return { before, after: await read(session, article) };
}

/** By how much a credit moves the balance of an article that goes out on it. */
async function exchanged(session: Session): Promise<number> {
  const customer = await ownCustomer(session);
  const back = await ownArticle(session, { IsStock: true });
  const out = await ownArticle(session, { IsStock: true });
  const before = num((await read(session, out))["StockBalance"]) ?? 0;
  for (const sign of [1, -1]) {
    const Rows = [
      draftRow(back, { Quantity: 2 * sign }),
      draftRow(out, { LineNumber: 2, Quantity: -sign }),
    ];
    const draft = await postDraft(session, customer, { IsCreditInvoice: true, Rows });
    if (!isOk(draft)) continue;
    const total = -(100 + Math.abs(num(bodyOf(draft)["TotalVatAmount"]) ?? 0));
    const booked = await convertDraft(session, bodyOf(draft), {
      TotalAmountInvoiceCurrency: total,
    });
    if (isOk(booked)) return (num((await read(session, out))["StockBalance"]) ?? 0) - before;
  }
  throw new NothingToAsk("no credit was booked");
}

const touched = (before: Row, after: Row): string =>
  before["ChangedUtc"] === after["ChangedUtc"] ? "no" : "yes";

/** The rate of a row of an article under OSS, sold to a person in Germany. */
async function ossRate(session: Session, customer: Row, order: Row = {}): Promise<number> {
  const article = await ownArticle(session, { UsesMoss: true });
  const buyer = await ownCustomer(session, { InvoiceCountryCode: "DE", ...customer });
  return rateOf(await ownOrder(session, buyer, { Rows: [orderRow(article)], ...order }));
}

const GERMANY = 0.19;
const NETHERLANDS = 0.21;

export const ARTICLE_CHECKS = [
  check({
    id: "E31",
    level: "book",
    look: async (session) => {
      const Rows = [orderRow(await ownArticle(session), { UnitPrice: 50 })];
      return postOrder(session, await ownCustomer(session), { Rows });
    },
    judge: (answer) =>
      isOk(answer) && num(rowsOf(bodyOf(answer))[0]?.["UnitPrice"]) === 50
        ? holds("an article of 0 is taken, and a row has its own price")
        : differs(`a row of an article of 0: ${answer.status}`),
  }),
  check({
    id: "E32",
    level: "book",
    switches: ["articleStockWithModule", "stockTouchesChangedUtc"],
    look: async (session) => {
      const stock = await reserved(session);
      const { Number: number, Name, CodingId, UnitId } = stock.after;
      const body = { Number: number, Name, CodingId, UnitId, IsActive: true, IsStock: true };
      const put = await session.write("PUT", "/articles/{id}", {
        ...ids(stock.after),
        body: { ...body, StockBalance: 5 },
      });
      return { ...stock, put, written: num((await read(session, stock.after))["StockBalance"]) };
    },
    judge: ({ before, after, put, written }) => {
      if (isOk(put) && written === 5) return differs("StockBalance is written, module or not");
      const positions = {
        articleStockWithModule: isOk(put) ? "ignored" : "refused",
        stockTouchesChangedUtc: touched(before, after),
      };
      return holds(`StockBalance in a body is ${positions.articleStockWithModule}`, positions);
    },
  }),
  check({
    id: "E155:keeps",
    level: "book",
    look: async (session) => {
      const settings = bodyOf(await session.get("/companysettings"));
      const body = await articleBody(session, { IsStock: true });
      const made = await session.book("an article, inactive", "POST", "/articles", { body });
      return { modules: settings["ActivatedModules"], made };
    },
    judge: ({ modules, made }) => {
      const has = Array.isArray(modules) && modules.includes("stock_standard");
      const keeps = isOk(made) && bodyOf(made)["IsStock"] === true;
      const told =
        `stock_standard is ${has ? "" : "not "}active, ` +
        `a stock article is ${keeps ? "made" : `not made (${made.status})`}`;
      return has === keeps ? holds(told) : differs(told);
    },
  }),
  check({
    id: "E95",
    level: "book",
    switches: ["ongoingReserves"],
    look: reserved,
    judge: ({ before, after }) => {
      const moved = (name: string): number => (num(after[name]) ?? 0) - (num(before[name]) ?? 0);
      const position = moved("StockBalanceReserved") === 1 ? "yes" : "no";
      const by = [moved("StockBalanceReserved"), moved("StockBalanceAvailable")];
      const told = `an ongoing order of 1 moves reserved and available by ${by.join(" and ")}`;
      return positioned("ongoingReserves", position, "yes", told);
    },
  }),
  check({
    id: "E246",
    level: "book",
    switches: ["creditMovesStock"],
    look: exchanged,
    judge: (moved) => {
      const position = moved === -1 ? "by-row" : "in";
      const told = `an article that goes out on a credit moves its balance by ${moved}`;
      return positioned("creditMovesStock", position, "by-row", told);
    },
  }),
  check({
    id: "E96",
    level: "book",
    switches: ["stockTouchesChangedUtc"],
    look: reserved,
    judge: ({ before, after }) => {
      const stockTouchesChangedUtc = touched(before, after);
      return holds(`an order moves ChangedUtc of its article: ${stockTouchesChangedUtc}`, {
        stockTouchesChangedUtc,
      });
    },
  }),
  check({
    id: "E131",
    level: "book",
    look: async (session) => ({
      plain: await ownArticle(session),
      oss: await session.book("an article, inactive", "POST", "/articles", {
        body: await articleBody(session, { UsesMoss: true }),
      }),
    }),
    judge: ({ oss }) =>
      isOk(oss)
        ? holds("one marked for OSS and one that isn't have one coding")
        : unclear(`an article marked for OSS: ${oss.status}; does the company use OSS?`),
  }),
  check({
    id: "E132",
    level: "book",
    look: async (session) => {
      const settings = bodyOf(await session.get("/companysettings"));
      const customer = await ownCustomer(session, {
        ReverseChargeOnConstructionServices: true,
        InvoiceCountryCode: settings["CountryCode"],
        VatNumber: settings["VatCode"],
      });
      const Rows = [orderRow(await anArticle(session), { EligibleForReverseChargeOnVat: true })];
      const order = { Rows, ReverseChargeOnConstructionServices: true };
      return postOrder(session, customer, order);
    },
    judge: (answer) => {
      if (!isOk(answer)) return differs(`an order under reverse charge: ${answer.status}`);
      const rate = rateOf(bodyOf(answer));
      return rate === 0 ? holds("its row bears no VAT") : differs(`its row bears ${rate}`);
    },
  }),
  check({
    id: "E174",
    level: "book",
    look: async (session) => {
      const Note = `${session.marker} · å ä ö\nsecond line`;
      const article = await ownArticle(session, { Note });
      return { Note, after: str((await read(session, article))["Note"]) };
    },
    judge: ({ Note, after }) =>
      after === Note
        ? holds("a note comes back as it was sent")
        : differs(after === null ? "a note isn't answered" : "a note comes back otherwise"),
  }),
  check({
    id: "E126:oss",
    level: "book",
    switches: ["ossCountry"],
    look: (session) => ossRate(session, { IsPrivatePerson: true }, { DeliveryCountryCode: "NL" }),
    judge: (rate) =>
      rate === GERMANY
        ? holds("under OSS the rate is the customer's country's", { ossCountry: "vat-country" })
        : rate === NETHERLANDS
          ? differs("under OSS the rate is the delivery's country's", { ossCountry: "delivery" })
          : differs(`under OSS a row to Germany, delivered in the Netherlands, bears ${rate}`),
  }),
  check({
    id: "E127",
    level: "book",
    look: async (session) => ({
      without: await ossRate(session, { IsPrivatePerson: true }),
      withNumber: await ossRate(session, { VatNumber: "DE129274202" }),
    }),
    judge: ({ without, withNumber }) => {
      const told = `to Germany: without a VAT number ${without}, with one ${withNumber}`;
      return without > 0 && withNumber === 0 ? holds(told) : differs(told);
    },
  }),
  check({
    id: "E128",
    level: "book",
    look: (session) => ossRate(session, { IsPrivatePerson: true }),
    judge: (rate) =>
      rate === GERMANY
        ? holds("the highest rate at home is Germany's 0.19 under OSS, in VatRate")
        : differs(`the highest rate at home is ${rate} to Germany`),
  }),
];
