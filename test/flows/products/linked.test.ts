/**
 * An article that a person linked: found by the code that was named, or by its id since; its code
 * stays, and nothing is made in its place.
 */
import { describe, expect, test } from "vitest";
import { replaceProduct } from "../../../src/asperion/products.ts";
import { NO_MEMORY } from "../../../src/domain/goods/product.ts";
import { ok } from "../../../src/domain/result.ts";
import { planProduct } from "../../../src/flows/products/plan.ts";
import type { ProductOwner } from "../../../src/flows/products/port.ts";
import { findLinked, findTarget } from "../../../src/flows/products/target.ts";
import type { FlowPorts } from "../../../src/flows/port.ts";
import { article, ARTICLE, codes, CONTEXT, inShop, settings, written } from "./kit.ts";

type Shelf = Readonly<Record<number, string>>;

/** A shop with these codes by id, and what is known to be whose. */
function shop(
  shelf: Shelf,
  owner: ProductOwner | null = null,
  articlesListedWhole = true,
): FlowPorts {
  const view = (id: number) => ({ id, administrationId: 1, articleCode: shelf[id] });
  return {
    administrationId: 1,
    lists: { articlesListedWhole },
    products: { owner: async () => ok(owner) },
    read: async (request: { path: string; query?: object }) => {
      const id = /\/articles\/(\d+)$/.exec(request.path)?.[1];
      if (id !== undefined)
        return shelf[Number(id)] === undefined
          ? { ok: false, error: { kind: "not-found", vendor: "asperion" } }
          : ok({
              status: 200,
              headers: {},
              body: { ...view(Number(id)), longDescription: "Only a single read has it." },
            });
      const wanted = JSON.stringify(request.query);
      const found = Object.keys(shelf)
        .map(Number)
        .filter((one) => wanted.includes(`${shelf[one]}`));
      return ok({
        status: 200,
        headers: {},
        body: {
          _data: found.map(view),
          _meta: { administrationId: 1 },
          paging: { page: 1, limit: 100, items: found.length, pages: 1 },
        },
      });
    },
  } as unknown as FlowPorts;
}

const found = async (ports: FlowPorts, asperionId: number | null) => {
  const answer = await findLinked(ports, ARTICLE, "CUP", { ...NO_MEMORY, asperionId });
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.value.kind === "found"
    ? [answer.value.article?.id, answer.value.from]
    : answer.value.kind;
};

describe("it is found", () => {
  test("by the code that was named, and taken from whoever had it", async () => {
    expect(await found(shop({ 7: "CUP" }), null)).toEqual([7, null]);
    expect(
      await found(shop({ 7: "CUP" }, { id: "other", number: "CUP", gone: false }), null),
    ).toEqual([7, "other"]);
  });

  test("by its id since, also under another code and where the code is another's by now", async () => {
    expect(await found(shop({ 7: "BEAKER" }), 7)).toEqual([7, null]);
    expect(await found(shop({ 7: "BEAKER", 8: "CUP" }), 7)).toEqual([7, null]);
  });

  test("by the code again once that article is gone; without either it is missing", async () => {
    expect(await found(shop({ 8: "CUP" }), 7)).toEqual([8, null]);
    expect(await found(shop({}), 7)).toBe("link-missing");
    expect(await found(shop({}), null)).toBe("link-missing");
  });
});

test("where lists weren't seen to show whole articles, it is read by itself: a PUT sends all of it", async () => {
  for (const whole of [false, true]) {
    const answer = await findTarget(shop({ 7: "CUP" }, null, whole), ARTICLE, "CUP", {
      ...NO_MEMORY,
      asperionId: 7,
    });
    const article = answer.ok && answer.value.kind === "found" ? answer.value.article : null;
    expect(article?.id).toBe(7);
    expect(replaceProduct(article ?? inShop({}), { name: "Hat" }).body).toEqual({
      administrationId: 1,
      articleCode: "CUP",
      description: "Hat",
      ...(whole ? {} : { longDescription: "Only a single read has it." }),
    });
  }
});

test("its fields follow the ledger, its code stays", () => {
  const plan = planProduct({
    product: article({ name: "Hat" }),
    presence: "there",
    context: CONTEXT,
    settings: settings(),
    memory: NO_MEMORY,
    target: inShop({ sku: "CUP", name: "Of the shop" }),
    isLinked: true,
  });
  expect([codes(plan), written(plan)]).toEqual([
    ["product-updated"],
    expect.objectContaining({ name: "Hat" }),
  ]);
  expect(written(plan)).not.toHaveProperty("sku");
  expect(
    written(
      planProduct({
        product: article({ name: "Hat" }),
        presence: "there",
        context: CONTEXT,
        settings: settings(),
        memory: NO_MEMORY,
        target: inShop({ sku: "CUP" }),
      }),
    ),
  ).toHaveProperty("sku", "CAP");
});

describe("the code of an article that another product still has", () => {
  const wanted = async (owner: ProductOwner | null) => {
    const ports = shop({ 7: "PEAR", 8: "APPLE" }, owner);
    const answer = await findTarget(ports, ARTICLE, "APPLE", { ...NO_MEMORY, asperionId: 7 });
    return answer.ok ? answer.value : answer.error;
  };
  const other = { id: "other", gone: false };

  test("is crossed with its own where the two swapped numbers: both are named", async () =>
    expect(await wanted({ ...other, number: "PEAR" })).toEqual({
      kind: "codes-crossed",
      other: "PEAR",
    }));
  test("is taken where it isn't so", async () => {
    const taken = { kind: "code-taken", by: 8 };
    expect(await wanted({ ...other, number: "PLUM" })).toEqual(taken);
    expect(await wanted({ ...other, number: "PEAR", gone: true })).toEqual(taken);
    expect(await wanted(null)).toEqual(taken);
  });
  test("is taken as well where the shop has its own article no more", async () => {
    const gone = async (owner: ProductOwner | null) => {
      const memory = { ...NO_MEMORY, asperionId: 7 };
      const answer = await findTarget(shop({ 8: "APPLE" }, owner), ARTICLE, "APPLE", memory);
      return answer.ok ? answer.value : answer.error;
    };
    expect(await gone({ ...other, number: "PEAR" })).toEqual({ kind: "code-taken", by: 8 });
    expect(await gone({ ...other, number: "APPLE" })).toMatchObject({ from: "other" });
    expect(await gone(null)).toMatchObject({ kind: "found", article: { id: 8 }, from: null });
  });
});
