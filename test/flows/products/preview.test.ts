/** What a preview of a run of articles says: each article once, with the reads that it may cost. */
import { expect, test } from "vitest";
import { NOTHING_LEARNT } from "../../../src/domain/ledger/ledger.ts";
import { type LedgerProduct, NO_MEMORY } from "../../../src/domain/goods/product.ts";
import { ok } from "../../../src/domain/result.ts";
import type { Compared, ProductOwner } from "../../../src/flows/products/port.ts";
import { previewProducts } from "../../../src/flows/products/preview.ts";
import type { FlowPorts } from "../../../src/flows/port.ts";
import { settingsSchema } from "../../../src/settings/schema.ts";
import { CODING, CONTEXT } from "./kit.ts";
import { guid } from "../../support/guid.ts";

const never = (): never => {
  throw new Error("a preview doesn't ask for this");
};

type World = {
  readonly articles: number;
  readonly labels?: readonly string[];
  readonly change?: (n: number) => Partial<Record<string, unknown>>;
  readonly stands?: (product: LedgerProduct) => Compared["stands"];
  readonly products?: object;
  /** The shop's code that a person linked each to. */
  readonly linked?: string;
  /** What the shop has; nothing, if left out. */
  readonly there?: {
    readonly vatCode?: string;
    readonly id: number;
    readonly articleCode: string;
    readonly active?: boolean;
  };
  /** The shop has each through us, as this article. */
  readonly ours?: number;
  /** Whose the shop's article is known to be. */
  readonly owner?: ProductOwner;
};

/** The ledger's articles are numbered P-001 and on; the shop has none, unless it is said. */
async function previewOf(world: World) {
  const { articles, labels = [], change, stands, products, linked = null, there, ours } = world;
  const { owner = null } = world;
  let shopReads = 0;
  const data = Array.from({ length: articles }, (_, index) => ({
    Id: guid(index + 1),
    Number: `P-${String(index + 1).padStart(3, "0")}`,
    Name: `Article ${index + 1}`,
    NetPrice: 100,
    GrossPrice: 125,
    CodingId: CODING,
    IsActive: true,
    IsServiceArticle: false,
    ChangedUtc: "2026-11-01T00:00:00Z",
    ArticleLabels: labels.map((Name) => ({ Name })),
    ...change?.(index + 1),
  }));
  const ports = {
    settings: settingsSchema.parse({
      products: { enabled: true, vatCode: { table: { "25": "H" } }, ...products },
    }),
    eventTypes: [],
    administrationId: 7,
    memory: {},
    lists: { company: { currency: "SEK" }, ...CONTEXT, learnt: NOTHING_LEARNT },
    now: () => 0,
    write: never,
    readPage: async () =>
      ok({
        status: 200,
        body: {
          Meta: {
            CurrentPage: 1,
            TotalNumberOfPages: 1,
            TotalNumberOfResults: data.length,
            PageSize: 1_000,
            ServerTimeUtc: "2026-11-02T00:00:00Z",
          },
          Data: data,
        },
        isJson: true,
        headers: {},
      }),
    read: async ({ path, query }: { readonly path: string; readonly query?: object }) => {
      shopReads += 1;
      const asked = there !== undefined && JSON.stringify(query).includes(there.articleCode);
      return ok({
        status: 200,
        body: path.endsWith(`/articles/${there?.id}`)
          ? { ...there, administrationId: 7 }
          : {
              _data: asked ? [{ ...there, administrationId: 7 }] : [],
              _meta: { administrationId: 7, nextPage: null },
              paging: { page: 1, limit: 100, items: asked ? 1 : 0, pages: 1 },
            },
        isJson: true,
        headers: {},
      });
    },
    lockParty: async () => ok({ link: null, journal: [] }),
    products: {
      compare: async (items: readonly { product: LedgerProduct; goes: boolean }[]) =>
        ok(
          items.map(({ product, goes }) => ({
            id: product.id,
            row: ours === undefined ? null : { memory: { ...NO_MEMORY, asperionId: ours } },
            made: false,
            linked,
            stands: stands?.(product) ?? (goes ? "differs" : "left"),
          })),
        ),
      known: async () => ok({ row: null, parent: null, members: 0, made: false }),
      owner: async () => ok(owner),
      stage: never,
      open: never,
      unmet: never,
      save: never,
    },
  } as unknown as FlowPorts;
  const preview = await previewProducts(ports);
  if (!preview.ok) throw new Error(JSON.stringify(preview.error));
  return { preview: preview.value, shopReads };
}

test("each article is counted once: made, as it should be, left out, or for a person", async () => {
  const { preview } = await previewOf({
    articles: 4,
    change: (n) =>
      n === 2
        ? { IsActive: false }
        : n === 4
          ? { CodingId: "99999999-9999-4999-8999-999999999999" }
          : {},
    stands: ({ number, active }) => (number === "P-003" ? "settled" : active ? "differs" : "left"),
  });
  const { create, update, same, unlooked, read, total } = preview;
  expect({ create, update, same, unlooked, read, total }).toEqual({
    create: 1,
    update: 0,
    same: 1,
    unlooked: 0,
    read: 4,
    total: 4,
  });
  expect(preview.rows.map(({ code, does }) => [code, does])).toEqual([["P-001", "create"]]);
  expect(preview.left.map(({ reason, first }) => [reason.code, first])).toEqual([
    ["product-inactive", ["P-002"]],
  ]);
  expect(preview.held.map(({ first }) => first)).toEqual([["P-004"]]);
});

test("the shop is asked for forty articles, and the others are said not to have been looked up", async () => {
  const { preview, shopReads } = await previewOf({ articles: 100 });
  expect([shopReads, preview.create, preview.unlooked]).toEqual([40, 40, 60]);
});

test("a filter that excludes what the shop has counts what it deactivates, or updates no more", async () => {
  const filtered = (whenFilteredOut: string, active = true) =>
    previewOf({
      articles: 1,
      labels: ["Web"],
      stands: () => "differs",
      there: { id: 41, articleCode: "P-001", active },
      ours: 41,
      products: { filter: { labels: ["Webb"] }, whenFilteredOut },
    });
  const counted = async (whenFilteredOut: string, active?: boolean) => {
    const { preview } = await filtered(whenFilteredOut, active);
    const { update, deactivate, ends, left } = preview;
    return [update, deactivate, ends, left.map(({ reason }) => reason.code)];
  };
  expect(await counted("deactivate")).toEqual([1, 1, undefined, []]);
  expect(await counted("leave")).toEqual([0, undefined, 1, ["product-filtered"]]);
  expect(await counted("leave", false)).toEqual([0, undefined, undefined, ["product-filtered"]]);
});

test("an article that is written and still needs somebody counts as both", async () => {
  const there = { id: 41, articleCode: "P-001", active: true, vatCode: "L" };
  const { preview } = await previewOf({ articles: 1, there, ours: 41 });
  const { update, held } = preview;
  expect([update, held.map(({ reason, first }) => [reason.code, first])]).toEqual([
    1,
    [["product-vat-code-differs", ["P-001"]]],
  ]);
});

test("variants bring their parent along, once", async () => {
  const { preview } = await previewOf({
    articles: 3,
    labels: ["Group: CAP"],
    change: (n) => ({
      ArticleLabels: [{ Name: "Group: CAP" }, { Name: `Size: ${"SML"[n - 1]}` }],
    }),
    products: { variants: { by: "label", label: "Group", attributes: ["Size"] } },
  });
  expect(preview.rows.map(({ code, does }) => `${code} ${does}`)).toEqual([
    "CAP create",
    "P-001 create",
    "P-002 create",
    "P-003 create",
  ]);
});

test("without VAT codes the whole run would write nothing, and nothing is read for it", async () => {
  const { preview, shopReads } = await previewOf({
    articles: 3,
    products: { vatCode: { table: {} } },
  });
  expect(preview.stopped.map(({ code }) => code)).toEqual(["product-tax-not-mapped"]);
  expect([shopReads, preview.read]).toEqual([0, 0]);
});

test("the mark is the same for the same plan, and another one for another price", async () => {
  const mark = async (NetPrice: number) =>
    (await previewOf({ articles: 1, change: () => ({ NetPrice }) })).preview.mark;
  expect(await mark(100)).toBe(await mark(100));
  expect(await mark(100)).not.toBe(await mark(80));
});

test("what a link writes to an article of another code is told of that article, by its code and name", async () => {
  const there = { id: 5, articleCode: "LAMP", description: "Desk lamp", vatCode: "H" };
  const { preview } = await previewOf({ articles: 1, linked: "LAMP", there });
  expect(preview.rows).toMatchObject([{ code: "LAMP", name: "Desk lamp", does: "update" }]);
  expect(preview.rows[0]?.changes).toContainEqual({
    field: "name",
    from: "Desk lamp",
    to: "Article 1",
  });
  const made = await previewOf({ articles: 1 });
  expect(made.preview.rows).toMatchObject([{ code: "P-001", name: "Article 1", does: "create" }]);
});

test("a code is another article's as long as that one has its number only by what was read before", async () => {
  const there = { id: 5, articleCode: "P-001", vatCode: "H" };
  const owner = { number: "P-001", gone: false };
  const of = async (id: string) =>
    (await previewOf({ articles: 2, there, owner: { id, ...owner } })).preview;
  const left = await of(guid(2));
  expect(left.rows.map(({ code, does }) => [code, does])).toEqual([["P-002", "create"]]);
  expect(left.held).toMatchObject([{ reason: { code: "product-code-taken" }, first: ["P-001"] }]);
  expect((await of(guid(9))).rows).toMatchObject([{ code: "P-001", does: "update" }, {}]);
});
