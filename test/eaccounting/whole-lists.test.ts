/**
 * A list that is read whole, or not at all: with a row that can't be read, or a page that is longer
 * than is read.
 */
import { describe, expect, test } from "vitest";
import { reasonOf } from "../../src/domain/vendors/reason-of-failure.ts";
import { err } from "../../src/domain/result.ts";
import { readAll, table } from "../../src/eaccounting/paging.ts";
import { answer, ids, item, listOf, pageOf, vendor } from "./fixtures.ts";

const LIST = table("/units", "reference-data", item);

describe("a list that is read whole", () => {
  const TOO_LARGE = err({
    kind: "contract",
    vendor: "eaccounting",
    path: "/units",
    tooLarge: true,
    message: "answer of more than 8388608 bytes, status 200",
  } as const);

  test("is asked for in smaller pages where one is longer than is read", async () => {
    const { send, asked } = vendor(
      pageOf(["a"], 1, 2, 3),
      TOO_LARGE,
      pageOf(["a", "b"], 1, 2, 3),
      pageOf(["c"], 2, 2, 3),
    );
    expect(await readAll(send, LIST)).toEqual({
      ok: true,
      value: ["a", "b", "c"],
    });
    expect(asked.map(({ query }) => [query["$page"], query["$pagesize"]])).toEqual([
      ["1", "1000"],
      ["2", "1000"],
      ["1", "100"],
      ["2", "100"],
    ]);
  });

  test("is not read at all where one row alone is longer than is read: it says so", async () => {
    const { send, asked } = vendor(TOO_LARGE, TOO_LARGE, TOO_LARGE, TOO_LARGE);
    const read = await readAll(send, LIST);
    expect(asked.map(({ query }) => query["$pagesize"])).toEqual(["1000", "100", "10", "1"]);
    expect(read.ok ? null : reasonOf(read.error)).toEqual({
      code: "answer-too-large",
      params: { vendor: "eaccounting", what: "/units" },
    });
  });

  test("is not read at all where one row can't be read: it names the row, and nothing that it can't vouch for", async () => {
    const named = async (row: object) => {
      const { send } = vendor(answer(listOf([...ids("a"), { ...row, Id: 7 }])));
      const read = await readAll(send, LIST);
      return read.ok ? null : reasonOf(read.error);
    };
    const broken = (path: string) => ({
      code: "contract-broken",
      params: { vendor: "eaccounting", path },
    });
    expect(await named({ Number: "MUG-1" })).toEqual(broken("Data.1.Id (No MUG-1)"));
    expect(await named({ InvoiceNumber: 1041 })).toEqual(broken("Data.1.Id (No 1041)"));
    expect(await named({ Number: "anna@example.com", Name: "Anna" })).toEqual(
      broken("Data.1.Id (No 7)"),
    );
  });
});
