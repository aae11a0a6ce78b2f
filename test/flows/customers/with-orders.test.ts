/**
 * Orders and the customers flow on one customer: who keeps it, and that the two don't write against
 * each other.
 */
import { expect, test } from "vitest";
import type { VendorAnswer } from "../../../src/domain/vendors/request.ts";
import type { Result, Failure } from "../../../src/domain/result.ts";
import type { OrderCase } from "../../../src/flows/orders/shared/case.ts";
import { resolveCustomer, linkSourceOf } from "../../../src/flows/orders/preparation/customer.ts";
import { order } from "../orders/kit.ts";
import { OrderRules } from "../../../src/settings/rules/apply.ts";
import { answer, Ledger } from "../parties/ledger.ts";
import { ANNA, BYGG, type Given, run, settingsOf } from "./world.ts";

const asperion = (debtor: unknown) => (): Result<VendorAnswer, Failure> =>
  answer({
    _data: [debtor],
    _meta: {
      administrationId: 7,
      totalCount: 1,
      pageCount: 1,
      nextPage: null,
      previousPage: null,
      self: "",
    },
  });

/** What an order of Anna's (or of a guest with her address) does about its customer. */
async function orders(
  ledger: Ledger,
  fields: Parameters<typeof order>[1],
  given: Given = {},
  debtor: unknown = ANNA,
): Promise<readonly string[]> {
  const of = order([{ price: "1.00" }], fields);
  const ports = ledger.ports(`order:${of.id}`, settingsOf(given), asperion(debtor));
  const orderCase = {
    ports,
    order: of,
    sourceHash: "",
    figures: { gross: of.gross, vat: of.vat, currency: of.currency },
    rules: new OrderRules(),
  } satisfies OrderCase;
  const source = linkSourceOf(orderCase);
  const knownState = await resolveCustomer(orderCase, ledger.linked(source), source);
  if (!knownState.ok) throw new Error(knownState.error.kind);
  return knownState.value.reasons.map(({ code }) => code);
}

const OFF: Given = { customers: { enabled: false } };

test("with the flow on, an order leaves its debtor's customer alone, and the two never write in turn", async () => {
  const ledger = new Ledger();
  await run(ledger, 55, ANNA);
  const writes = ledger.writes.length;
  for (const phone of ["08-8", "08-9"]) {
    expect(await orders(ledger, { phone })).toEqual(["customer-known"]);
    expect((await run(ledger, 55, ANNA)).codes).toEqual(["customer-known"]);
  }
  expect([ledger.writes.length, ledger.only["Telephone"]]).toEqual([writes, "08-1"]);
});

test("a customer that an order made follows its debtor from the next change on", async () => {
  const ledger = new Ledger();
  expect(await orders(ledger, { phone: "08-8" })).toContain("customer-created");
  expect((await run(ledger, 55, ANNA)).codes).toContain("customer-updated");
  expect(ledger.only["Telephone"]).toBe("08-1");
});

test("a guest has no card, so a guest's orders keep their customer", async () => {
  const ledger = new Ledger();
  const guest = { debtorId: null, email: "guest@example.com" };
  await orders(ledger, { ...guest, phone: "08-8" });
  expect(await orders(ledger, { ...guest, phone: "08-9" })).toContain("customer-updated");
  expect(ledger.only["Telephone"]).toBe("08-9");
});

test("with the flow off, orders keep the customer again, and what a person corrected meanwhile stays", async () => {
  const ledger = new Ledger();
  await run(ledger, 55, ANNA);
  ledger.edit(ledger.only["Id"], { MobilePhone: "070-99" });
  expect(await orders(ledger, { phone: "08-8" }, OFF)).toContain("customer-updated");
  expect(ledger.only).toMatchObject({ Telephone: "08-8", MobilePhone: "070-99" });
});

test("a company that was made a private person, as its card says neither, is no customer of a company's order", async () => {
  const card = { ...BYGG, cocNumber: null, vatNumber: null };
  const company = { debtorId: 56, companyName: "Bygg AB", email: "info@bygg.example" };
  const numbered = { ...company, vatNumber: "SE556000000001" };
  const ledger = new Ledger();
  await run(ledger, 56, card);
  expect(ledger.only["IsPrivatePerson"]).toBe(true);
  for (const fields of [company, numbered])
    for (const given of [{}, OFF])
      expect(await orders(ledger, fields, given, card)).toEqual(["customer-kind-differs"]);
  const decides: Given = { orders: { customerKindConflict: "ledger-wins" } };
  expect(await orders(ledger, company, decides, card)).toEqual(["customer-known"]);
  ledger.edit(ledger.only["Id"], { IsPrivatePerson: false });
  expect(await orders(ledger, company, {}, card)).toEqual(["customer-known", "terms-chosen"]);
  expect(await orders(ledger, company, {}, card)).toEqual(["customer-known"]);
});
