/**
 * What a run writes when it tells the shop to keep stock of an article: flag and figure in one run,
 * the figure by what the shop counts once it does. Over ports that keep what went through them.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { VendorRequest } from "../../../src/domain/vendors/request.ts";
import { err, ok } from "../../../src/domain/result.ts";
import { differencesNow } from "../../../src/flows/stock/plan.ts";
import { push } from "../../../src/flows/stock/push-plan.ts";
import type { FlowPorts } from "../../../src/flows/port.ts";
import { inLedger, inShop, plan, settings, type Shelf } from "./kit.ts";

/** `counts`: what the shop counts of an article once it keeps its stock; by code. */
async function pushed(
  shelf: Shelf,
  counts: Readonly<Record<string, number>> = {},
  {
    gone,
    refuses,
    names = false,
  }: { readonly gone?: string; readonly refuses?: string; readonly names?: boolean } = {},
) {
  const sent: VendorRequest[] = [];
  const flagged = new Set<number>();
  const answer = (body: unknown) => ok({ status: 200, isJson: true, headers: {}, body });
  const remembered = new Map<string, string>();
  const ports = {
    administrationId: 123,
    journalBornAt: 0,
    key: "stock",
    memory: {},
    lists: { articlesListedWhole: true },
    settings: { stock: settings(shelf.settings) },
    now: () => Date.UTC(2026, 10, 28),
    note: () => undefined,
    remember: (key: string, value: string) => void remembered.set(key, value),
    remembered: (key: string) => remembered.get(key) ?? null,
    settle: () => undefined,
    enqueue: async () => ok(undefined),
    readPage: async ({ query }: VendorRequest) => {
      const article = shelf.shop.find(({ code }) => code === query["ArticleCode"] && code !== gone);
      const body = {
        _data:
          article === undefined
            ? []
            : [
                {
                  id: article.id,
                  articleCode: article.code,
                  characteristic2: "kept",
                  manageStock: article.managed || flagged.has(article.id),
                  currentStock: flagged.has(article.id)
                    ? (counts[article.code] ?? Number(article.stock))
                    : Number(article.stock),
                },
              ],
        _meta: { administrationId: 123, totalCount: 1, pageCount: 1, nextPage: null },
      };
      return answer(body);
    },
    write: async (_: unknown, request: VendorRequest) => {
      const { articleCode, lines } = request.body as {
        readonly articleCode?: string;
        readonly lines?: { readonly _data: readonly { readonly articleCode: string }[] };
      };
      const codes = lines?._data.map((line) => line.articleCode) ?? [articleCode];
      const bad = codes.findIndex((code) => code !== undefined && code === refuses);
      if (bad >= 0 || refuses === "*") {
        const field = names && lines !== undefined ? `lines._data[${bad}].articleCode` : "vatCode";
        return err({ kind: "rejected", vendor: "asperion", fields: [{ field }] });
      }
      sent.push(request);
      if (request.method === "PUT") flagged.add(Number(request.path.split("/").at(-1)));
      return ok({
        opId: sent.length,
        attempt: 1,
        answer: { status: 200, isJson: true, headers: {}, body: { id: 9, orderNumber: "9" } },
      });
    },
  } as unknown as FlowPorts;
  const isNew = (of: string | undefined): boolean =>
    shelf.shop.some(({ code, managed }) => code === of && !managed);
  const done = await push(ports, plan(shelf), async () => ok(undefined));
  if (!done.ok) throw new Error(done.error.kind);
  return {
    sent: sent.map(({ method, body }) => {
      const { articleCode, manageStock, characteristic1, lines } = body as {
        articleCode?: string;
        manageStock?: boolean;
        characteristic1?: string;
        lines?: { _data: readonly { articleCode: string; quantity: number }[] };
      };
      return lines === undefined
        ? `${method}${manageStock === true && isNew(articleCode) ? " flag" : ""}${characteristic1 === undefined ? "" : ` ${characteristic1}`}`
        : `${method} ${lines._data.map((line) => `${line.articleCode} ${line.quantity}`).join(", ")}`;
    }),
    codes: done.value.reasons.map(({ code }) => code),
    changes: done.value.changes,
    left: { gone: done.value.gone, refused: done.value.refused },
  };
}

const unmanaged: Shelf = {
  settings: { manageStock: "set" },
  ledger: [inLedger("MUG", "14"), inLedger("TEA", "4")],
  shop: [inShop("MUG", "0", { managed: false }), inShop("TEA", "9")],
};

test("flag and figure go out in one run, with what differs besides in the same order", async () => {
  expect(await pushed(unmanaged)).toEqual({
    left: { gone: [], refused: [] },
    sent: ["PUT flag", "POST TEA 5, MUG -14"],
    codes: ["stock-corrected", "stock-managed"],
    changes: [
      { code: "TEA", from: "9", to: "4", managed: false },
      { code: "MUG", from: "0", to: "14", managed: true },
    ],
  });
});

test("the figure is by what the shop counts once it keeps the article's stock", async () => {
  const { sent, changes } = await pushed(unmanaged, { MUG: 20 });
  expect(sent).toEqual(["PUT flag", "POST MUG 6, TEA 5"]);
  expect(changes[0]).toEqual({ code: "MUG", from: "20", to: "14", managed: true });
});

test("where it then counts what it should, no line is written for it", async () => {
  const { sent, changes } = await pushed(unmanaged, { MUG: 14 });
  expect(sent).toEqual(["PUT flag", "POST TEA 5"]);
  expect(changes).toContainEqual({ code: "MUG", from: null, to: null, managed: true });
});

test("a figure that looked right before the flag is corrected as well", async () => {
  const shelf = { ...unmanaged, shop: [inShop("MUG", "14", { managed: false })] };
  expect((await pushed(shelf, { MUG: 3 })).sent).toEqual(["PUT flag", "POST MUG -11"]);
});

test("of an article on whose orders something happens the flag alone is set", async () => {
  const { sent } = await pushed({ ...unmanaged, moving: ["MUG"] }, { MUG: 3 });
  expect(sent).toEqual(["PUT flag", "POST TEA 5"]);
});

test("a figure of a field goes out with the flag, in one write", async () => {
  const shelf = { ...unmanaged, settings: { ...unmanaged.settings, strategy: "article-field" } };
  expect(await pushed(shelf as Shelf)).toEqual({
    left: { gone: [], refused: [] },
    sent: ["PUT flag 14", "PUT 4"],
    codes: ["stock-field-written", "stock-managed"],
    changes: [
      { code: "MUG", from: null, to: "14", managed: true },
      { code: "TEA", from: null, to: "4", managed: false },
    ],
  });
});

describe("one article that can't be written", () => {
  const fields: Shelf = {
    settings: { strategy: "article-field" },
    ledger: ["A", "B", "C"].map((code) => inLedger(code, "7")),
    shop: ["A", "B", "C"].map((code) => inShop(code, "1")),
  };
  const codesOf = (changes: readonly { readonly code: string }[]) =>
    changes.map(({ code }) => code);

  test("stops no other when the shop refuses it, and is named", async () => {
    const { sent, changes, left } = await pushed(fields, {}, { refuses: "A" });
    expect([sent.length, codesOf(changes)]).toEqual([2, ["B", "C"]]);
    expect(left).toEqual({ gone: [], refused: ["A"] });
  });
  test("isn't told as written when the shop has it no more", async () => {
    const { sent, changes, left } = await pushed(fields, {}, { gone: "B" });
    expect([sent.length, codesOf(changes)]).toEqual([2, ["A", "C"]]);
    expect(left).toEqual({ gone: ["B"], refused: [] });
  });
  const corrected: Shelf = { ...fields, settings: {} };
  test("is left out of the order of corrections when the shop names its line", async () => {
    const { sent, changes, left } = await pushed(corrected, {}, { refuses: "B", names: true });
    expect([sent, codesOf(changes)]).toEqual([["POST A -6, C -6"], ["A", "C"]]);
    expect(left.refused).toEqual(["B"]);
  });
  test("is found by halves when the shop names no line, and each other is corrected once", async () => {
    const { sent, changes, left } = await pushed(corrected, {}, { refuses: "B" });
    expect([sent, codesOf(changes)]).toEqual([
      ["POST A -6", "POST C -6"],
      ["A", "C"],
    ]);
    expect(left.refused).toEqual(["B"]);
  });
  test("isn't blamed where the shop takes no order at all", async () => {
    await expect(pushed(corrected, {}, { refuses: "*" })).rejects.toThrow("rejected");
  });
  test("gets no correction when the shop refuses to keep its stock", async () => {
    const { sent, codes, changes, left } = await pushed(unmanaged, {}, { refuses: "MUG" });
    expect([sent, codes, codesOf(changes)]).toEqual([["POST TEA 5"], ["stock-corrected"], ["TEA"]]);
    expect(left.refused).toEqual(["MUG"]);
  });
});

test("whatever the shop counts after the flag, the corrections bring each article to its target", () => {
  const article = fc.record({
    before: fc.nat(50),
    after: fc.nat(50),
    wanted: fc.nat(50),
    managed: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(article, { minLength: 1, maxLength: 8 }), (articles) => {
      const code = (index: number): string => `A${index}`;
      const planned = plan({
        settings: { manageStock: "set" },
        ledger: articles.map(({ wanted }, index) => inLedger(code(index), String(wanted))),
        shop: articles.map(({ before, managed }, index) =>
          inShop(code(index), String(before), { managed }),
        ),
      });
      const read = new Map(
        articles.flatMap(({ after, managed }, index) =>
          managed ? [] : [[code(index), String(after)] as const],
        ),
      );
      const quantities = new Map(
        differencesNow(planned, read, 100).map((one) => [one.code, Number(one.quantity)]),
      );
      for (const [index, { before, after, wanted, managed }] of articles.entries())
        expect((managed ? before : after) - (quantities.get(code(index)) ?? 0)).toBe(wanted);
    }),
  );
});
