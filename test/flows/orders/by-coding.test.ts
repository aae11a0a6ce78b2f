/**
 * Goods by coding in both sandboxes, under either way of rounding VAT: what is booked, edited,
 * credited and cancelled comes to what was charged, on the accounts of the codings; no article is
 * made, and no stock moves.
 */
import { describe, expect, test } from "vitest";
import { FlowWorld, type Json, type Run } from "../../support/flow-world.ts";
import { companyBuyer, mug } from "../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../sandbox/eaccounting/voucher-accounts.ts";

let n = 0;

async function opened(vatRounding: "row" | "rate", orders: Json = {}): Promise<FlowWorld> {
  const world = await FlowWorld.open();
  await world.control("eaccounting", "PUT", "/switches", { vatRounding });
  const { articleaccountcodings: codings = [] } = await world.ledger();
  const coding = (name: string): string =>
    String(codings.find((one) => one["Name"] === name)?.["Id"]);
  world.configure({
    orders: {
      type: "invoice",
      editedAfterBooking: "delta",
      cancelledAfterBooking: "credit",
      goods: { by: "coding", exceptions: [] },
      lineDiscounts: "apart",
      ...orders,
    },
    lookups: {
      ...(orders["type"] === "mutation" ? VOUCHER_LOOKUPS : {}),
      goodsCoding: { table: { "25%": coding("Goods 25"), "12%": coding("Goods 12") } },
      shippingCoding: { table: { "25%": coding("Goods 25") } },
      discountCoding: { table: { "25%": coding("Services 25") } },
      ...(orders["type"] === "mutation"
        ? { shippingAccount: { table: {} }, discountAccount: { table: {} } }
        : {}),
    },
  });
  await world.setUp();
  return world;
}

/** Balances of revenue and of what is owed; the books have no problem. */
async function balances(world: FlowWorld): Promise<Readonly<Record<string, string>>> {
  const { trialBalance, problems } = (await world.control("eaccounting", "GET", "/books")) as {
    trialBalance: { account: number; balance: number }[];
    problems: unknown[];
  };
  expect(problems).toEqual([]);
  return Object.fromEntries(
    trialBalance.flatMap(({ account, balance }) =>
      balance === 0 ? [] : [[String(account), balance.toFixed(2)]],
    ),
  );
}

const stockOf = async (world: FlowWorld, number: string): Promise<unknown> =>
  (await world.ledger())["articles"]?.find((one) => one["Number"] === number)?.["StockBalance"];

const lines = (quantity: number): readonly Json[] => [
  { articleCode: "PRINT-A3", description: "Poster, A3", quantity, price: 33.33 },
  { ...mug(3), price: 9.99, discountPercentage: 12.5 },
  { lineType: "Shipping", description: "Post", quantity: 1, price: 49, vatPercentage: 25 },
  { lineType: "Discount", description: "Off", quantity: -1, price: 10, vatPercentage: 25 },
];
const edit = async (world: FlowWorld, id: number, change: Json): Promise<Json> =>
  (await world.control("asperion", "PATCH", `/orders/${id}`, change)) as Json;

describe.each(["row", "rate"] as const)("where VAT is rounded by %s", (vatRounding) => {
  test("goods are booked, edited and cancelled by coding, and the books come to what is charged", async () => {
    const world = await opened(vatRounding);
    const before = await world.ledger();
    const stock = await stockOf(world, "MUG");
    const placed = await world.place({
      ...companyBuyer(`Coded${(n += 1)}`),
      pricesIncludeVat: false,
      lines: lines(3),
    });
    const shown = await world.dryRun(placed.id);
    const run = await world.book(placed.id);
    const bodies = (all: typeof run.writes) =>
      all.filter(({ kind }) => kind === "draft.create").map(({ request }) => rowsOf(request.body));
    expect([run.end.outcome, bodies(run.writes)]).toEqual(["booked", bodies(shown.rehearsed)]);
    expect(articlesAsked(run)).toEqual([]);
    expect(
      bodies(run.writes)[0]
        ?.map(({ Text }) => Text)
        .slice(0, 2),
    ).toEqual(["PRINT-A3 Poster, A3", "MUG Mug"]);
    const charged = Number(placed["amountInclVat"]);
    const booked = await balances(world);
    expect(Number(booked["1510"])).toBe(charged);
    const now = await edit(world, placed.id, { lines: lines(5) });
    const edited = await world.book(placed.id);
    expect([edited.end.outcome, Number((await balances(world))["1510"])]).toEqual([
      "updated",
      Number(now["amountInclVat"]),
    ]);
    expect(Number(now["amountInclVat"])).toBeGreaterThan(charged);
    await edit(world, placed.id, { status: 9 });
    expect((await world.book(placed.id)).end.outcome).toBe("updated");
    // Nothing is owed. Three documents may round VAT otherwise than one, by a cent on the VAT.
    const { "1510": owed, ...rest } = await balances(world);
    expect([owed, Object.values(rest).filter((left) => Math.abs(Number(left)) > 0.01)]).toEqual([
      undefined,
      [],
    ]);
    const after = await world.ledger();
    expect([after["articles"]?.length, await stockOf(world, "MUG")]).toEqual([
      before["articles"]?.length,
      stock,
    ]);
  });

  test("a credit of all of it leaves nothing on any account", async () => {
    const world = await opened(vatRounding);
    const buyer = companyBuyer(`Credited${(n += 1)}`);
    const placed = await world.place({ ...buyer, pricesIncludeVat: false, lines: lines(3) });
    await world.book(placed.id);
    const credit = await world.place({
      ...buyer,
      pricesIncludeVat: false,
      creditsOrderId: placed.id,
      lines: lines(3).map((line) => ({ ...line, quantity: -Number(line["quantity"]) })),
    });
    expect((await world.book(credit.id)).end.outcome).toBe("booked");
    expect(await balances(world)).toEqual({});
  });
});

/** Nothing needs to be in the ledger's list of articles, so nobody asks for it. */
const articlesAsked = ({ timeline }: Run): readonly string[] =>
  timeline.flatMap(({ title }) => (title.endsWith("/articles") ? [title] : []));

type Row = { readonly Text?: string; readonly ArticleId?: string };
const rowsOf = (body: unknown): readonly Row[] => (body as { readonly Rows: readonly Row[] }).Rows;

test("a sales order moves no stock of goods by coding, and reserves what goes by article", async () => {
  const world = await opened("rate", {
    type: "sales-order",
    goods: { by: "coding", exceptions: ["MUG"] },
  });
  const placed = await world.place({ ...companyBuyer(`Mixed${(n += 1)}`), lines: lines(3) });
  const run = await world.book(placed.id);
  const { articles = [] } = await world.ledger();
  const written = run.writes.find(({ kind }) => kind === "order.create");
  const numbers = rowsOf(written?.request.body).map(
    ({ ArticleId }) => articles.find((one) => one["Id"] === ArticleId)?.["Number"],
  );
  expect([run.end.outcome, numbers.slice(0, 2)]).toEqual([
    "booked",
    [expect.stringMatching(/^AS-VARA-25/), "MUG"],
  ]);
});

test("a voucher of goods by coding stands on the accounts of the codings, and its reversal too", async () => {
  const world = await opened("rate", {
    type: "mutation",
    voucher: { level: "complex" },
    cancelledAfterBooking: "credit",
  });
  const before = await balances(world);
  const placed = await world.place({ ...companyBuyer(`Voucher${(n += 1)}`), lines: lines(3) });
  const run = await world.book(placed.id);
  expect([run.end.outcome, run.writes.map(({ kind }) => kind)]).toEqual([
    "booked",
    ["voucher.create"],
  ]);
  expect(articlesAsked(run)).toEqual([]);
  await edit(world, placed.id, { status: 9 });
  expect((await world.book(placed.id)).end.outcome).toBe("updated");
  expect(await balances(world)).toEqual(before);
});

test("goods that the table has no row for are held, and booked once it has one and set-up ran", async () => {
  const world = await opened("rate");
  const { goodsCoding } = world.settings.lookups;
  const high = goodsCoding.table["25%"] ?? "";
  world.configure({ lookups: { goodsCoding: { table: { "12%": high } } } });
  const placed = await world.place({ ...companyBuyer(`Held${(n += 1)}`), lines: lines(1) });
  const held = await world.book(placed.id);
  expect([held.end.outcome, new Set(held.codes), held.writes]).toEqual([
    "held",
    new Set(["goods-coding-missing"]),
    [],
  ]);
  const { articleaccountcodings: codings = [] } = await world.ledger();
  const other = String(codings.find((one) => one["Name"] === "Services 25")?.["Id"]);
  world.configure({ lookups: { goodsCoding: { table: { "25%": other } } } });
  // Two at once wait for the article, set-up makes it once, and both are booked on it.
  const second = await world.place({ ...companyBuyer(`Held${(n += 1)}`), lines: lines(1) });
  const both = () => Promise.all([world.book(placed.id), world.book(second.id)]);
  for (const { codes } of await both()) expect(codes).toContain("own-article-missing");
  const count = async () =>
    ((await world.ledger())["articles"] ?? []).filter(({ Number: number }) =>
      String(number).startsWith("AS-VARA-25"),
    ).length;
  const before = await count();
  await world.setUp();
  expect(await count()).toBe(before + 1);
  const runs = await both();
  expect(runs.map(({ end }) => end.outcome)).toEqual(["booked", "booked"]);
  const [one, two] = runs.map(
    ({ writes }) =>
      rowsOf(writes.find(({ kind }) => kind === "draft.create")?.request.body)[0]?.ArticleId,
  );
  expect([one, one === undefined]).toEqual([two, false]);
});
