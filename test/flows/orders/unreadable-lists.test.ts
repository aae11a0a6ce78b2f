/**
 * A list of the ledger in which one row can't be read, or whose answer is longer than is read: the
 * order is held, names the row, and nothing is written from a part of a list.
 */
import { expect, test } from "vitest";
import { MAX_ANSWER_BYTES } from "../../../src/domain/vendors/http.ts";
import { FlowWorld, type Json } from "../../support/flow-world.ts";
import { companyBuyer, mug } from "../../support/orders.ts";

const ARTICLE = {
  Id: "11111111-1111-4111-8111-111111111111",
  Number: "MUG",
  Name: "Mug",
};

const answered = (articles: readonly Json[]): Json => ({
  route: "GET /v2/articles",
  kind: "status",
  status: 200,
  body: {
    Meta: {
      CurrentPage: 1,
      PageSize: 1000,
      TotalNumberOfPages: 1,
      TotalNumberOfResults: articles.length,
    },
    Data: articles,
  },
  times: "always",
});

/** What the run failed with, and which writes the ledger saw of it. */
async function heldWith(articles: readonly Json[]): Promise<readonly [string, readonly string[]]> {
  const world = await FlowWorld.open();
  await world.control("eaccounting", "POST", "/faults", answered(articles));
  const placed = await world.place({ ...companyBuyer("Listed"), lines: [mug()] });
  const { last } = await callsOf(world, 0);
  const failure = await world.book(placed.id).then(
    () => "booked",
    (thrown: unknown) => String(thrown),
  );
  const { calls } = await callsOf(world, last);
  return [failure, calls.map(({ route }) => route).filter((route) => !route.startsWith("GET "))];
}

type Calls = { readonly last: number; readonly calls: readonly { readonly route: string }[] };

const callsOf = async (world: FlowWorld, since: number): Promise<Calls> =>
  (await world.control("eaccounting", "GET", `/calls?since=${since}`)) as Calls;

test("one article that can't be read holds the order, named by its number, and nothing is written", async () => {
  const [failure, writes] = await heldWith([{ ...ARTICLE, CodingId: 5 }]);
  expect(failure).toContain('"kind":"contract"');
  expect(failure).toContain('"row":"MUG"');
  expect(writes).toEqual([]);
});

test("a list longer than is read holds the order, says which, and nothing is written", async () => {
  const [failure, writes] = await heldWith([{ ...ARTICLE, Name: "x".repeat(MAX_ANSWER_BYTES) }]);
  expect(failure).toContain('"tooLarge":true');
  expect(failure).toContain('"path":"/articles"');
  expect(writes).toEqual([]);
});
