/**
 * An article number was given to another article in eAccounting since it was remembered. Both have
 * one rate of VAT, so only the number of the answered row shows it.
 */
import { describe, expect, test } from "vitest";
import { FlowWorld, type Json, type Run } from "../../support/flow-world.ts";
import { privateBuyer } from "../../support/orders.ts";

const KINDS = ["invoice", "draft-invoice", "sales-order"] as const;
type Kind = (typeof KINDS)[number];

const SOLD = { ...privateBuyer("Bo"), lines: [{ articleCode: "POSTX", quantity: 1, price: 125 }] };
const GOODS = "Goods 25";
const SERVICE = "Services 25";

async function shop(type: Kind, more: Json = {}) {
  const world = await FlowWorld.open();
  const codings = new Map(world.lists.codings.map(({ name, id }) => [name, id]));
  const make = async (number: string, coding: string): Promise<string> => {
    const made = await world.control("eaccounting", "POST", "/articles", {
      Number: number,
      Name: `${number} ${coding}`,
      NetPrice: 100,
      CodingId: codings.get(coding),
    });
    return String((made as Json)["Id"]);
  };
  const old = await make("POSTX", GOODS);
  world.configure({ orders: { type, cancelledAfterBooking: "credit", ...more } });
  const first = await world.place(SOLD);
  expect((await world.book(first.id)).end.outcome).toBe("booked");
  const renumber = (): Promise<unknown> =>
    world.control("eaccounting", "PATCH", `/articles/${old}`, { Number: "POSTX-OLD" });
  const next = async (): Promise<Run> => world.book((await world.place(SOLD)).id);
  return { world, first, old, make, renumber, next };
}

const LISTS = {
  invoice: "customerinvoices",
  "draft-invoice": "customerinvoicedrafts",
  "sales-order": "orders",
} as const;
/** The numbers of each document's articles. */
async function sold(world: FlowWorld, type: Kind): Promise<readonly (readonly unknown[])[]> {
  const documents = (await world.ledger())[LISTS[type]] ?? [];
  return documents.map(({ Rows }) =>
    (Rows as readonly Json[]).flatMap(({ IsTextRow, ArticleNumber }) =>
      IsTextRow === true ? [] : [ArticleNumber],
    ),
  );
}
type Books = { readonly trialBalance: readonly { account: number; balance: number }[] };
/** By account. */
async function revenue(world: FlowWorld): Promise<Readonly<Record<string, number>>> {
  const { trialBalance } = (await world.control("eaccounting", "GET", "/books")) as Books;
  const own = trialBalance.filter(({ account }) => account >= 3000 && account < 4000);
  return Object.fromEntries(own.map(({ account, balance }) => [account, balance]));
}
const kinds = ({ writes }: Run): readonly string[] => writes.map(({ kind }) => kind);
const CREATED = {
  invoice: ["draft.create", "draft.convert"],
  "draft-invoice": ["draft.create"],
  "sales-order": ["order.create"],
} as const;

describe.each(KINDS)("of a shop that makes documents of the kind %s, an order", (type) => {
  test("sells the article that bears the number by now, and the next one costs no call more", async () => {
    const { world, make, renumber, next } = await shop(type);
    await renumber();
    await make("POSTX", SERVICE);
    const run = await next();
    expect(run.end.outcome).toBe("booked");
    expect(kinds(run)).toContain(type === "sales-order" ? "order.update" : "draft.update");
    expect(await sold(world, type)).toEqual([["POSTX"], ["POSTX"]]);
    if (type === "invoice") expect(await revenue(world)).toEqual({ 3001: -100, 3041: -100 });
    const after = await next();
    expect([after.end.outcome, kinds(after)]).toEqual(["booked", CREATED[type]]);
    const asked = after.timeline.filter(({ title }) => title === "GET /articles");
    expect(asked).toEqual([]);
  });

  test("whose number no article bears any more is held, and nothing of it stays", async () => {
    const { world, renumber, next } = await shop(type);
    const before = await sold(world, type);
    await renumber();
    const run = await next();
    expect([run.end.outcome, run.codes[0]]).toEqual(["held", "article-not-found"]);
    expect(await sold(world, type)).toEqual(before);
    expect(world["articles"].has("POSTX")).toBe(false);
  });

  test("whose number no article bears any more gets one, where missing articles are created", async () => {
    const { world, renumber, next } = await shop(type, { missingSku: "create" });
    await renumber();
    const run = await next();
    expect([run.end.outcome, run.codes.includes("article-created")]).toEqual(["booked", true]);
    expect(await sold(world, type)).toEqual([["POSTX"], ["POSTX"]]);
  });

  test("whose number an article of another rate bears is held, and nothing of it stays", async () => {
    const { world, make, renumber, next } = await shop(type);
    const before = await sold(world, type);
    await renumber();
    await make("POSTX", "Goods 12");
    const run = await next();
    expect([run.end.outcome, run.codes[0]]).toEqual(["held", "vat-rate-differs"]);
    expect(await sold(world, type)).toEqual(before);
  });

  test("of which the ledger names another number whatever is asked for is held", async () => {
    const { world, next } = await shop(type);
    const before = await sold(world, type);
    const number = '"ArticleNumber":"POSTX"';
    world.ledgerSays = (body) =>
      JSON.parse(JSON.stringify(body).replaceAll(number, '"ArticleNumber":"OTHER"'));
    // What is written after the document was made has no answer.
    world.answered = async () => (world.ledgerSays = null);
    const run = await next();
    expect([run.end.outcome, run.codes[0]]).toEqual(["held", "row-differs"]);
    expect(run.end.reasons[0]?.params).toMatchObject({ planned: "POSTX", answered: "OTHER" });
    expect(await sold(world, type)).toEqual(before);
  });
});

test("an article that we made and somebody renumbered is made once more, and found from then on", async () => {
  const world = await FlowWorld.open();
  world.configure({ orders: { type: "draft-invoice", missingSku: "create" } });
  const lines = [{ articleCode: "NEWX", quantity: 1, price: 125 }];
  const next = async (): Promise<Run> => world.book((await world.place({ ...SOLD, lines })).id);
  expect((await next()).codes).toContain("article-created");
  const made = world["articles"].get("NEWX")?.id;
  await world.control("eaccounting", "PATCH", `/articles/${made}`, { Number: "NEWX-OLD" });
  const run = await next();
  expect([run.end.outcome, run.codes.includes("article-created")]).toEqual(["booked", true]);
  expect((await next()).end.outcome).toBe("booked");
  expect(await sold(world, "draft-invoice")).toEqual([["NEWX"], ["NEWX"], ["NEWX"]]);
  const numbers = world["journal"].filter(({ key }) => key === "article:NEWX").map(({ n }) => n);
  expect(numbers).toEqual([1, 2]);
});

test("an edited sales order sells it too", async () => {
  const { world, first, make, renumber } = await shop("sales-order");
  await renumber();
  await make("POSTX", SERVICE);
  const more = { lines: [{ articleCode: "POSTX", quantity: 2, price: 125 }] };
  await world.control("asperion", "PATCH", `/orders/${first.id}`, more);
  expect((await world.book(first.id)).end.outcome).toBe("updated");
  expect((await sold(world, "sales-order"))[0]).toEqual(["POSTX"]);
});

test("a cancellation takes back the article that was sold, under its number of by now", async () => {
  const { world, first, make, renumber } = await shop("invoice");
  await renumber();
  await make("POSTX", SERVICE);
  await world.control("asperion", "PATCH", `/orders/${first.id}`, { status: 9 });
  const run = await world.book(first.id);
  expect([run.end.outcome, kinds(run)]).toEqual(["updated", ["draft.create", "draft.convert"]]);
  expect(await revenue(world)).toEqual({ 3001: 0 });
});

async function replaced(
  { make, renumber, next }: Awaited<ReturnType<typeof shop>>,
  between: boolean,
): Promise<void> {
  await renumber();
  await make("POSTX", SERVICE);
  if (between) expect((await next()).end.outcome).toBe("booked");
}
const cancel = ({ world }: Awaited<ReturnType<typeof shop>>, id: unknown): Promise<unknown> =>
  world.control("asperion", "PATCH", `/orders/${String(id)}`, { status: 9 });
const pieces = (quantity: number) => ({
  lines: [{ articleCode: "POSTX", quantity, price: 125 }],
});
const DELTA = { editedAfterBooking: "delta" };

describe.each([
  ["before any other order", false],
  ["after another order sold the new one", true],
])("%s", (_when, between) => {
  const others = between ? { 3041: -100 } : {};

  test("so it is after an edit added to it", async () => {
    const all = await shop("invoice", DELTA);
    const { world, first } = all;
    await world.control("asperion", "PATCH", `/orders/${first.id}`, pieces(2));
    expect((await world.book(first.id)).codes).toContain("delta-added");
    await replaced(all, between);
    await cancel(all, first.id);
    expect((await world.book(first.id)).end.outcome).toBe("updated");
    expect(await revenue(world)).toEqual({ 3001: 0, ...others });
  });

  test("a cancellation takes back what was sold, and so does a credit order", async () => {
    const all = await shop("invoice");
    const { world, first } = all;
    const second = await world.place(SOLD);
    expect((await world.book(second.id)).end.outcome).toBe("booked");
    await replaced(all, between);
    await cancel(all, first.id);
    expect((await world.book(first.id)).end.outcome).toBe("updated");
    const credit = await world.place({ ...SOLD, ...pieces(-1), creditsOrderId: second.id });
    expect((await world.book(credit.id)).end.outcome).toBe("booked");
    expect(await revenue(world)).toEqual({ 3001: 0, ...others });
  });
});

test("where both were sold under the number, what takes some back waits for a person", async () => {
  const all = await shop("invoice", DELTA);
  const { world, first } = all;
  await replaced(all, true);
  await world.control("asperion", "PATCH", `/orders/${first.id}`, pieces(2));
  expect((await world.book(first.id)).codes).toContain("delta-added");
  const sums = { 3001: -100, 3041: -200 };
  expect(await revenue(world)).toEqual(sums);
  await cancel(all, first.id);
  const run = await world.book(first.id);
  expect([run.end.outcome, run.codes[0]]).toEqual(["held", "credit-article-differs"]);
  expect(await revenue(world)).toEqual(sums);
});

async function exchange(world: FlowWorld, old: string, other: string): Promise<void> {
  for (const [id, Number] of [
    [old, "POSTX-OLD"],
    [other, "POSTX"],
    [old, "OTHERX"],
  ])
    await world.control("eaccounting", "PATCH", `/articles/${id}`, { Number });
}

test("where two articles changed their numbers, each takes back what it was sold as", async () => {
  const { world, old, make } = await shop("invoice");
  const other = await make("OTHERX", SERVICE);
  const order = await world.place({
    ...SOLD,
    lines: [
      { articleCode: "POSTX", quantity: 1, price: 125 },
      { articleCode: "OTHERX", quantity: 1, price: 250 },
    ],
  });
  expect((await world.book(order.id)).end.outcome).toBe("booked");
  await exchange(world, old, other);
  const lines = [...pieces(1).lines, { articleCode: "OTHERX", quantity: 1, price: 125 }];
  expect((await world.book((await world.place({ ...SOLD, lines })).id)).end.outcome).toBe("booked");
  const before = await revenue(world);
  await world.control("asperion", "PATCH", `/orders/${order.id}`, { status: 9 });
  expect((await world.book(order.id)).end.outcome).toBe("updated");
  const after = await revenue(world);
  expect([after[3001], after[3041]]).toEqual([
    (before[3001] ?? 0) + 100,
    (before[3041] ?? 0) + 200,
  ]);
});

test("what was sold under a number that nobody bears any more is taken back", async () => {
  const all = await shop("invoice");
  const { world, first, renumber, next } = all;
  await renumber();
  expect((await next()).codes[0]).toBe("article-not-found");
  await cancel(all, first.id);
  expect((await world.book(first.id)).end.outcome).toBe("updated");
  expect(await revenue(world)).toEqual({ 3001: 0 });
});

test("an edit adds to one of two articles that changed their numbers", async () => {
  const { world, old, make } = await shop("invoice", DELTA);
  const other = await make("OTHERX", SERVICE);
  const lines = [...pieces(1).lines, { articleCode: "OTHERX", quantity: 1, price: 125 }];
  const { id } = await world.place({ ...SOLD, lines });
  await world.book(id);
  await exchange(world, old, other);
  const more = { lines: [...pieces(2).lines, ...lines.slice(1)] };
  await world.control("asperion", "PATCH", `/orders/${id}`, more);
  expect((await world.book(id)).end.outcome).toBe("updated");
  expect(await revenue(world)).toEqual({ 3001: -200, 3041: -200 });
});

test("an order that a person has begun to deliver keeps its rows", async () => {
  const { world, first, make, renumber } = await shop("sales-order", {
    invoiceOrders: "delivered",
  });
  await renumber();
  await make("POSTX", SERVICE);
  const [made = {}] = (await world.ledger())["orders"] ?? [];
  const Rows = (made["Rows"] as readonly Json[]).map((row) => ({ ...row, DeliveredQuantity: 0.5 }));
  await world.control("eaccounting", "PATCH", `/orders/${String(made["Id"])}`, { Rows });
  await world.control("asperion", "PATCH", `/orders/${first.id}`, { status: 4 });
  const run = await world.book(first.id);
  expect([run.end.outcome, kinds(run)]).toEqual(["booked", ["order.convert"]]);
});

/** Its row says what number its article bears by now, as after a person opened and saved it. */
async function saved(world: FlowWorld): Promise<void> {
  const [made = {}] = (await world.ledger())["orders"] ?? [];
  const Rows = (made["Rows"] as readonly Json[]).map((row) =>
    row["ArticleNumber"] === "POSTX" ? { ...row, ArticleNumber: "POSTX-OLD" } : row,
  );
  await world.control("eaccounting", "PATCH", `/orders/${String(made["Id"])}`, { Rows });
}

test("a sales order that was right isn't deleted for a number that nobody bears any more", async () => {
  const { world, first, renumber } = await shop("sales-order");
  await renumber();
  await saved(world);
  world.unlink(first.id);
  const run = await world.book(first.id, ["retry-by-person"]);
  expect([run.end.outcome, run.codes[0], run.writes]).toEqual([
    "needs-attention",
    "article-not-found",
    [],
  ]);
  expect(await sold(world, "sales-order")).toEqual([["POSTX-OLD"]]);
});

test.each(["as it is", "edited once more"])(
  "nor after a run that ended before it compared its edit, %s",
  async (how) => {
    const { world, first, renumber } = await shop("sales-order");
    await renumber();
    const edit = (quantity: number): Promise<unknown> =>
      world.control("asperion", "PATCH", `/orders/${first.id}`, {
        lines: [{ articleCode: "POSTX", quantity, price: 125 }],
      });
    await edit(2);
    world.answered = async () => {
      world.answered = null;
      throw new Error("the run ends here");
    };
    await expect(world.book(first.id)).rejects.toThrow("ends here");
    await world.resolveDoubts(first.id);
    if (how === "edited once more") await edit(3);
    const run = await world.book(first.id);
    expect([run.end.outcome, run.codes[0]]).toEqual(["needs-attention", "article-not-found"]);
    expect(await sold(world, "sales-order")).toHaveLength(1);
    expect(world.documentsOf(first.id).map(({ state }) => state)).toEqual(["live"]);
  },
);
