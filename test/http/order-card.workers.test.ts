/** An order's page: what became of it, and the way out beside its reason. */
import { expect, test } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import type { JobView, OperationView } from "../../src/domain/jobs/job.ts";
import type { JobTimeline } from "../../src/sync/contract/index.ts";
import { plain } from "./browser.ts";
import { jobView } from "./job-view.ts";
import { open } from "./setup-stage.ts";

const HELD = { outcome: "held" } as const;

async function openOrder(address: string, told: Partial<JobTimeline> = {}) {
  let over: Partial<JobView> = {};
  const { user, id } = await open(address, {
    "jobs.timeline": () => ({
      job: jobView(over),
      documents: [],
      operations: [],
      timeline: [],
      ...told,
    }),
  });
  return async (shown: Partial<JobView>): Promise<string> => {
    over = shown;
    return (await user.go(`/admin/tenants/${id}/orders/j1`)).text;
  };
}

const cardOf = (text: string): string => {
  const begins = text.indexOf('<section id="actions"');
  return text.slice(begins, text.indexOf("</section>", begins));
};

test("an order on hold has its reason in one card with the way out, which stands there once", async () => {
  const page = await openOrder("203.0.113.183");
  const missing = reason("article-not-found", { sku: "SKU-1", line: 2 });
  const held = cardOf(await page({ ...HELD, reasons: [reason("order-page-linked"), missing] }));
  expect(held).toMatch(/no article .*SKU-1.*Create article.*Skip order/s);
  // The list that it would lead to has the same ways out.
  expect(held).not.toContain("Open: Action needed");
  const unmapped = reason("payment-method-not-mapped", { method: "4" });
  expect(cardOf(await page({ ...HELD, reasons: [unmapped] })).match(/Open: /g)).toHaveLength(1);
  // In doubt there is no button: the way stands with the reason.
  const doubt = { ...HELD, status: "waiting", wait: "in-doubt", reasons: [unmapped] } as const;
  expect(cardOf(await page(doubt)).match(/Open: /g)).toHaveLength(1);
});

test("what was decided of a booked order is folded behind the first of it, and what asks for something isn't", async () => {
  const page = await openOrder("203.0.113.184");
  const decided = [
    reason("order-page-linked"),
    reason("looked-up-before-first-write"),
    reason("sent-again", { marker: "#1" }),
  ];
  const whyOf = (text: string): string =>
    text.slice(text.indexOf('id="why"'), text.indexOf('id="actions"'));
  const booked = await page({ reasons: decided });
  expect(cardOf(booked)).toContain(">Actions</h2>");
  expect(whyOf(booked)).toMatch(/<li.*<details><summary>2 more decisions<\/summary>.*<li.*<li/s);
  // The order and its customer may have been decided alike.
  const twice = await page({ reasons: [...decided, ...decided.slice(1)] });
  expect(whyOf(twice)).toContain("<summary>2 more decisions</summary>");
  const warned = [...decided, reason("customer-name-differs", { customer: "c-1" })];
  expect(whyOf(await page({ reasons: warned }))).not.toContain("<details>");
  expect(whyOf(await page({ reasons: decided, flow: "stock" }))).not.toContain("<details>");
});

test("what an order's payouts leave open is said without what was registered in eAccounting", async () => {
  const left = (open: "5.00" | "0.00"): Partial<JobTimeline> => ({
    paidOut: {
      invoiced: "125.00",
      open,
      paidOut: [{ id: "p1", payout: "po_1", amount: "120.00" }],
    },
  });
  const figures = { gross: "125.00", vat: "25.00", currency: "SEK", sourceHash: "h" };
  const page = await openOrder("203.0.113.185", left("5.00"));
  const unsaid = "Payments that were registered in eAccounting only aren&#39;t included.";
  const short = await page({ figures });
  expect(short).toMatch(/Still open<\/dt><dd>5\.00 SEK/);
  expect(short).toContain(unsaid);
  const paid = await openOrder("203.0.113.186", left("0.00"));
  expect(await paid({ figures })).not.toContain(unsaid);
});

const PAYMENT: OperationView = {
  role: "payment",
  n: 1,
  kind: "payment.create",
  state: "done",
  marker: null,
  documentId: null,
  documentNumber: null,
  request: {
    CompanyBankAccountId: "b1",
    PaymentDate: "2026-11-23",
    PaymentAmount: 125,
    PaymentCurrency: "SEK",
    PaymentType: 2,
  },
  response: null,
  sentAt: 1,
  settledAt: 2,
};
const postingOf = (text: string): string => plain(text.slice(text.indexOf('id="posting"')));

test("of a payment that was sent nothing is left to book or to read", async () => {
  const page = await openOrder("203.0.113.186", { operations: [PAYMENT] });
  const said = postingOf(await page({}));
  expect(said).toMatch(/Payment As sent\. .* Not known/);
  expect(said).not.toMatch(/Unknown until booked|Not read yet|in advance/);
});

test("where the lines of a posting are no longer kept, none are said to be below", async () => {
  const invoice = { ...PAYMENT, role: "invoice", kind: "draft.convert", documentId: "i1" } as const;
  const page = await openOrder("203.0.113.187", { operations: [{ ...invoice, marker: "#i1" }] });
  const said = postingOf(await page({}));
  expect(said).toContain("The lines of this document are no longer stored here.");
  expect(said).not.toContain("The lines below");
});
