/** Which rule of approval holds an order, and what an approval is of. */
import { expect, test } from "vitest";
import {
  type ApprovalFacts,
  type ApprovalSettings,
  approvedOf,
  asksApproval,
  holdingRule,
} from "../../src/settings/orders/order-types.ts";
import { settingsSchema } from "../../src/settings/schema.ts";

const NONE = settingsSchema.parse({}).orders.approval;
const rules = (more: Partial<ApprovalSettings>): ApprovalSettings => ({ ...NONE, ...more });
const facts = (more: Partial<ApprovalFacts> = {}): ApprovalFacts => ({
  gross: "100.00" as ApprovalFacts["gross"],
  currency: "SEK",
  home: "SEK",
  type: "invoice",
  isCredit: false,
  credited: null,
  country: "SE",
  day: "2026-11-10",
  liveDay: "2026-11-01",
  ...more,
});
const gross = (text: string) => ({ gross: text as ApprovalFacts["gross"] });

test("without a rule nothing waits", () => {
  expect([asksApproval(NONE), holdingRule(NONE, facts())]).toEqual([false, null]);
});

test.each([
  [{ grossFrom: "100.00" }, {}, "amount"],
  [{ grossFrom: "100.01" }, {}, null],
  // Money that goes back counts like money that comes in.
  [{ grossFrom: "100.00" }, gross("-250.00"), "amount"],
  // What can't be compared isn't let through.
  [{ grossFrom: "9000.00" }, { currency: "EUR" }, "currency"],
  [{ grossFrom: "9000.00" }, { home: null }, "currency"],
  [{ kinds: ["invoice"] }, {}, "kind"],
  [{ kinds: ["mutation"] }, {}, null],
  // So does what an edit credits, whatever is left of the order.
  [{ grossFrom: "250.00" }, { credited: "250.00" }, "amount"],
  [{ grossFrom: "250.01" }, { credited: "250.00" }, null],
  [{ credits: true }, { credited: "0.01" }, "credit"],
  [{ credits: true }, {}, null],
  [{ credits: true }, { liveDay: null }, null],
  [{ credits: true }, { isCredit: true }, "credit"],
  [{ countries: ["NO", "SE"] }, {}, "country"],
  [{ countries: ["NO"] }, {}, null],
  [{ firstDays: 10 }, {}, "first-days"],
  [{ firstDays: 9 }, {}, null],
  // Of before the flow was on, and while it isn't yet.
  [{ firstDays: 1 }, { day: "2026-10-01" }, "first-days"],
  [{ firstDays: 1 }, { liveDay: null }, "first-days"],
] as const)("rules %j and an order with %j: %s", (set, order, rule) => {
  const asked = rules(set as Partial<ApprovalSettings>);
  expect([asksApproval(asked), holdingRule(asked, facts(order))]).toEqual([true, rule]);
});

test("an approval is of amount, currency, country and sign, and of the kind where kinds are asked for", () => {
  const of = (set: Partial<ApprovalSettings>, order: Partial<ApprovalFacts>): string =>
    approvedOf(rules(set), facts(order));
  const before = of({}, {});
  const changes: readonly Partial<ApprovalFacts>[] = [
    gross("100.01"),
    { currency: "EUR" },
    { country: "NO" },
    { isCredit: true },
  ];
  for (const change of changes) expect(of({}, change), JSON.stringify(change)).not.toBe(before);
  // Another day, and what a rule doesn't look at.
  expect(of({}, { day: "2026-12-01", liveDay: null, type: "mutation" })).toBe(before);
  expect(of({ kinds: ["invoice"] }, { type: "mutation" })).not.toBe(of({ kinds: ["invoice"] }, {}));
});

test.each([
  [{ grossFrom: "1.00" }, []],
  [{ grossFrom: "123456789.05" }, []],
  [{ grossFrom: "1234567890.00" }, ["grossFrom"]],
  [{ grossFrom: "1.0" }, ["grossFrom"]],
  [{ grossFrom: "1.000" }, ["grossFrom"]],
  [{ grossFrom: "-1.00" }, ["grossFrom"]],
  [{ firstDays: 0 }, ["firstDays"]],
  [{ firstDays: 1 }, []],
  [{ firstDays: 90 }, []],
  [{ firstDays: 91 }, ["firstDays"]],
  [{ countries: ["SE", "NO"] }, []],
  [{ countries: ["se"] }, ["countries.0"]],
  [{ countries: ["SEK"] }, ["countries.0"]],
  [{ countries: ["1SE"] }, ["countries.0"]],
  [{ countries: Array.from({ length: 51 }, () => "SE") }, ["countries"]],
])("settings of approval with %j are refused at %j", (approval, paths) => {
  const { error } = settingsSchema.safeParse({ orders: { approval } });
  expect((error?.issues ?? []).map(({ path }) => path.join("."))).toEqual(
    paths.map((path) => `orders.approval.${path}`),
  );
});
