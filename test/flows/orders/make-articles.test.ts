/**
 * Articles that an order sells and the ledger lacks: made once, before the document, and never
 * taken from somebody else.
 */
import { inUnit, makesArticle, RETRY } from "../../../src/domain/jobs/requested-actions.ts";
import { beforeEach, describe, expect, test } from "vitest";
import { articleKey } from "../../../src/flows/orders/money/make-articles.ts";
import { FlowWorld, type Json, type Run } from "../../support/flow-world.ts";
import { companyBuyer, mug } from "../../support/orders.ts";

let world: FlowWorld;
let n = 0;

beforeEach(async () => {
  world = await FlowWorld.open();
  world.configure({
    orders: {
      missingSku: "create",
      newArticles: { codings: { 25: coding("Goods 25"), 12: coding("Goods 12") }, unit: null },
    },
  });
  const warm = await world.place({ ...companyBuyer("Warm"), lines: [mug()] });
  expect((await world.book(warm.id)).end.outcome).toBe("booked");
});

const coding = (name: string): string =>
  String(
    world.eaccounting
      .world()
      .company("Demo AB")
      ?.codings.find((one) => one.Name === name)?.Id,
  ).toLowerCase();
const unknown = (sku: string, fields: Json = {}): Json => ({
  articleCode: sku,
  description: `A ${sku}`,
  quantity: 2,
  price: 10,
  vatCode: "H",
  ...fields,
});
const place = (lines: readonly Json[]) =>
  world.place({ ...companyBuyer(`Maker${(n += 1)}`), lines });
const articles = async (sku: string) =>
  (await world.ledger())["articles"]?.filter((one) => one["Number"] === sku) ?? [];

test("a missing article is made before the document, with the order's name and the rate's coding, and no price or stock", async () => {
  const order = await place([
    unknown("NEW-1"),
    unknown("NEW-1", { quantity: 1, description: "B" }),
    mug(),
  ]);
  const { end, codes, writes } = await world.book(order.id);
  expect([end.outcome, writes.map(({ kind }) => kind)]).toEqual([
    "booked",
    ["customer.create", "article.create", "order.create"],
  ]);
  expect(codes).toContain("article-created");
  expect(await articles("NEW-1")).toMatchObject([
    {
      Name: "A NEW-1",
      CodingId: coding("Goods 25"),
      IsActive: true,
      IsStock: false,
      NetPrice: 0,
      SendToWebshop: false,
      UsesMoss: false,
    },
  ]);
});

test("field rules fill what the ledger knows of an article besides", async () => {
  world.configure({
    mapping: {
      articles: [
        { target: "NameEnglish", expression: '"Web " + line.text' },
        { target: "Note", field: "order.number" },
        { target: "SupplierArticleNumber", expression: 'cut(coalesce(line.sku, "-"), 16)' },
        { target: "StockLocationReference", default: "Web shop" },
      ],
    },
  });
  const order = await place([unknown("NEW-RULED")]);
  const { end, codes } = await world.book(order.id);
  expect([end.outcome, codes.filter((code) => code === "field-mapped").length]).toEqual([
    "booked",
    4,
  ]);
  expect(await articles("NEW-RULED")).toMatchObject([
    {
      Name: "A NEW-RULED",
      NameEnglish: "Web A NEW-RULED",
      Note: order.orderNumber,
      SupplierArticleNumber: "NEW-RULED",
      StockLocationReference: "Web shop",
      IsStock: false,
    },
  ]);
});

test("a rule that can't work on its line holds the order before anything is made", async () => {
  world.configure({ mapping: { articles: [{ target: "SupplierId", field: "line.text" }] } });
  const order = await place([unknown("NEW-HELD")]);
  const { end, codes } = await world.book(order.id);
  expect([end.outcome, codes[0], await articles("NEW-HELD")]).toEqual(["held", "rule-failed", []]);
});

test("the next order of the same article asks for nothing new", async () => {
  const first = await place([unknown("NEW-1")]);
  await world.book(first.id);
  const second = await place([unknown("NEW-1")]);
  const { end, codes } = await world.book(second.id);
  expect([
    end.outcome,
    codes.includes("article-created"),
    (await articles("NEW-1")).length,
  ]).toEqual(["booked", false, 1]);
});

test("an order that is held for something else leaves no article behind", async () => {
  const order = await place([
    unknown("NEW-1"),
    {
      ...mug(),
      articleCode: null,
      articleId: null,
      description: "Something",
      price: 10,
      vatCode: "H",
    },
  ]);
  expect((await world.book(order.id)).codes).toEqual(["sku-missing-on-line"]);
  expect(await articles("NEW-1")).toEqual([]);
});

test("an article sold at two rates in one order is held, and not made", async () => {
  const order = await place([unknown("NEW-1"), unknown("NEW-1", { vatCode: "M" })]);
  expect((await world.book(order.id)).codes).toEqual(["vat-rate-differs"]);
  expect(await articles("NEW-1")).toEqual([]);
});

test("a code that is too long for a number there is held", async () => {
  const order = await place([unknown("X".repeat(41))]);
  expect((await world.book(order.id)).codes).toEqual(["article-number-too-long"]);
});

test("without a coding that the settings name, and with two for goods, none is guessed", async () => {
  world.configure({ orders: { newArticles: { codings: {}, unit: null } } });
  const kinds = world.lists.codings.find((one) => one.id === coding("Goods 25"));
  if (kinds === undefined) throw new Error("the seed has changed");
  world.lists = {
    ...world.lists,
    codings: [...world.lists.codings, { ...kinds, id: "6f000000-0000-4000-8000-00000000000f" }],
  };
  const order = await place([unknown("NEW-1")]);
  expect((await world.book(order.id)).codes).toEqual(["new-article-coding-missing"]);
});

describe("a number that the ledger says is taken", () => {
  const HIDDEN_MS = 60_000;
  const TAKEN = { code: "article-number-taken", params: { sku: "NEW-1" } };
  /** Lists don't show what was just made, until the answer to the article's POST has come. */
  async function hideUntilAnswered(): Promise<void> {
    await world.control("eaccounting", "PUT", "/switches", { commitVisibleAfterMs: HIDDEN_MS });
    world.answered = async (kind) =>
      kind === "article.create" &&
      world.control("eaccounting", "PUT", "/clock", { advanceMs: HIDDEN_MS + 1 });
  }

  test("by an article that we never sent is held, however much it looks like ours", async () => {
    await hideUntilAnswered();
    await world.control("eaccounting", "POST", "/articles", {
      Number: "NEW-1",
      Name: "A NEW-1",
      CodingId: coding("Goods 25"),
      IsStock: false,
    });
    const order = await place([unknown("NEW-1")]);
    expect((await world.book(order.id)).end.reasons).toEqual([TAKEN]);
  });

  test.each([
    ["Goods 25", "booked"],
    ["Goods 12", "held"],
  ] as const)(
    "by one that we may have made is taken for ours only if it agrees (%s: %s)",
    async (name, outcome) => {
      const order = await place([unknown("NEW-1")]);
      await world.control("eaccounting", "POST", "/faults", {
        route: "POST /v2/articles",
        kind: "commit-then-drop",
      });
      await expect(world.book(order.id)).rejects.toThrow("unknown-outcome");
      world.mayBeSentAgain(articleKey("NEW-1"));
      const [made] = await articles("NEW-1");
      await world.control("eaccounting", "PATCH", `/articles/${String(made?.["Id"])}`, {
        CodingId: coding(name),
      });
      await hideUntilAnswered();
      const run = await world.book(order.id);
      expect([run.end.outcome, (await articles("NEW-1")).length]).toEqual([outcome, 1]);
      if (outcome === "held") expect(run.end.reasons).toEqual([TAKEN]);
    },
  );
});

test("one that we made and that the list doesn't show yet is found by its id", async () => {
  await world.control("eaccounting", "PUT", "/switches", { commitVisibleAfterMs: 60_000 });
  const first = await place([unknown("NEW-1")]);
  await world.book(first.id);
  world.forget();
  const second = await place([unknown("NEW-1")]);
  const { end, writes } = await world.book(second.id);
  expect([end.outcome, writes.filter(({ kind }) => kind === "article.create")]).toEqual([
    "booked",
    [],
  ]);
});

test("one that we made and that a person gave another number isn't sold: another is made", async () => {
  const first = await place([unknown("NEW-1")]);
  await world.book(first.id);
  world.forget();
  const [made] = await articles("NEW-1");
  await world.control("eaccounting", "PATCH", `/articles/${String(made?.["Id"])}`, {
    Number: "OTHER",
  });
  const second = await place([unknown("NEW-1")]);
  const { codes, writes } = await world.book(second.id);
  expect(codes).toContain("article-created");
  expect(writes.filter(({ kind }) => kind === "article.create")).toHaveLength(1);
});

test("one that is there by the time it would be made is sold, and remembered", async () => {
  const order = await place([unknown("NEW-1")]);
  world.answered = async (kind) =>
    kind === "customer.create" &&
    world.control("eaccounting", "POST", "/articles", {
      Number: "NEW-1",
      Name: "A NEW-1",
      CodingId: coding("Goods 25"),
      IsStock: false,
    });
  const { end, writes } = await world.book(order.id);
  expect([end.outcome, writes.map(({ kind }) => kind)]).toEqual([
    "booked",
    ["customer.create", "order.create"],
  ]);
  expect(world.articleOf("NEW-1")).toMatchObject({ id: (await articles("NEW-1"))[0]?.["Id"] });
});

test("a dry run shows the article that would be made and the row that would name it, and makes neither", async () => {
  const order = await place([unknown("NEW-1")]);
  const { end, rehearsed, writes } = await world.dryRun(order.id);
  expect([end.outcome, writes, rehearsed.map(({ kind }) => kind)]).toEqual([
    "skipped",
    [],
    ["customer.create", "article.create", "order.create"],
  ]);
  expect(JSON.stringify(rehearsed.at(-1)?.request.body)).toContain(
    "00000000-0000-0000-0000-000000000000",
  );
  expect(await articles("NEW-1")).toEqual([]);
});

test("a person has one article made where the settings hold: that one, and no other that lacks", async () => {
  world.configure({
    orders: { missingSku: "hold", newArticles: { codings: { 25: coding("Goods 25") } } },
  });
  const asked = [RETRY, makesArticle("ASKED-1")];
  const both = await place([unknown("ASKED-1"), unknown("ASKED-2")]);
  expect((await world.book(both.id, asked)).codes).toContain("article-not-found");
  expect([await articles("ASKED-1"), await articles("ASKED-2")]).toEqual([[], []]);
  const one = await place([unknown("ASKED-1")]);
  expect((await world.book(one.id)).end.outcome).toBe("held");
  const { end, writes } = await world.book(one.id, asked);
  expect([end.outcome, writes.map(({ kind }) => kind)]).toEqual([
    "booked",
    ["customer.create", "article.create", "order.create"],
  ]);
  // Another order of the same group finds it there.
  const other = await place([unknown("ASKED-1")]);
  expect((await world.book(other.id, asked)).end.outcome).toBe("booked");
  expect(await articles("ASKED-1")).toMatchObject([{ CodingId: coding("Goods 25") }]);
});

/** What is sent for an article, and what is told of it. */
const sent = ({ writes }: Run) =>
  writes.find(({ kind }) => kind === "article.create")?.request.body as Json | undefined;
const told = ({ end }: Run) =>
  end.reasons.flatMap(({ code, params }) => (code === "article-created" ? [params] : []));

test.each([
  ["is the line's, without blanks", { description: " A mug " }, "A mug"],
  ["is the line's, after its blanks", { description: `  ${"m".repeat(50)}` }, "m".repeat(50)],
  ["has the vendor's 50 characters", { description: "m".repeat(51) }, "m".repeat(50)],
  ["is the code where the line has no words", { description: " " }, "NEW-1"],
])("the name of what is made %s", async (_, fields, name) => {
  const run = await world.book((await place([unknown("NEW-1", fields)])).id);
  expect(sent(run)).toMatchObject({ Number: "NEW-1", Name: name });
});

test("its unit is the one that a person chose for it, else the tenant's, else that of most articles; without any nothing is made", async () => {
  const [first, second, third] = world.lists.units;
  const made = async (sku: string, asked?: readonly string[]) =>
    sent(await world.book((await place([unknown(sku)])).id, asked))?.["UnitId"];
  world.lists = { ...world.lists, articleUnit: second?.id ?? "" };
  expect([third === undefined, await made("NEW-1")]).toEqual([false, second?.id]);
  const newArticles = { codings: { 25: coding("Goods 25") }, unit: first?.id ?? null };
  world.configure({ orders: { newArticles } });
  expect(await made("NEW-2")).toBe(first?.id);
  const asked = [RETRY, makesArticle("NEW-4"), inUnit("NEW-4", third?.id ?? "")];
  expect(await made("NEW-4", asked)).toBe(third?.id);
  // A choice for one article is none for another.
  expect(await made("NEW-5", [RETRY, inUnit("5", third?.id ?? "")])).toBe(first?.id);
  world.configure({ orders: { newArticles: { ...newArticles, unit: null } } });
  world.lists = { ...world.lists, units: [] };
  const { end, writes } = await world.book((await place([unknown("NEW-3")])).id);
  expect([end.outcome, end.reasons]).toEqual([
    "held",
    [{ code: "own-article-missing", params: { article: "unit", rate: null, coding: null } }],
  ]);
  expect(writes.filter(({ kind }) => kind === "article.create")).toEqual([]);
});

test("each that is made is told once with its coding and rate, and on trial that it would be", async () => {
  const lines = [unknown("NEW-1"), unknown("NEW-2", { vatCode: "M" }), unknown("NEW-1")];
  const high = { coding: coding("Goods 25"), rate: "0.25" };
  const low = { coding: coding("Goods 12"), rate: "0.12" };
  world.configure({ trial: true });
  expect(told(await world.book((await place(lines)).id))).toEqual([
    { sku: "NEW-1", article: null, ...high, trial: true },
    { sku: "NEW-2", article: null, ...low, trial: true },
  ]);
  expect(await articles("NEW-1")).toEqual([]);
  world.configure({ trial: false });
  const made = told(await world.book((await place(lines)).id));
  const [one, two] = [(await articles("NEW-1"))[0], (await articles("NEW-2"))[0]];
  expect(made).toEqual([
    { sku: "NEW-1", article: one?.["Id"], ...high },
    { sku: "NEW-2", article: two?.["Id"], ...low },
  ]);
});
