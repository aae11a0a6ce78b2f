/**
 * A person's resync reads the article in the ledger by its id, and works with what it reads:
 * renamed, deleted. Jobs of a pass work with what the pass read, and read nothing.
 */
import { expect, test } from "vitest";
import { fingerprint } from "../../../src/domain/platform/fingerprint.ts";
import { NO_MEMORY, type ProductMemory } from "../../../src/domain/goods/product.ts";
import { NOTHING_LEARNT } from "../../../src/domain/ledger/ledger.ts";
import { err, ok } from "../../../src/domain/result.ts";
import type { FlowPorts } from "../../../src/flows/port.ts";
import type { ProductOwner, ProductPatch } from "../../../src/flows/products/port.ts";
import { previewProduct } from "../../../src/flows/products/preview.ts";
import { pushProduct } from "../../../src/flows/products/push.ts";
import { settingsSchema } from "../../../src/settings/schema.ts";
import { company } from "../orders/kit.ts";
import { ARTICLE, article, CODING, CONTEXT } from "./kit.ts";

const ASKED = ["resync", "retry-by-person"];
const KEY = `product:${ARTICLE}`;

type Body = Readonly<Record<string, unknown>>;
const answered = (body: Body) => ok({ status: 200, body, isJson: true, headers: {} });

const IN_SHOP: Body = {
  id: 7,
  administrationId: 1,
  articleCode: "CAP",
  description: "Cap",
  vatCode: "H",
};

/** The article as the ledger answers it by its id; `null`: it was deleted there. */
const inLedger = (over: Body = {}): Body => ({
  Id: ARTICLE,
  Number: "CAP",
  Name: "Cap",
  NetPrice: 100,
  GrossPrice: 125,
  CodingId: CODING,
  UnitName: "pcs",
  IsActive: true,
  IsServiceArticle: false,
  ...over,
});

class World {
  reads = 0;
  inShop = IN_SHOP;
  /** What another run has done by the time that the lock is free. */
  meanwhile: () => void = () => undefined;
  readonly sent: Body[] = [];
  readonly saved: ProductPatch[] = [];
  readonly planned: Body[] = [];

  constructor(
    readonly ledger: Body | null,
    public memory: ProductMemory = { ...NO_MEMORY, asperionId: 7, sku: "CAP" },
    readonly products: Body = {},
    public owner: ProductOwner | null = null,
  ) {}

  ports(eventTypes: readonly string[]): FlowPorts {
    const row = () => ({ product: article(), memory: this.memory, pushedGroup: null });
    return {
      key: KEY,
      eventTypes,
      administrationId: 1,
      journal: [],
      memory: {},
      now: () => 0,
      settings: settingsSchema.parse({
        products: { enabled: true, vatCode: { table: { "25": "H" } }, ...this.products },
      }),
      lists: {
        company,
        codings: CONTEXT.codings,
        systemArticles: {},
        learnt: NOTHING_LEARNT,
        articlesListedWhole: true,
      },
      products: {
        known: async () => ok({ row: row(), parent: null, members: 0, made: false, linked: null }),
        owner: async () => ok(this.owner),
        save: (patch: ProductPatch) => void this.saved.push(patch),
      },
      lookUp: async () => {
        this.reads += 1;
        return this.ledger === null
          ? err({ kind: "not-found", vendor: "eaccounting" })
          : answered(this.ledger);
      },
      read: async () =>
        answered({
          _data: [this.inShop],
          _meta: { administrationId: 1, nextPage: null },
          paging: { page: 1, limit: 100, items: 1, pages: 1 },
        }),
      write: async (_intent: unknown, { body }: { readonly body: Body }) => {
        this.sent.push(body);
        return ok({
          opId: 1,
          attempt: 1,
          answer: { status: 200, body: { ...this.inShop, ...body } },
        });
      },
      lockParty: async () => {
        this.meanwhile();
        return ok({ link: null, journal: [] });
      },
      settle: () => undefined,
      saveLists: () => undefined,
      note: (_what: string, _title: string, detail: Body) => void this.planned.push(detail),
    } as unknown as FlowPorts;
  }

  async run(eventTypes: readonly string[] = ASKED) {
    const ended = await pushProduct(this.ports(eventTypes), ARTICLE);
    if (!ended.ok) throw new Error(JSON.stringify(ended.error));
    return { ...ended.value, codes: ended.value.reasons.map(({ code }) => code) };
  }

  /** What the sheet says before it is confirmed. */
  async sheet() {
    const preview = await previewProduct(this.ports(ASKED), KEY);
    if (!preview.ok) throw new Error(JSON.stringify(preview.error));
    const { rows, left } = preview.value;
    return {
      changes: rows.flatMap((one) => one.changes),
      left: left.map((one) => one.reason.code),
    };
  }
}

test("an article that was renamed in the ledger is written as it is there, and the sheet shows it", async () => {
  const world = new World(inLedger({ Name: "Cap XL" }));
  expect((await world.sheet()).changes).toContainEqual({
    field: "name",
    from: "Cap",
    to: "Cap XL",
  });
  expect((await world.run()).outcome).toBe("updated");
  expect(world.sent).toMatchObject([{ description: "Cap XL" }]);
  // It is the article as it was read, for the page and for later runs.
  expect(world.planned[0]).toMatchObject({ product: { name: "Cap XL" } });
  expect(world.saved.at(-1)).toMatchObject({ product: { name: "Cap XL" }, gone: false });
});

test("a name that somebody changed in the shop stays, whatever the ledger's is by now", async () => {
  const known = { pushed: "other", stored: "other", tried: [] };
  const memory = { ...NO_MEMORY, asperionId: 7, sku: "CAP", fields: { name: known } };
  const world = new World(inLedger({ Name: "Cap XL" }), memory);
  expect((await world.run()).codes).toContain("product-field-kept");
  expect(world.sent.filter((body) => body["description"] === "Cap XL")).toEqual([]);
});

test("an article that was deleted in the ledger is told to be gone, and is deactivated in the shop", async () => {
  const world = new World(null);
  const shown = await world.sheet();
  expect(shown.left).toEqual(["product-not-in-ledger"]);
  expect(shown.changes).toEqual([{ field: "active", from: "true", to: "false" }]);
  expect((await world.run()).codes).toEqual(["product-deactivated", "product-not-in-ledger"]);
  expect(world.saved.at(-1)).toMatchObject({ settledState: "gone", gone: true });
});

test("where the shop's state isn't ours to change, a deleted article is only told to be gone", async () => {
  const world = new World(null, undefined, { createOnly: true });
  expect(await world.sheet()).toEqual({ changes: [], left: ["product-not-in-ledger"] });
  const ran = await world.run();
  expect([ran.outcome, ran.codes]).toEqual(["skipped", ["product-not-in-ledger"]]);
  expect(world.sent).toEqual([]);
});

test("one that never was in the shop is told to be gone too, with its plan for the page", async () => {
  const world = new World(null, NO_MEMORY);
  expect(await world.sheet()).toEqual({ changes: [], left: ["product-not-in-ledger"] });
  expect((await world.run()).codes).toEqual(["product-not-in-ledger"]);
  expect(world.planned).toMatchObject([{ plan: { do: "leave-out" } }]);
});

test("a job of a pass reads nothing more of the ledger", async () => {
  const world = new World(null);
  expect((await world.run(["changed"])).codes).not.toContain("product-not-in-ledger");
  expect(world.reads).toBe(0);
});

test("an article made anew under the number of one that we switched off is switched on again", async () => {
  const mark = fingerprint("false");
  const active = { pushed: mark, stored: mark, tried: [] };
  const before = { id: "other", number: "CAP", gone: true, fields: { active } };
  const world = new World(inLedger(), NO_MEMORY, {}, before);
  world.inShop = { ...IN_SHOP, active: false };
  expect((await world.run()).codes).not.toContain("product-field-kept");
  expect(world.sent).toMatchObject([{ active: true }]);
});

test("one that is gone leaves the shop's article alone where another has taken it over meanwhile", async () => {
  const world = new World(null);
  world.meanwhile = () => void (world.memory = NO_MEMORY);
  expect(await world.run(["unmet"])).toMatchObject({
    outcome: "skipped",
    codes: ["product-not-in-ledger"],
  });
  expect(world.sent).toEqual([]);
});

test("one made anew looks at the article that it takes over once whoever had it is done with it", async () => {
  const mark = fingerprint("false");
  const active = { pushed: mark, stored: mark, tried: [] };
  const before = { id: "other", number: "CAP", gone: false };
  const world = new World(inLedger(), NO_MEMORY, {}, { ...before, fields: {} });
  world.meanwhile = () => {
    world.inShop = { ...IN_SHOP, active: false };
    world.owner = { ...before, gone: true, fields: { active } };
  };
  expect((await world.run()).codes).not.toContain("product-field-kept");
  expect(world.sent).toMatchObject([{ active: true }]);
});
