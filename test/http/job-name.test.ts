import { reason } from "../../src/domain/reasons/index.ts";
import { LANGUAGES } from "../../src/domain/language.ts";
import { nameOf } from "../../src/http/pages/orders/actions/skip-sheet.tsx";
import { currentDocumentText } from "../../src/http/words/jobs.ts";
import { statesIn } from "../../src/http/words/state-text.ts";
import { describeReason } from "../../src/http/usecases/jobs/reason-text.ts";
import { expect, test } from "vitest";
import type { JobView } from "../../src/domain/jobs/job.ts";
import { jobName, thingName } from "../../src/messages/job-names.ts";
import { messagesOf } from "../../src/messages/index.ts";
import { jobView } from "./job-view.ts";

const job = (fields: Partial<JobView>): JobView => jobView({ label: null, ...fields });

test.each([
  [{ key: "order:7", label: "1001" }, "1001"],
  [{ key: "order:7" }, "Order with ID 7"],
  [{ key: "dry-run:b000001:7", flow: "dry-run", label: "1001" }, "Dry run of order 1001"],
  [{ key: "dry-run:asked:7", flow: "dry-run" }, "Dry run of order with ID 7"],
  [{ key: "dry-run:sample:1", flow: "dry-run" }, "Dry run of an order"],
  [{ key: "dry-run:last", flow: "dry-run" }, "Dry run of an order"],
  [{ key: "debtor:55", flow: "customers", label: "10055" }, "Asperion customer 10055"],
  [{ key: "debtor:55", flow: "customers" }, "Asperion customer with ID 55"],
  [
    { key: "day:2026-11-24-1", flow: "days", label: "2026-11-24-1" },
    "Daily voucher of 24 Nov 2026",
  ],
  [
    { key: "day:2026-11-24-2", flow: "days", label: "2026-11-24-2" },
    "Daily voucher of 24 Nov 2026, voucher 2",
  ],
  [{ key: "day:2026-11-24-1", flow: "days" }, "Daily vouchers"],
  [{ key: "sweep:debtors", flow: "customers" }, "Check for changed customers in Asperion"],
] as const)("a job %j is called %s", (fields, name) => {
  expect(jobName(messagesOf("en").t, job(fields))).toBe(name);
});

test.each([
  ["delta-invoice", "invoice 7"],
  ["delta-draft", "draft invoice 7"],
  ["delta-credit", "credit invoice 7"],
  ["delta-credit-draft", "draft credit invoice 7"],
  ["credit", "credit invoice 7"],
  ["voucher-payment", "document 7"],
] as const)("what an order is linked to as %s is its %s", (role, name) => {
  expect(currentDocumentText(messagesOf("en"), { role, number: "7" })).toBe(name);
});

test.each([
  ["en", "Daily voucher of 24 Nov 2026"],
  ["nl", "Dagboeking van 24 nov 2026"],
  ["pl", "PK dzienne z 24 lis 2026"],
  ["sv", "Dagsverifikation för 24 nov. 2026"],
] as const)("in %s the voucher of a day is called %s", (language, name) => {
  const named = job({ key: "day:2026-11-24-1", flow: "days", label: "2026-11-24-1" });
  expect(jobName(messagesOf(language).t, named)).toBe(name);
});

test.each([
  [
    "skipped",
    [reason("dry-run-would-book", { gross: "1.00", currency: "SEK" })],
    "Would get a document",
    "Skulle få ett dokument",
  ],
  [
    "skipped",
    [reason("dry-run", { would: "draft.create" })],
    "Would get a document",
    "Skulle få ett dokument",
  ],
  [
    "skipped",
    [reason("dry-run", { would: "draft.create", document: "draft-invoice" })],
    "Would become a draft invoice",
    "Skulle bli ett fakturautkast",
  ],
  [
    "skipped",
    [reason("dry-run-would-book", { gross: null, currency: null, document: "sales-order" })],
    "Would become a sales order",
    "Skulle bli en försäljningsorder",
  ],
  [
    "skipped",
    [reason("dry-run", { would: "held", document: "sales-order" })],
    "Would be put on hold",
    "Skulle bli kvarhållen",
  ],
  [
    "skipped",
    [reason("dry-run", { would: "held" }), reason("article-not-found", { sku: "X", line: 1 })],
    "Would be put on hold",
    "Skulle bli kvarhållen",
  ],
  [
    "held",
    [reason("article-not-found", { sku: "X", line: 1 })],
    "Would be put on hold",
    "Skulle bli kvarhållen",
  ],
  ["skipped", [reason("dry-run", { would: "skipped" })], "Would be skipped", "Skulle hoppas över"],
  [
    "skipped",
    [reason("dry-run", { would: "order.update" })],
    "Would be updated",
    "Skulle uppdateras",
  ],
  [
    "skipped",
    [reason("dry-run", { would: "order.delete" })],
    "Would be deleted",
    "Skulle tas bort",
  ],
  [
    "skipped",
    [reason("dry-run", { would: "booked" })],
    "Nothing would be written",
    "Inget skulle skrivas",
  ],
] as const)(
  "a dry run that ended as %s for %j is badged by what would come of it",
  (outcome, reasons, en, sv) => {
    expect(
      [messagesOf("en"), messagesOf("sv")].map(
        (words) =>
          statesIn(words).job(job({ flow: "dry-run", key: "dry-run:b1:7", outcome, reasons })).text,
      ),
    ).toEqual([en, sv]);
    expect(statesIn(messagesOf("en")).job(job({ outcome, reasons })).text).toBe(
      messagesOf("en").t(`states.outcome.${outcome}`),
    );
    expect(
      new Set(LANGUAGES.map((language) => messagesOf(language).t("states.would.book"))).size,
    ).toBe(LANGUAGES.length);
  },
);

test.each([
  ["sales-order", "A sales order will be created."],
  ["draft-invoice", "A draft invoice will be created."],
  ["invoice", "Will be booked."],
  ["sales-order-invoiced", "Will be booked."],
  ["voucher", "Will be booked."],
  [null, "A document will be created or booked in eAccounting."],
])("only what ends booked is said to be booked: %s", (document, text) => {
  const { willBe, outcome, counted } = statesIn(messagesOf("en"));
  expect(willBe("book", document)).toBe(text);
  expect(willBe("hold", document)).toBe("Stays on hold.");
  expect(outcome("booked", { flow: "orders" }).text).toBe("In eAccounting");
  expect(counted({ status: "done", outcome: "booked" }, 2).text).toBe("2 in eAccounting");
});

test.each([
  ["book", "invoice", "Would become a booked invoice."],
  ["book", null, "Would get a document."],
  ["change", null, "Would be updated."],
  ["remove", null, "Would be deleted."],
  // These end so in test mode, too.
  ["hold", null, "Stays on hold."],
  ["leave", null, "Will be skipped."],
] as const)("in test mode nothing is said to be written: %s %s", (become, document, text) => {
  expect(statesIn(messagesOf("en")).willBe(become, document, true)).toBe(text);
});

test("an order that was never read is called an order once", () => {
  const { t } = messagesOf("en");
  expect([
    thingName(t, job({ key: "order:1018" })),
    thingName(t, job({ key: "order:7", label: "1001" })),
    nameOf(t, job({ key: "order:1018" })),
    nameOf(t, job({ key: "order:7", label: "1001" })),
  ]).toEqual(["Order with ID 1018", "Order 1001", "Order with ID 1018", "Order 1001"]);
});

test("so many customers, articles and runs of stock that were updated agree in Polish with any of them", () => {
  const { counted } = statesIn(messagesOf("pl"));
  for (const flow of ["customers", "products", "stock"])
    for (const outcome of ["booked", "updated"] as const)
      expect(counted({ flow, status: "done", outcome } as never, 1)).toMatchObject({
        text: "zaktualizowano: 1",
      });
  expect(counted({ flow: "orders", status: "done", outcome: "updated" } as never, 1)).toMatchObject(
    {
      text: "1 zaktualizowane",
    },
  );
});

test.each([
  ["en", "If this is no construction work, the line most likely has the wrong VAT code"],
  ["nl", "Gaat het niet om bouwwerk"],
  ["pl", "Jeśli nie chodzi o usługi budowlane"],
  ["sv", "Om det inte gäller byggtjänster"],
] as const)(
  "a coding without an account for construction names the likelier cause first in %s",
  (language, said) => {
    const next = (kind: string): string =>
      describeReason(
        reason("coding-without-account", { sku: "MUG", line: 1, kind } as never),
        language,
      ).next ?? "";
    expect(next("reversed").startsWith(said)).toBe(true);
    expect(next("export")).not.toContain(said);
  },
);

test("a reconciliation that is done is well, as any run that is, though it writes nothing", () => {
  const { outcome } = statesIn(messagesOf("en"));
  expect(outcome("skipped", { flow: "reconciliation" })).toEqual({ text: "Done", tone: "good" });
  expect(outcome("updated", { flow: "lookups" })).toEqual({ text: "Done", tone: "good" });
  expect(outcome("skipped", { flow: "stock" }).tone).toBe("quiet");
});

test("how many weren't sent is said with its noun, in every language", () => {
  const said = (language: (typeof LANGUAGES)[number], count: number): string =>
    describeReason(reason("mail-not-set-up", { count }), language).text;
  expect(said("en", 1)).toMatch(/^In the last 24 hours 1 notification wasn't sent, /);
  expect(said("en", 2)).toMatch(/^In the last 24 hours 2 notifications weren't sent, /);
  expect(said("nl", 2)).toMatch(/^De afgelopen 24 uur zijn 2 meldingen niet verzonden, /);
  expect(said("pl", 5)).toMatch(/^Nie wysłano 5 powiadomień /);
  expect(said("sv", 2)).toMatch(/^De senaste 24 timmarna kunde 2 aviseringar inte skickas, /);
});
