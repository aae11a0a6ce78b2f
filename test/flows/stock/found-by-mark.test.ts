/** How a run ends that finds both sides equal: whether it wrote says what it is called. */
import { expect, test } from "vitest";
import { reason } from "../../../src/domain/reasons/index.ts";
import { ok } from "../../../src/domain/result.ts";
import type { FlowPorts, JournalEntry } from "../../../src/flows/port.ts";
import { runStock } from "../../../src/flows/stock/run.ts";
import { settingsSchema } from "../../../src/settings/schema.ts";
import { reasonText } from "../../support/reason-text.ts";
import { company } from "../orders/kit.ts";

const SETTINGS = settingsSchema.parse({
  orders: { enabled: true, type: "invoice", startLine: "2026-01-01T00:00:00Z" },
  stock: { enabled: true, correctionDebtor: 205 },
});

/** Both sides are empty, and so equal. `states`: of the writes that this run's job made. */
type Wrote = JournalEntry["state"] | "planned-anew";

async function outcomeAfter(...states: readonly Wrote[]) {
  const ports: Partial<FlowPorts> = {
    settings: SETTINGS,
    administrationId: 1,
    eventTypes: [],
    memory: {},
    journal: states.map((of) => {
      const state = of === "planned-anew" ? "rejected" : of;
      return { state, refused: of === "rejected", kind: "stock-order.create" } as JournalEntry;
    }),
    companyId: company.companyId,
    lists: { company: { ...company, modules: ["stock_standard"] } } as never,
    now: () => Date.parse("2026-11-24T12:00:00Z"),
    note: () => undefined,
    remember: () => undefined,
    orderStates: async () => ok([]),
    linkedSales: async () => ok([]),
    drafts: async () => ok({ kinds: [], documents: [] }),
    progress: async () => ok(undefined),
    resolve: async () => ok({ link: null, articles: {}, linked: {} }),
    readPage: async ({ vendor }) =>
      ok({
        status: 200,
        isJson: true,
        headers: {},
        body:
          vendor === "eaccounting"
            ? {
                Meta: { CurrentPage: 1, TotalNumberOfPages: 1, TotalNumberOfResults: 0 },
                Data: [],
              }
            : {
                _data: [],
                _meta: { administrationId: 1, page: 1, hasNextPage: false, nextPage: null },
              },
      }),
  };
  const ended = await runStock(ports as FlowPorts);
  return ended.ok ? [ended.value.outcome, ended.value.reasons.map(({ code }) => code)] : ended;
}

test("a run that finds both sides equal changed nothing", async () => {
  expect(await outcomeAfter()).toEqual(["skipped", ["stock-equal"]]);
  expect(await outcomeAfter("rejected")).toEqual(["skipped", ["stock-equal"]]);
});

test("equal by its own write, whose answer was lost and which was found by its mark: updated", async () => {
  expect(await outcomeAfter("done")).toEqual(["updated", ["stock-equal"]]);
  expect(await outcomeAfter("rejected", "compared")).toEqual(["updated", ["stock-equal"]]);
});

test("what it says holds of either: it doesn't say that nothing was written", () =>
  expect(reasonText(reason("stock-equal", { articles: 8 }), "en").text).toBe(
    "The stock levels of all 8 compared articles are right in Asperion.",
  ));

test("equal by a field's write whose answer was lost and that was planned anew: updated", async () => {
  expect(await outcomeAfter("planned-anew")).toEqual(["updated", ["stock-equal"]]);
});
