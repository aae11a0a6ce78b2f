/** Stock is synced only where the ledger keeps it: by its module, article by article. */
import { expect, test } from "vitest";
import { settingsSchema } from "../../../src/settings/schema.ts";
import { ok } from "../../../src/domain/result.ts";
import type { FlowPorts } from "../../../src/flows/port.ts";
import { runStock } from "../../../src/flows/stock/run.ts";
import { company } from "../orders/kit.ts";

const SETTINGS = settingsSchema.parse({
  orders: { enabled: true, type: "invoice", startLine: "2026-01-01T00:00:00Z" },
  stock: { enabled: true, correctionDebtor: 205 },
});
const WITH = ["api_standard", "stock_standard"];
const WITHOUT = ["api_standard", "order_standard"];

/** What the ledger says of an article. */
const article = (IsStock: boolean | null, IsActive = true) => ({
  Id: `id-${IsStock}-${IsActive}`,
  Number: `A-${IsStock}-${IsActive}`,
  IsActive,
  ShowStockInformation: true,
  IsStock,
  StockBalance: 5,
});
const UNMARKED = [article(false), article(null), article(true, false)];

/** `known`: what is cached of the company's modules; `now`: what the ledger says. */
async function ran(
  known: readonly string[],
  now: readonly string[],
  articles: readonly unknown[] = UNMARKED,
) {
  const asked: string[] = [];
  const saved: unknown[] = [];
  const answer = (body: unknown) => ok({ status: 200, isJson: true, headers: {}, body });
  const ports: Partial<FlowPorts> = {
    settings: SETTINGS,
    companyId: company.companyId,
    lists: { company: { ...company, modules: known } } as unknown as FlowPorts["lists"],
    lookUp: async ({ path }) => {
      asked.push(path);
      return answer({
        Name: "Shop AB",
        CountryCode: "SE",
        CurrencyCode: "SEK",
        ShowPricesExclVatPC: false,
        ActivatedModules: now,
      });
    },
    saveLists: (patch) => void saved.push(patch.company?.modules),
    now: () => Date.parse("2026-11-24T12:00:00Z"),
    orderStates: async () => ok([]),
    linkedSales: async () => ok([]),
    drafts: async () => ok({ kinds: [], documents: [] }),
    progress: async () => ok(undefined),
    readPage: async () =>
      answer({
        Meta: { CurrentPage: 1, TotalNumberOfPages: 1, TotalNumberOfResults: articles.length },
        Data: articles,
      }),
    // Where the run goes on, it asks next how articles are linked.
    resolve: async () => {
      asked.push("links");
      return { ok: false, error: { kind: "not-found", vendor: "asperion", what: "the end" } };
    },
  };
  const ended = await runStock(ports as FlowPorts);
  return { ended: ended.ok ? ended.value : null, asked, saved };
}

test("without the stock module a figure is what somebody typed: held, and the shop isn't read", async () => {
  const { ended, asked } = await ran(WITHOUT, WITHOUT);
  expect(ended).toMatchObject({ outcome: "held", reasons: [{ code: "stock-no-module" }] });
  expect(asked).toEqual(["/companysettings"]);
});

test("a module of another name is known by the articles that eAccounting marks, and by none that there are", async () => {
  const marked = [...UNMARKED, article(true)];
  expect((await ran(WITHOUT, WITHOUT, marked)).asked).toEqual(["links"]);
  expect((await ran(WITHOUT, WITHOUT, [])).asked).toEqual(["links"]);
});

test("a module that was bought since is seen by the next run, and remembered", async () => {
  const { asked, saved } = await ran(WITHOUT, WITH);
  expect(asked).toEqual(["/companysettings", "links"]);
  expect(saved).toEqual([WITH]);
});

test("with the module, and where the modules aren't told, nobody is asked", async () => {
  expect((await ran(WITH, WITHOUT)).asked).toEqual(["links"]);
  expect((await ran([], WITHOUT)).asked).toEqual(["links"]);
});
