import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { articleBody, articleId, orderBody, row, startFrozen, outcome } from "./fixtures.ts";
import type { JsonObject } from "./json.ts";
import { textOf } from "../kit/text.ts";
import type { StartedEaccounting } from "./start.ts";

let ledger: StartedEaccounting;
beforeAll(async () => {
  ledger = await startFrozen();
});
afterAll(() => ledger.close());
beforeEach(() => ledger.control("POST", "/reset", { keep: ["clock"] }));

const post = (coding: string, more: JsonObject = {}) =>
  ledger.api("POST", "/articles", articleBody(ledger, coding, more));
const stock = async (number: string) => {
  const { body } = await ledger.api("GET", `/articles/${articleId(ledger, number)}`);
  return [body["StockBalance"], body["StockBalanceReserved"], body["StockBalanceAvailable"]];
};

describe("prices", () => {
  test.each([
    ["Goods 25", { NetPrice: 100, GrossPrice: 125 }, [100, 125]],
    ["Goods 25", { NetPrice: 100 }, [100, 125]],
    ["Goods 6", { GrossPrice: 106 }, [100, 106]],
    ["Goods 21", { NetPrice: 82.64, GrossPrice: 100 }, [82.64, 100]],
    ["Goods 0", { NetPrice: 5, GrossPrice: 5 }, [5, 5]],
    ["Goods 25", {}, [0, 0]],
  ])("agree at the rate of %s: %o", async (coding, prices, expected) => {
    const made = await post(coding, prices);
    expect([made.body["NetPrice"], made.body["GrossPrice"]]).toEqual(expected);
  });

  test.each([
    ["Goods 25", { NetPrice: 100, GrossPrice: 121 }],
    ["Goods 25", { NetPrice: 100.001 }],
    ["Goods 25", { NetPrice: -1 }],
    ["Goods 12", { NetPrice: 100, GrossPrice: 125 }],
  ])("that don't are refused at %s: %o", async (coding, prices) => {
    expect(outcome(await post(coding, prices))).toEqual([400, 2000]);
  });
});

test("an article number is taken once, whatever its case", async () => {
  expect(outcome(await post("Goods 25"))).toEqual([201, null]);
  expect(outcome(await post("Goods 25", { Number: "new-1" }))).toEqual([409, 4000]);
});

test("the coding decides goods or service and must exist, as must the unit", async () => {
  expect((await post("Services 25")).body).toMatchObject({
    IsServiceArticle: true,
    CodingName: "Services 25",
    ShowStockInformation: false,
  });
  const nowhere = "11111111-1111-4111-8111-111111111111";
  expect(outcome(await post("Goods 25", { Number: "X", CodingId: nowhere }))).toEqual([404, 3000]);
  expect(outcome(await post("Goods 25", { Number: "X", UnitId: nowhere }))).toEqual([404, 3000]);
  expect(outcome(await post("Services 25", { Number: "X", IsStock: true }))).toEqual([400, 2000]);
});

test("an article left out of a PUT's fields loses them, and is sent to the web shop again", async () => {
  const { body } = await post("Goods 25", {
    NetPrice: 100,
    SendToWebshop: false,
    Note: "x",
    Barcodes: [{ Barcode: "7312", BarcodeType: 0 }],
  });
  expect(body).toMatchObject({
    SendToWebshop: false,
    Barcodes: [{ Barcode: "7312", BarcodeType: 0 }],
  });
  const after = await ledger.api(
    "PUT",
    `/articles/${textOf(body["Id"])}`,
    articleBody(ledger, "Goods 25"),
  );
  expect(after.body).toMatchObject({
    SendToWebshop: true,
    Note: null,
    Barcodes: null,
    NetPrice: 0,
  });
});

test("there is no way to delete an article", async () => {
  expect((await ledger.api("DELETE", `/articles/${articleId(ledger, "MUG")}`)).status).toBe(404);
});

test("an ongoing order reserves, a shipped one takes, a draft does neither", async () => {
  const made = await ledger.api(
    "POST",
    "/orders",
    orderBody(ledger, { Status: 1, Rows: [row(ledger, "MUG", { Quantity: 3 })] }),
  );
  expect(await stock("MUG")).toEqual([100, 0, 100]);
  await ledger.api("POST", `/orders/${textOf(made.body["Id"])}/converteddrafttoorder`);
  expect(await stock("MUG")).toEqual([100, 3, 97]);
  await ledger.api("POST", `/orders/${textOf(made.body["Id"])}/completed`);
  expect(await stock("MUG")).toEqual([97, 0, 97]);
  await ledger.api("POST", `/orders/${textOf(made.body["Id"])}/voided`);
  await ledger.api("DELETE", `/orders/${textOf(made.body["Id"])}`);
  expect(await stock("MUG")).toEqual([100, 0, 100]);
});

test("a document moves nothing of what is no stock article, and nothing at all without the module", async () => {
  const ship = async (number: string) => {
    const made = await ledger.api(
      "POST",
      "/orders",
      orderBody(ledger, { Status: 2, Rows: [row(ledger, number, { Quantity: 3 })] }),
    );
    await ledger.api("POST", `/orders/${textOf(made.body["Id"])}/completed`);
  };
  await ledger.control("PATCH", `/articles/${articleId(ledger, "MUG")}`, { StockBalance: 0 });
  await ledger.control("PATCH", `/articles/${articleId(ledger, "MUG")}`, { IsStock: false });
  await ship("MUG");
  expect(await stock("MUG")).toEqual([0, 0, 0]);
  await ledger.control("PUT", "/company", { modules: ["api_standard", "order_standard"] });
  await ship("TEA");
  expect(await stock("TEA")).toEqual([100, 0, 100]);
});

test("stock can be written only while the stock module is off", async () => {
  const { body } = await ledger.api("GET", `/articles/${articleId(ledger, "MUG")}`);
  const write = (StockBalance: number, more: JsonObject = {}) =>
    ledger.api("PUT", `/articles/${textOf(body["Id"])}`, { ...body, StockBalance, ...more });
  expect((await write(7)).body["StockBalance"]).toBe(100);
  await ledger.control("PUT", "/switches", { articleStockWithModule: "refused" });
  expect(outcome(await write(7))).toEqual([400, 2000]);
  await ledger.control("PATCH", `/articles/${textOf(body["Id"])}`, { StockBalance: 40 });
  expect(await stock("MUG")).toEqual([40, 0, 40]);
  await ledger.control("PATCH", `/articles/${textOf(body["Id"])}`, { StockBalance: 0 });
  await ledger.control("PATCH", `/articles/${textOf(body["Id"])}`, { IsStock: false });
  await ledger.control("PUT", "/company", { modules: ["api_standard", "order_standard"] });
  expect((await write(7, { IsStock: false })).body["StockBalance"]).toBe(7);
});

test("a stock article with a balance can't become a service", async () => {
  const { body } = await ledger.api("GET", `/articles/${articleId(ledger, "MUG")}`);
  const service = articleBody(ledger, "Services 25")["CodingId"] ?? null;
  expect(
    outcome(
      await ledger.api("PUT", `/articles/${textOf(body["Id"])}`, {
        ...body,
        CodingId: service,
        IsStock: false,
      }),
    ),
  ).toEqual([400, 5004]);
});

test("lists can be filtered by kind and by what the stock has left", async () => {
  const numbers = async (filter: string) =>
    (
      (
        await ledger.api(
          "GET",
          `/articles?${new URLSearchParams({ $filter: filter, $orderby: "Number" })}`,
        )
      ).body["Data"] as unknown as JsonObject[]
    ).map((one) => one["Number"]);
  expect(await numbers("CodingType eq 2")).toEqual(["EBOOK", "SERVICE"]);
  await ledger.api(
    "POST",
    "/orders",
    orderBody(ledger, { Rows: [row(ledger, "TEA", { Quantity: 100 })] }),
  );
  expect(await numbers("StockBalanceAvailable eq 0 and CodingType eq 1")).toEqual(["TEA"]);
});

test("an order changes its articles' stamp where the switch says so", async () => {
  const stamp = async () =>
    (await ledger.api("GET", `/articles/${articleId(ledger, "TSHIRT")}`)).body["ChangedUtc"];
  const before = await stamp();
  await ledger.api("POST", "/orders", orderBody(ledger));
  expect(await stamp()).toBe(before);
  await ledger.control("PUT", "/switches", { stockTouchesChangedUtc: "yes" });
  await ledger.api("POST", "/orders", orderBody(ledger));
  expect(await stamp()).not.toBe(before);
});

test("whether an ongoing order reserves is a switch; what is shipped is taken either way", async () => {
  await ledger.control("PUT", "/switches", { ongoingReserves: "no" });
  const made = await ledger.api(
    "POST",
    "/orders",
    orderBody(ledger, { Status: 2, Rows: [row(ledger, "MUG", { Quantity: 3 })] }),
  );
  expect(await stock("MUG")).toEqual([100, 0, 100]);
  await ledger.api("POST", `/orders/${textOf(made.body["Id"])}/completed`);
  expect(await stock("MUG")).toEqual([97, 0, 97]);
});
