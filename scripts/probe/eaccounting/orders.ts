/** Checks eAccounting's handling of orders of the probe's own, which it deletes. */
import { MINUTE_MS } from "../../../src/domain/platform/durations.ts";
import { ORDER_READ_ONLY, ORDER_ROW_READ_ONLY } from "../../../src/eaccounting/put-fields.ts";
import type { VendorAnswer } from "../../../src/domain/vendors/request.ts";
import { check, differs, holds, NothingToAsk, positioned, unclear } from "../check.ts";
import { bodyOf, isOk, type Row, type Session } from "../session.ts";
import { cents, roundingPrice, tellingPrice } from "./cents.ts";
import { anArticle, orderRow, ownCustomer, ownOrder, postOrder } from "./own.ts";
import { codeOf, dataOf, id, list, num, rowsOf, someOf, str } from "./read.ts";

/** The product's own patience, after which a look-up counts as final. */
const SETTLED_MS = 15 * MINUTE_MS;
const STEP_MS = 5_000;
const HEAD: readonly string[] = ORDER_READ_ONLY;
const ROW: readonly string[] = ORDER_ROW_READ_ONLY;

const ids = (row: Row) => ({ ids: { id: id(row) } });
const without = (row: Row, names: readonly string[]): Row =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));

/** As the product sends an order back. */
const sendable = (order: Row): Row => ({
  ...without(order, HEAD),
  Rows: rowsOf(order).map((row) => without(row, ROW)),
});

const putOrder = (session: Session, order: Row, change: Row): Promise<VendorAnswer> =>
  session.write("PUT", "/orders/{id}", { ...ids(order), body: { ...sendable(order), ...change } });

const read = async (session: Session, order: Row): Promise<Row> =>
  bodyOf(await session.get("/orders/{id}", ids(order)));

const rateOf = (order: Row): number => num(rowsOf(order)[0]?.["VatRate"]) ?? 0;

/** An order whose price tells, by the rate that the article has here. */
async function telling(
  session: Session,
  rows: number,
  priceOf: (rate: number) => number | null,
): Promise<{ readonly order: Row; readonly rate: number; readonly price: number }> {
  const customer = await ownCustomer(session);
  const article = await anArticle(session);
  const rate = rateOf(await ownOrder(session, customer, { Rows: [orderRow(article)] }));
  const price = priceOf(rate);
  if (price === null) throw new NothingToAsk("no article bears a VAT rate by which it can be told");
  const made = Array.from({ length: rows }, (_, at) =>
    orderRow(article, { LineNumber: at, UnitPrice: price }),
  );
  return { order: await ownOrder(session, customer, { Rows: made }), rate, price };
}

export const ORDER_CHECKS = [
  check({
    id: "E1",
    level: "write",
    switches: ["includesVatReading"],
    look: async (session) => {
      const settings = bodyOf(await session.get("/companysettings"));
      const person = await ownCustomer(session, { IsPrivatePerson: true });
      return {
        exclusive: settings["ShowPricesExclVatPC"] === true,
        company: (await ownOrder(session, await ownCustomer(session)))["IncludesVat"],
        person: (await ownOrder(session, person))["IncludesVat"],
      };
    },
    judge: ({ exclusive, company, person }) => {
      const how = `${exclusive ? "without" : "with"} VAT`;
      const told = `prices are shown ${how}; IncludesVat of a person's order: ${String(person)}`;
      if (company === true)
        return differs(`${told}, a company's does`, { includesVatReading: "always" });
      // Under one setting two readings look alike; the other setting tells them apart.
      const candidates =
        person === true
          ? [exclusive ? "inverted" : "private-unless-setting"]
          : exclusive
            ? ["private-unless-setting", "never"]
            : ["inverted", "never"];
      const positions = { includesVatReading: candidates.join("|") };
      return candidates.includes("private-unless-setting")
        ? holds(told, positions)
        : differs(told, positions);
    },
  }),
  check({
    id: "E2",
    level: "write",
    switches: ["vatRounding"],
    look: (session) => telling(session, 3, tellingPrice),
    judge: ({ order, rate, price }) => {
      const vat = num(order["VatAmount"]);
      const byRow = cents(3 * cents(price * rate));
      const byRate = cents(3 * price * rate);
      const told = `three rows: VAT ${vat ?? "none"}, by row ${byRow}, by rate ${byRate}`;
      return vat === byRow
        ? holds(told, { vatRounding: "row" })
        : vat === byRate
          ? holds(told, { vatRounding: "rate" })
          : differs(told);
    },
  }),
  check({
    id: "E3",
    level: "write",
    switches: ["roundingHalf"],
    look: (session) => telling(session, 1, roundingPrice),
    judge: ({ order, rate, price }) => {
      const vat = num(order["VatAmount"]) ?? 0;
      const even = Math.floor(price * rate * 100 + 1e-9) / 100;
      const position = cents(vat) === cents(even) ? "even" : "away";
      return positioned("roundingHalf", position, "away", `half a cent on ${even}: VAT ${vat}`);
    },
  }),
  check({
    id: "E4",
    level: "write",
    switches: ["orderAmountBasis"],
    look: async (session) => ownOrder(session, await ownCustomer(session)),
    judge: (order) => {
      const amount = num(order["Amount"]) ?? 0;
      const vat = num(order["VatAmount"]) ?? 0;
      if (vat === 0) return unclear("the order has no VAT");
      const position = amount === 100 ? "excl" : "incl";
      return holds(`a row of 100 without VAT: Amount ${amount}`, { orderAmountBasis: position });
    },
  }),
  check({
    id: "E8",
    level: "write",
    switches: ["commitVisibleAfterMs"],
    look: async (session) => {
      const order = await ownOrder(session, await ownCustomer(session));
      const began = session.time.now();
      for (;;) {
        const query = {
          $pagesize: "1000",
          $orderby: "Id",
          $filter: `CustomerId eq ${str(order["CustomerId"])}`,
        };
        const shown = dataOf(await list(session, "/orders", query)).some(
          (one) => id(one) === id(order),
        );
        const waited = session.time.now() - began;
        if (shown || waited > SETTLED_MS) return { shown, waited };
        await session.time.sleep(STEP_MS);
      }
    },
    judge: ({ shown, waited }) => {
      const seconds = Math.round(waited / 1000);
      const positions = { commitVisibleAfterMs: waited < STEP_MS ? "at once" : "later" };
      return shown
        ? holds(`a list shows a new order after ${seconds} s`, positions)
        : differs(`a list doesn't show a new order within ${seconds} s`, positions);
    },
  }),
  check({
    id: "E12",
    level: "write",
    switches: ["rowOrder"],
    look: async (session) => {
      const article = await anArticle(session);
      const sent = Array.from({ length: 8 }, (_, at) => 10 * (at + 1));
      const Rows = sent.map((LineNumber) => orderRow(article, { LineNumber }));
      const order = await ownOrder(session, await ownCustomer(session), { Rows });
      return { sent, got: rowsOf(await read(session, order)).map((row) => row["LineNumber"]) };
    },
    judge: ({ sent, got }) => {
      const same = (a: readonly unknown[], b: readonly unknown[]): boolean => a.join() === b.join();
      const rowOrder = same(sent, got) ? "kept" : "shuffled";
      const kept = same(sent.toSorted(byNumber), got.map(Number).toSorted(byNumber));
      return kept
        ? holds(`line numbers are kept, the order of rows is ${rowOrder}`, { rowOrder })
        : differs("line numbers aren't kept", { rowOrder });
    },
  }),
  check({
    id: "E14",
    level: "write",
    look: async (session) => {
      const article = await anArticle(session);
      const Rows = [1, 2].map((LineNumber) => orderRow(article, { LineNumber }));
      const order = await ownOrder(session, await ownCustomer(session), { Rows });
      const answer = await putOrder(session, order, {
        Rows: [orderRow(article, { LineNumber: 3 })],
      });
      return { answer, rows: rowsOf(await read(session, order)).map((row) => row["LineNumber"]) };
    },
    judge: ({ answer, rows }) => {
      if (!isOk(answer)) return differs(`rows without their ids: ${answer.status}`);
      return rows.length === 1 && rows[0] === 3
        ? holds("rows of a PUT replace the rows, without their ids")
        : differs(`after a PUT of one row there are ${rows.length}`);
    },
  }),
  check({
    id: "E213",
    level: "write",
    look: async (session) => {
      const order = await ownOrder(session, await ownCustomer(session), { OurReference: "Probe" });
      const answer = await putOrder(session, order, { OurReference: null });
      return { answer, after: (await read(session, order))["OurReference"] };
    },
    judge: ({ answer, after }) => {
      if (!isOk(answer)) return differs(`a PUT with an empty reference: ${answer.status}`);
      return after === null || after === ""
        ? holds("a reference that a PUT names as null is empty")
        : differs("a reference that a PUT names as null stays");
    },
  }),
  check({
    id: "E15",
    level: "write",
    switches: ["statusByPut"],
    look: async (session) => {
      const order = await ownOrder(session, await ownCustomer(session), { Status: 1 });
      const same = await putOrder(session, order, {});
      const other = await putOrder(session, order, { Status: 2 });
      return { same, other, after: (await read(session, order))["Status"] };
    },
    judge: ({ same, other, after }) => {
      if (!isOk(same)) return differs(`a PUT with its own status: ${same.status}`);
      const position = isOk(other) && after === 2 ? "allowed" : "refused";
      return positioned(
        "statusByPut",
        position,
        "refused",
        `another status by PUT: ${other.status}`,
      );
    },
  }),
  check({
    id: "E16",
    level: "write",
    switches: ["deliveredShips"],
    look: async (session) => {
      const customer = await ownCustomer(session);
      const article = await anArticle(session);
      const delivered = async (DeliveredQuantity: number): Promise<Row> =>
        ownOrder(session, customer, { Rows: [orderRow(article, { DeliveredQuantity })] });
      return { none: await delivered(0), all: await delivered(1) };
    },
    judge: ({ none, all }) => {
      const same = none["Amount"] === all["Amount"] && none["VatAmount"] === all["VatAmount"];
      const told = num(rowsOf(all)[0]?.["DeliveredQuantity"]);
      if (!same) return differs("DeliveredQuantity counts into the order's totals");
      const deliveredShips = all["Status"] === none["Status"] ? "no" : "yes";
      return told === 1 && deliveredShips === "no"
        ? holds("DeliveredQuantity is kept, and changes neither totals nor status", {
            deliveredShips,
          })
        : differs("DeliveredQuantity isn't kept, or changes the order's status", {
            deliveredShips,
          });
    },
  }),
  check({
    id: "E17",
    level: "write",
    look: async (session) => {
      const customer = await ownCustomer(session, { InvoiceAddress2: "Floor 2" });
      const address = async (InvoiceAddress2: string | null): Promise<string | null> =>
        str((await ownOrder(session, customer, { InvoiceAddress2 }))["InvoiceAddress2"]);
      return { nothing: await address(null), empty: await address("") };
    },
    judge: ({ nothing, empty }) =>
      nothing !== null && empty === null
        ? holds("null is filled from the customer, an empty text isn't")
        : differs(
            `filled from the customer: null ${nothing !== null}, an empty text ${empty !== null}`,
          ),
  }),
  check({
    id: "E29",
    level: "write",
    look: async (session) => {
      const order = await ownOrder(session, await ownCustomer(session), { Status: 1 });
      return session.write("POST", "/orders/{id}/converteddrafttoorder", ids(order));
    },
    judge: (answer) =>
      isOk(answer)
        ? holds(`an action answers ${id(bodyOf(answer)) === "" ? "without" : "with"} the order`)
        : differs(`converting a draft of an order: ${answer.status}`),
  }),
  check({
    id: "E52",
    level: "write",
    switches: ["readOnlyFields"],
    look: async (session) => {
      const order = await ownOrder(session, await ownCustomer(session));
      return putOrder(session, order, { CustomerNumber: "ZZPROBE" });
    },
    judge: (answer) =>
      positioned(
        "readOnlyFields",
        isOk(answer) ? "ignored" : "refused",
        "ignored",
        `a read-only field that is changed: ${answer.status}`,
      ),
  }),
  check({
    id: "E97",
    level: "write",
    look: async (session) => {
      const [project] = await someOf(session, "/projects", "project");
      const article = await anArticle(session);
      const Rows = [orderRow(article, { ProjectId: id(project) })];
      return postOrder(session, await ownCustomer(session), { Rows });
    },
    judge: (answer) =>
      isOk(answer)
        ? holds("a row with a project is taken")
        : differs(`a row with a project: ${answer.status}, code ${codeOf(answer) ?? "none"}`),
  }),
  check({
    id: "E126",
    level: "write",
    look: async (session) => {
      const home = await ownCustomer(session);
      const away = await ownCustomer(session, { InvoiceCountryCode: "NO" });
      const deliveredAway = await ownOrder(session, home, { DeliveryCountryCode: "NO" });
      return {
        home: rateOf(await ownOrder(session, home)),
        away: rateOf(await ownOrder(session, away)),
        deliveredAway: rateOf(deliveredAway),
      };
    },
    judge: ({ home, away, deliveredAway }) => {
      const told = `rates: at home ${home}, abroad ${away}, only delivered abroad ${deliveredAway}`;
      return home > 0 && away === 0 && deliveredAway === home ? holds(told) : differs(told);
    },
  }),
  check({
    id: "E130",
    level: "write",
    look: async (session) => {
      const article = await anArticle(session);
      const Rows = [orderRow(article, { UnitPrice: 14.2857 })];
      const away = await ownCustomer(session, { InvoiceCountryCode: "NO" });
      const home = await ownCustomer(session);
      const eur = { Rows, CurrencyCode: home["CurrencyCode"] === "EUR" ? "SEK" : "EUR" };
      return {
        away: (await postOrder(session, away, { Rows })).status,
        currency: (await postOrder(session, home, eur)).status,
        home: (await postOrder(session, home, { Rows })).status,
      };
    },
    judge: ({ away, currency, home }) => {
      const told = `four decimals abroad ${away}, in another currency ${currency}, at home ${home}`;
      return away < 300 && currency < 300 ? holds(told) : differs(told);
    },
  }),
];

const byNumber = (a: number, b: number): number => a - b;
