/**
 * None of our own articles is made twice, and nobody else's is taken for ours: whatever was
 * renamed, lost, or in the way.
 */
import { beforeEach, expect, test } from "vitest";
import { NO_OWN_ARTICLES } from "../../../src/domain/ledger/ledger.ts";
import { candidates } from "../../../src/flows/setup/article-numbers.ts";
import { FlowWorld, type Json } from "../../support/flow-world.ts";

const SHIPPING = {
  kind: "shipping",
  name: "Shipping 25 %",
  otherNames: [],
  codingId: "",
  of: "service",
  rate: "0.25",
  usesOss: false,
} as const;

let world: FlowWorld;

const articles = async (): Promise<readonly Json[]> => (await world.ledger())["articles"] ?? [];
const numbers = async (): Promise<readonly string[]> =>
  (await articles()).map((one) => String(one["Number"])).filter((one) => one.startsWith("AS-"));
const numbered = async (number: string): Promise<Json> => {
  const found = (await articles()).find((one) => one["Number"] === number);
  if (found === undefined) throw new Error(`no article ${number}`);
  return found;
};
const change = (article: Json, fields: Json): Promise<unknown> =>
  world.control("eaccounting", "PATCH", `/articles/${String(article["Id"])}`, fields);
/** The ids are forgotten, and what the journal has isn't. */
const forgetIds = (): void => {
  world.lists = { ...world.lists, systemArticles: NO_OWN_ARTICLES };
};
const shippingId = (): string | undefined => world.lists.systemArticles.shipping["0.25"];
const move = (country: string): Promise<unknown> =>
  world.control("eaccounting", "PUT", "/company", { CountryCode: country });

const foreign = (...made: readonly string[]): Promise<unknown> =>
  world.control("eaccounting", "POST", "/articles/many", {
    rows: made.map((number) => ({ Number: number, Name: "Frakt 25 %" })),
  });

beforeEach(async () => {
  world = new FlowWorld();
  await world.control("eaccounting", "PUT", "/limits", { perMinute: 1_000_000 });
});

test("numbers stay whatever the country, the names or the settings say later", async () => {
  await world.setUp();
  const [made, ids] = [await numbers(), world.lists.systemArticles];
  expect(made).toContain("AS-FRAKT-25");
  // Another country's words, and people who renamed one of them in the ledger.
  await move("NL");
  await change(await numbered("AS-FRAKT-25"), { Number: "AS-PORTO", Name: "Porto" });
  forgetIds();
  await world.setUp();
  expect(world.lists.systemArticles).toEqual(ids);
  expect(await numbers()).toEqual(made.map((one) => (one === "AS-FRAKT-25" ? "AS-PORTO" : one)));
  expect(world.lists.articleNumbers?.["shipping:0.25"]).toBe("AS-PORTO");
});

test("what nothing remembers any more is known by its note", async () => {
  await world.setUp();
  const [made, ids] = [await numbers(), world.lists.systemArticles];
  await move("NL");
  await change(await numbered("AS-AVGIFT-25"), { Number: "AS-FAKTURAAVGIFT" });
  world.loseOwnArticles();
  await world.setUp();
  expect(world.lists.systemArticles).toEqual(ids);
  expect(await numbers()).toHaveLength(made.length);
});

test("an article of ours that left our numbers is found by its id", async () => {
  await world.setUp();
  const [made, id] = [await numbers(), shippingId()];
  await change(await numbered("AS-FRAKT-25"), { Number: "PORTO", Note: "" });
  forgetIds();
  await world.setUp();
  expect([shippingId(), (await numbers()).length]).toEqual([id, made.length - 1]);
});

test("somebody else's article of our number is left alone, and ours gets the next number for good", async () => {
  await foreign("AS-FRAKT-25");
  const before = await numbered("AS-FRAKT-25");
  const { end, codes } = await world.trySetUp();
  const [, second = ""] = candidates(SHIPPING, "SE");
  expect([end.outcome, codes]).toEqual(["updated", ["own-article-renumbered"]]);
  expect(end.reasons[0]?.params).toEqual({ number: second, taken: "AS-FRAKT-25" });
  expect(shippingId()).toBe((await numbered(second))["Id"]);
  expect(await numbered("AS-FRAKT-25")).toEqual(before);
  // The number is free now, and ours keeps its own.
  await change(before, { Number: "FRAKT" });
  const made = await numbers();
  forgetIds();
  await world.setUp();
  expect([await numbers(), shippingId()]).toEqual([made, (await numbered(second))["Id"]]);
});

test("one that the list doesn't tell of is passed over as well", async () => {
  // In small letters: the vendor says that the number is taken, and a look-up of ours finds none.
  await foreign("as-frakt-25");
  const { codes } = await world.trySetUp();
  const [, second = ""] = candidates(SHIPPING, "SE");
  expect([codes, shippingId()]).toEqual([
    ["own-article-renumbered"],
    (await numbered(second))["Id"],
  ]);
  forgetIds();
  const made = await numbers();
  await world.setUp();
  expect(await numbers()).toEqual(made);
});

test("where every number is somebody else's, set-up stops and takes none", async () => {
  await foreign(...candidates(SHIPPING, "SE"));
  const { end, codes } = await world.trySetUp();
  expect([end.outcome, codes]).toEqual(["held", ["own-article-taken"]]);
  expect(end.reasons[0]?.params).toMatchObject({ number: "AS-FRAKT-25" });
  expect(shippingId()).toBe(undefined);
});

const KEY = "own-article:shipping:0.25";
/** The run dies when that article was written, and before it hears of it. */
async function crash(): Promise<void> {
  world.answered = async () => {
    if (world.journalOf(KEY).length > 0) throw new Error("crash");
  };
  await expect(world.trySetUp()).rejects.toThrow("crash");
  world.answered = null;
}

test("after a crash between record and write, the recorded number is made, also under another rule", async () => {
  await crash();
  // As if the write had never gone out.
  await world.control(
    "eaccounting",
    "DELETE",
    `/articles/${String((await numbered("AS-FRAKT-25"))["Id"])}`,
  );
  world.mayBeSentAgain(KEY);
  await move("NL");
  await world.setUp();
  expect((await numbered("AS-FRAKT-25"))["Id"]).toBe(shippingId());
  expect(await numbers()).not.toContain("AS-VERZENDING-25");
});

test("after a crash between write and answer, what was made is taken", async () => {
  await crash();
  const { Id } = await numbered("AS-FRAKT-25");
  await world.resolveDoubts(0);
  await move("NL");
  await world.setUp();
  expect(shippingId()).toBe(Id);
  expect(await numbers()).not.toContain("AS-VERZENDING-25");
});

test("one that an earlier release named in English is ours, also without its note", async () => {
  await crash();
  const made = await numbered("AS-FRAKT-25");
  expect(made["Name"]).toBe("Frakt 25 %");
  await change(made, { Name: "Shipping 25 %", Note: null });
  world.mayBeSentAgain(KEY);
  await world.setUp();
  expect([shippingId(), (await numbered("AS-FRAKT-25"))["Name"]]).toEqual([
    made["Id"],
    "Shipping 25 %",
  ]);
});

test("a doubtful write isn't taken for done by somebody else's article of its number", async () => {
  await crash();
  await change(await numbered("AS-FRAKT-25"), { Note: "Porto till kund" });
  await expect(world.resolveDoubts(0)).rejects.toThrow('article.create: {"ok":true,"value":null}');
});
