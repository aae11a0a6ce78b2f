import { expect, test } from "vitest";
import { filterFaults, lineOf, widened } from "../../src/settings/orders/filter-lines.ts";
import { defaultSettings, settingsSchema } from "../../src/settings/schema.ts";

type Orders = Parameters<typeof widened>[0];
const orders = (fields: Partial<Orders>): Orders => ({
  ...settingsSchema.parse({ orders: { enabled: true, startLine: "2026-11-01T00:00:00Z" } }).orders,
  ...fields,
});
const paths = (before: Orders, now: Orders): readonly string[] =>
  filterFaults(before, now).map(({ path }) => path.slice("orders.filterLines.".length));

const FROM = "2026-11-25T00:00:00Z";

test("a status that is let in asks for its line; one that is taken out asks for nothing", () => {
  const before = orders({ statuses: [2, 4] });
  expect(paths(before, orders({ statuses: [1, 2, 5] }))).toEqual(["statuses.1", "statuses.5"]);
  expect(paths(before, orders({ statuses: [2] }))).toEqual([]);
  expect(
    paths(
      before,
      orders({ statuses: [1, 2], filterLines: { statuses: { "1": FROM }, paymentStatuses: {} } }),
    ),
  ).toEqual([]);
});

test("no payment status chosen lets all in", () => {
  expect(paths(orders({ paymentStatuses: ["Paid"] }), orders({ paymentStatuses: [] }))).toEqual([
    "paymentStatuses.Open",
    "paymentStatuses.PartlyPaid",
    "paymentStatuses.Refunded",
  ]);
  expect(paths(orders({ paymentStatuses: [] }), orders({ paymentStatuses: ["Paid"] }))).toEqual([]);
});

test("a line of an earlier time doesn't count for a status that was taken out and comes back", () => {
  const filterLines = { statuses: { "4": "2026-11-10T00:00:00Z" }, paymentStatuses: {} };
  expect(
    paths(orders({ statuses: [2], filterLines }), orders({ statuses: [2, 4], filterLines })),
  ).toEqual(["statuses.4"]);
  expect(
    paths(
      orders({ statuses: [2], filterLines }),
      orders({ statuses: [2, 4], filterLines: { ...filterLines, statuses: { "4": FROM } } }),
    ),
  ).toEqual([]);
});

test("while the flow is off, or is just switched on, its own start line is enough", () => {
  const off = { ...defaultSettings().orders, statuses: [2] } as Orders;
  expect(paths(off, orders({ statuses: [1, 2, 3, 4, 5] }))).toEqual([]);
  expect(paths(orders({ statuses: [2] }), { ...off, statuses: [1, 2] })).toEqual([]);
});

test("of two lines that an order carries, the later counts, whatever zone they are written in", () => {
  const line = (statuses: object, paymentStatuses: object) =>
    lineOf(orders({ filterLines: { statuses, paymentStatuses } }), 2, "Paid");
  const [early, late] = ["2026-11-10T23:00:00+02:00", "2026-11-10T22:00:00Z"];
  expect(line({}, {})).toBeNull();
  expect(line({ "1": late }, { Open: late })).toBeNull();
  expect(line({ "2": early }, {})).toBe(early);
  expect(line({}, { Paid: late })).toBe(late);
  expect(line({ "2": early }, { Paid: late })).toBe(late);
  expect(line({ "2": late }, { Paid: early })).toBe(late);
});

test("a fault says which status was let in", () => {
  expect(
    filterFaults(orders({ statuses: [2] }), orders({ statuses: [2, 4] })).map((one) => one.message),
  ).toEqual([{ id: "settings.faults.filterWidened", args: { status: 4 } }]);
});
