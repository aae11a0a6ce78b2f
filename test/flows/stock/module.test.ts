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

/** `known`: what is cached of the company's modules; `now`: what the ledger says. */
async function ran(known: readonly string[], now: readonly string[]) {
  const asked: string[] = [];
  const saved: unknown[] = [];
  const ports: Partial<FlowPorts> = {
    settings: SETTINGS,
    companyId: company.companyId,
    lookups: { company: { ...company, modules: known } } as unknown as FlowPorts["lookups"],
    lookUp: async ({ path }) => {
      asked.push(path);
      return ok({
        status: 200,
        isJson: true,
        headers: {},
        body: {
          Name: "Shop AB",
          CountryCode: "SE",
          CurrencyCode: "SEK",
          ShowPricesExclVatPC: false,
          ActivatedModules: now,
        },
      });
    },
    saveLookups: (patch) => void saved.push(patch.company?.modules),
    now: () => Date.parse("2026-11-24T12:00:00Z"),
    // Where the run goes on, it reads what is open first.
    orderStates: async () => {
      asked.push("open orders");
      return { ok: false, error: { kind: "not-found", vendor: "asperion", what: "the end" } };
    },
  };
  const ended = await runStock(ports as FlowPorts);
  return { ended: ended.ok ? ended.value : null, asked, saved };
}

test("without the stock module a figure is what somebody typed: held, and nothing is read", async () => {
  const { ended, asked } = await ran(WITHOUT, WITHOUT);
  expect(ended).toMatchObject({ outcome: "held", reasons: [{ code: "stock-no-module" }] });
  expect(asked).toEqual(["/companysettings"]);
});

test("a module that was bought since is seen by the next run, and remembered", async () => {
  const { asked, saved } = await ran(WITHOUT, WITH);
  expect(asked).toEqual(["/companysettings", "open orders"]);
  expect(saved).toEqual([WITH]);
});

test("with the module, and where the modules aren't told, nobody is asked", async () => {
  expect((await ran(WITH, WITHOUT)).asked).toEqual(["open orders"]);
  expect((await ran([], WITHOUT)).asked).toEqual(["open orders"]);
});
