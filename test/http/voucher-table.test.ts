/** A voucher on the page of its order's timeline. */
import "../support/load-messages.ts";
import { jsx } from "hono/jsx";
import { expect, test } from "vitest";
import { PLAN_VERSION } from "../../src/flows/orders/shared/plan-input.ts";
import { planVoucher } from "../../src/flows/orders/documents/vouchers/plan-voucher.ts";
import { OrderTable } from "../../src/http/pages/orders/documents/order-table.tsx";
import { VoucherTable } from "../../src/http/pages/orders/documents/voucher-table.tsx";
import { PlanTable } from "../../src/http/pages/orders/documents/plan-table.tsx";
import { LanguageContext } from "../../src/http/pages/frame/use-messages.ts";
import { planView } from "../../src/http/usecases/dry-runs/plan-note.ts";
import { planOrder } from "../../src/flows/orders/preparation/plan.ts";
import { voucherPlanView } from "../../src/http/usecases/vouchers/voucher-view.ts";
import { input as orderInput, order } from "../flows/orders/kit.ts";
import { voucherInput } from "../flows/orders/vouchers/kit.ts";

const input = voucherInput(order([{ price: "125.00" }, { kind: "shipping", price: "0.49" }]));

test("each row is shown with its account, its side, and which look-up chose it; both sides' sums stand below", () => {
  const told = voucherPlanView(JSON.parse(JSON.stringify({ input, plan: planVoucher(input) })));
  if (told === null) throw new Error("not a voucher");
  const html = String(
    jsx(
      LanguageContext.Provider as unknown as string,
      { value: "en" },
      jsx(VoucherTable as unknown as string, { described: told }),
    ),
  );
  for (const text of [
    "3520",
    "0.39",
    "Account 3001 for revenue (line 1), from the mapping (25%).",
    "Account 1510 for receivables, from the default.",
  ])
    expect(html).toContain(text);
  expect(html.match(/125\.49/g)?.length).toBeGreaterThanOrEqual(3);
});

test("a voucher that is held, and a plan of another document, are shown otherwise", () => {
  expect([
    voucherPlanView({ input, plan: { version: PLAN_VERSION, kind: "hold", reasons: [] } }),
    voucherPlanView({ input: {}, plan: { kind: "write", document: {} } }),
    voucherPlanView(null),
  ]).toEqual([null, null, null]);
});

test("of an order's lines the rate and the amount of VAT have names of their own", () => {
  const html = String(
    jsx(
      LanguageContext.Provider as unknown as string,
      { value: "en" },
      jsx(OrderTable as unknown as string, { order: order([{ price: "125.00" }]) }),
    ),
  );
  const names = [...html.matchAll(/<th scope="col"[^>]*>([^<]+)</g)].map(([, name]) => name);
  expect(names).toEqual([...new Set(names)]);
  expect(names).toEqual(expect.arrayContaining(["VAT rate", "VAT amount (SEK)"]));
});

/** How many rows stand in each body of a table: `more` opens those of the body after it. */
const bodiesOf = (table: unknown, props: object): readonly (readonly [string, number])[] => {
  const html = String(
    jsx(
      LanguageContext.Provider as unknown as string,
      { value: "en" },
      jsx(table as string, props as Record<string, unknown>),
    ),
  );
  return [...html.matchAll(/<tbody(?: class="(\w+)")?>(.*?)<\/tbody>/gs)].map(
    ([, kind = "", rows = ""]) => [
      kind === "more" ? (/<details><summary>([^<]+)/.exec(rows)?.[1] ?? "") : kind,
      rows.split("<tr").length - 1,
    ],
  );
};

test("of an order's 300 lines 20 are seen, as the shop has them and as they are sent, and all may be", () => {
  const lines = Array.from({ length: 300 }, () => ({ price: "10.00" }));
  const all = [
    ["", 20],
    ["280 more of 300 rows", 1],
    ["rest", 280],
  ];
  const long = order(lines);
  expect(bodiesOf(OrderTable, { order: long })).toEqual(all);
  const given = orderInput(long, {});
  const described = planView(JSON.parse(JSON.stringify({ input: given, plan: planOrder(given) })));
  expect(bodiesOf(PlanTable, { described })).toEqual([
    ["", 20],
    [expect.stringMatching(/^28\d more of 30\d rows$/), 1],
    ["rest", expect.toSatisfy((rows: number) => rows >= 280)],
  ]);
  expect(bodiesOf(OrderTable, { order: order(lines.slice(0, 30)) })).toEqual([["", 30]]);
});
