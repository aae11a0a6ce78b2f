/** What the page of a payout offers for a line that names no order. */
import { expect, test } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import type { PayoutView } from "../../src/sync/contract/payouts.ts";
import { NO_SUMS } from "../../src/flows/payouts/sums.ts";
import { shop } from "./payout-stage.ts";

test("an order of the same amount is suggested beside the line, and never filled in", async () => {
  const unmatched: PayoutView["unmatched"] = [
    {
      id: "l4",
      at: 4,
      day: "2026-03-02",
      kind: "sale",
      reference: "4711",
      gross: "122.50",
      why: "none",
      suggestions: [{ key: "order:7", label: "1007", day: "2026-03-01" }],
    },
  ];
  const { user, at, asked } = await shop("203.0.113.239", { unmatched });
  const { text } = await user.go(at);
  expect(text).toContain("Same amount: 1007");
  expect(text).toMatch(/name="order"[^>]* value=""/);
  expect(text).not.toContain('value="1007"');
  const csrf = await user.csrf(at);
  expect((await user.post(`${at}/match`, { csrf, line: "l4", order: "1007" })).status).toBe(303);
  expect(asked("payouts.choose")).toEqual([["p1", "l4", "1007"]]);
});

test("a chosen order that another payout names is told before the approval", async () => {
  const beyond: PayoutView["beyond"] = [
    { at: 4, key: "order:7", order: "1007", what: "named", amount: "122.50", payout: "po_2" },
  ];
  const { user, at } = await shop("203.0.113.228", { beyond });
  const text = (await user.go(at)).text.replaceAll(/[\u2066-\u2069]/g, "");
  expect(text).toContain("Line 4: payout po_2 names order 1007 too, which was chosen here.");
  expect(text).not.toContain("Booked like this, the orders are named under Owed by providers.");
});

const UNBOOKED: PayoutView["unmatched"][number] = {
  id: "l4",
  at: 4,
  day: "2026-03-02",
  kind: "sale",
  reference: "1017",
  gross: "122.50",
  why: "unbooked",
  suggestions: [],
};

test("a line whose order isn't invoiced leads to the order, which it reads again", async () => {
  const { user, at } = await shop("203.0.113.227", {
    unmatched: [{ ...UNBOOKED, job: { id: "j17", again: true } }],
  });
  const orders = at.replace("/payouts/p1", "/orders");
  const plain = async (language: string): Promise<string> =>
    (await user.go(at, { headers: { "accept-language": language } })).text.replaceAll(
      /[\u2066-\u2069]/g,
      "",
    );
  const text = await plain("en");
  expect(text).toContain(`href="${orders}/j17"`);
  expect(text).not.toContain("?text=1017");
  expect(text).toContain(`action="${orders}/j17/resync"`);
  expect(text).toContain("Read order 1017 again");
  expect(await plain("sv")).toContain("Läs order 1017 igen");
  expect(await plain("nl")).toContain("Order 1017 opnieuw lezen");
  expect(await plain("pl")).toContain("Odczytaj ponownie zamówienie 1017");
});

test("one that waits for a person, or is unknown here, isn't read again from there", async () => {
  const held = await shop("203.0.113.226", {
    unmatched: [{ ...UNBOOKED, job: { id: "j17", again: false } }],
  });
  const ofHeld = (await held.user.go(held.at)).text;
  expect(ofHeld).toContain("/orders/j17");
  expect(ofHeld).not.toContain("/resync");
  const unknown = await shop("203.0.113.225", { unmatched: [UNBOOKED] });
  const ofUnknown = (await unknown.user.go(unknown.at)).text;
  expect(ofUnknown).toContain("/orders?text=1017");
  expect(ofUnknown).not.toContain("/resync");
});

test("a line that is more than its order has both amounts and advice that helps; a refund without a credit leads to its order", async () => {
  const line = {
    id: "l2",
    at: 2,
    day: "2026-03-02",
    reference: "1270",
    gross: "593.30",
    kind: "sale",
    why: "amount",
    worth: "586.30",
    suggestions: [],
  } as const;
  const lines = { count: 1, currency: "SEK" };
  const { user, at } = await shop("203.0.113.188", {
    unmatched: [line],
    matched: 1,
    plan: {
      kind: "held",
      reasons: [
        reason("payout-lines-unmatched", { ...lines, line: 2, amount: "593.30", above: "all" }),
        reason("payout-invoice-missing", {
          ...lines,
          line: 8,
          amount: "-100.00",
          order: "1246",
          lacks: "credit",
        }),
      ],
    },
  });
  const text = (await user.go(at)).text.replaceAll(/[\u2066-\u2069]/g, "");
  expect(text).toContain("Order 1270 comes to 586.30 SEK; the line is 7.00 SEK more");
  expect(text).toContain("line 2 is more than its order");
  expect(text).toContain("Correct the amount at the provider");
  expect(text).not.toContain("has no order");
  expect(text).toMatch(
    /Order 1246 of line 8 \(-100\.00 SEK\) was refunded, but has no credit invoice/,
  );
  expect(text).toMatch(/href="[^"]*\/orders\?text=1246">Open order 1246</);
});

test("why a line has no order stands once, with a named field; the other list leads there, and nothing is told of what there isn't", async () => {
  const line = {
    id: "l2",
    at: 2,
    day: "2026-03-02",
    reference: "2231",
    gross: "122.50",
    kind: "sale",
    why: "none",
    suggestions: [],
  } as const;
  const plan = {
    kind: "held" as const,
    reasons: [
      reason("payout-lines-unmatched", {
        count: 1,
        line: 2,
        amount: "122.50",
        currency: "SEK",
        above: null,
      }),
    ],
  };
  const { user, at, world } = await shop("203.0.113.186", {
    unmatched: [line],
    plan,
    matched: 1,
    linesOnly: true,
  });
  const rows = [{ ...line, fee: "0.00", net: "122.50", order: null, by: null }];
  world.tenants.answers["payouts.lines"] = { page: 0, pages: 1, rows };
  const { text } = await user.go(at);
  expect(text.match(/No order has this number/g)).toHaveLength(1);
  expect(text).toContain('<a href="#unmatched">Unmatched lines</a>');
  expect(text).toMatch(
    /<label for="match-l2">Order number for line 2<\/label><input id="match-l2"/,
  );
  const facts = text.slice(text.indexOf('class="facts"'), text.indexOf("</dl>"));
  expect(facts).toContain("The file states no total.");
  for (const none of ["Approved by", "Voucher"]) expect(facts).not.toContain(none);
  // What holds it is no banner around its own reason.
  expect(text).not.toMatch(/class="notice[^"]*"[^>]*><ul class="reasons">/);
});

test("a payout that pays less than an invoice says what stays open, right before its button", async () => {
  const paid = { on: "invoice", numbers: ["71"], invoiced: "125.00" } as const;
  const { user, at } = await shop("203.0.113.237", {
    plan: {
      kind: "voucher",
      date: "2026-03-03",
      rows: [],
      payments: [{ account: 1580, bank: "b", lines: 3, received: "245.00", paidBack: "0.00" }],
    },
    settled: [
      { ...paid, at: 2, key: "order:1", order: "1001", gross: "100.00", open: "5.00" },
      { ...paid, at: 3, key: "order:1", order: "1001", gross: "20.00", open: "5.00" },
      { ...paid, at: 4, key: "order:2", order: "1002", gross: "125.00", open: "0.00" },
    ],
  });
  const { text } = await user.go(at);
  const left = text.indexOf("1 order isn&#39;t paid in full: 5.00 SEK stays open.");
  expect(left).toBeGreaterThan(text.indexOf("Payments on invoices"));
  expect(text.indexOf("Approve and book")).toBeGreaterThan(left);
  expect(text.match(/<strong>5\.00 SEK<\/strong>/g)).toHaveLength(2);
  for (const column of ["Invoiced", "Paid", "Stays open"]) expect(text).toContain(`>${column}<`);
});

test("a payout says at least what stays open where more lines than it shows may pay too little", async () => {
  const settled = [1, 2].map((n) => ({
    on: "invoice" as const,
    numbers: ["71"],
    invoiced: "125.00",
    isLess: true as const,
    at: n,
    key: `order:${n}`,
    order: `100${n}`,
    gross: "100.00",
    open: "25.00",
  }));
  const of = (lines: number): Partial<PayoutView> => ({
    plan: {
      kind: "voucher",
      date: "2026-03-03",
      rows: [],
      payments: [{ account: 1580, bank: "b", lines, received: "245.00", paidBack: "0.00" }],
    },
    settled,
  });
  const more = await shop("203.0.113.238", of(3));
  expect((await more.user.go(more.at)).text).toContain(
    "At least 2 orders aren&#39;t paid in full: at least 50.00 SEK stays open.",
  );
  const all = await shop("203.0.113.241", of(2));
  expect((await all.user.go(all.at)).text).toContain(
    "2 orders aren&#39;t paid in full: 50.00 SEK stays open.",
  );
});

test("the totals of several kinds have a total, which is what is paid out", async () => {
  const sale = { lines: 2, gross: "350.00", fee: "5.00", net: "345.00" };
  const refund = { lines: 1, gross: "-100.00", fee: "0.00", net: "-100.00" };
  const kindsOf = async (kinds: PayoutView["sums"]["kinds"], address: string) => {
    const { user, at } = await shop(address, { sums: { ...NO_SUMS, kinds } });
    return /<h2 id="kinds">.*?<\/section>/s.exec((await user.go(at)).text)?.[0] ?? "";
  };
  const both = (await kindsOf({ sale, refund }, "203.0.113.247")).split("Total</");
  expect(both).toHaveLength(2);
  for (const figure of [">3<", "250.00 SEK", "5.00 SEK", "245.00 SEK"])
    expect(both[1]).toContain(figure);
  expect(await kindsOf({ sale }, "203.0.113.248")).not.toContain("Total</");
});
