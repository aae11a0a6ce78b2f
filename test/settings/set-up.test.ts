/**
 * What the set-up keeps: of which flows the questions were answered, what they wait for, and what
 * going live would refuse.
 */
import { expect, test } from "vitest";
import type { NameLists } from "../../src/domain/ledger/names.ts";
import { propose } from "../../src/settings/lookups/proposals.ts";
import {
  allAnswered,
  answeredFlows,
  liveFaults,
  openFlows,
  switchedOn,
  unreadLists,
  withFlows,
} from "../../src/settings/set-up.ts";
import { defaultSettings, settingsSchema } from "../../src/settings/schema.ts";

const list = (fault: "no-access" | null = null) => ({
  entries: [],
  readAt: fault === null ? 1 : null,
  fault,
});

test("an answer of before flows were told apart holds for all that were chosen then, and for none that comes later", () => {
  const settings = settingsSchema.parse({ setup: { flows: ["orders"], answered: true } });
  expect(openFlows(settings)).toEqual([]);
  const more = { ...settings, setup: withFlows(settings.setup, ["orders", "products"]) };
  expect([answeredFlows(more.setup), openFlows(more)]).toEqual([["orders"], ["products"]]);
});

test("answered without any flow is answered for none of those that are chosen later", () => {
  const settings = settingsSchema.parse({ setup: { flows: [], answered: true } });
  expect(openFlows({ ...settings, setup: withFlows(settings.setup, ["orders"]) })).toEqual([
    "orders",
  ]);
});

test("a flow that is left out for a while keeps its answers", () => {
  const answered = allAnswered(
    settingsSchema.parse({ setup: { flows: ["orders", "products"] } }).setup,
  );
  const back = withFlows(withFlows(answered, ["orders"]), ["orders", "products"]);
  expect([back.answered, openFlows({ ...defaultSettings(), setup: back })]).toEqual([true, []]);
});

test("proposals are made for flows that nobody has answered, and for no other", () => {
  const names: NameLists = {
    "asperion.deliveryMethods": { ...list(), entries: [{ id: "X", name: "DHL", note: null }] },
    "eaccounting.deliveryMethods": { ...list(), entries: [{ id: "q", name: "dhl", note: null }] },
    "asperion.vatCodes": { ...list(), entries: [{ id: "H", name: "High", note: "25 %" }] },
  };
  const tables = (flows: Parameters<typeof propose>[2]) => {
    const { lookups, products, orders } = propose(
      defaultSettings(),
      { names, salesOrders: false },
      flows,
    );
    return [lookups.deliveryMethod.table, products.vatCode.table, orders.type];
  };
  expect(tables(["orders"])).toEqual([{ X: "q" }, {}, "draft-invoice"]);
  expect(tables(["products", "stock"])).toEqual([{}, { "25": "H" }, "sales-order"]);
  expect(tables([])).toEqual([{}, {}, "sales-order"]);
});

test("questions wait for the lists that they need: one that can't be read is waited for no longer", () => {
  expect(unreadLists(["products"], {})).toEqual(["asperion.vatCodes"]);
  expect(unreadLists(["products"], { "asperion.vatCodes": list("no-access") })).toEqual([]);
  expect(unreadLists(["orders"], { "asperion.paymentConditions": list() })).toHaveLength(5);
  expect(unreadLists(["customers", "stock"], {})).toEqual([]);
});

test("what going live would refuse is known before, by its path", () => {
  const settings = settingsSchema.parse({ orders: { startLine: "2026-11-01T00:00:00Z" } });
  const paths = (input: object, flows: Parameters<typeof liveFaults>[1]) =>
    liveFaults(input, flows).map(({ path }) => path);
  expect(paths(settings, ["orders", "stock"])).toEqual(["stock.correctionDebtor"]);
  expect(
    paths({ ...settings, stock: { ...settings.stock, correctionDebtor: 5 } }, ["orders", "stock"]),
  ).toEqual([]);
  expect(paths(settings, ["stock"])).toContain("stock.enabled");
  expect(paths(defaultSettings(), ["orders"])).toEqual(["orders.startLine"]);
  expect(settingsSchema.parse(switchedOn(settings, ["orders"])).orders).toMatchObject({
    enabled: true,
    startLine: "2026-11-01T00:00:00Z",
  });
});
