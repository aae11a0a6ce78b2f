/** What is written has no control characters, and no half of a character, wherever the shop has. */
import { describe, expect, test } from "vitest";
import { customerBody } from "../../../src/eaccounting/customer-body.ts";
import { createDraft } from "../../../src/eaccounting/invoice-drafts.ts";
import { createOrder } from "../../../src/eaccounting/orders.ts";
import { markerText } from "../../../src/domain/orders/marker.ts";
import { planVoucher } from "../../../src/flows/orders/documents/vouchers/plan-voucher.ts";
import { planOrder } from "../../../src/flows/orders/preparation/plan.ts";
import { partyOf } from "../../../src/flows/parties/party.ts";
import { planCustomer } from "../../../src/flows/parties/plan-customer.ts";
import { address, company, customer, documentOf, input, order, settings } from "./kit.ts";
import { voucherInput, voucherOf, voucherSettings } from "./vouchers/kit.ts";

const textsOf = (value: unknown): readonly string[] => {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
};
/** Half of a character, or a control character that breaks no line. */
const BAD = /(?![\t\n\r])[\p{Cc}\p{Cs}]/u;

describe.each([
  ["control characters", "a\u0007b\u0000c\u001b"],
  ["half of an emoji", "x\ud83d"],
])("%s", (_, bad) => {
  const where = address({ name: bad, street: bad, street2: bad, city: bad, postCode: bad });
  const placed = order(
    [
      { price: "10.00", text: bad },
      { kind: "text", price: "0", rate: "0", text: bad },
    ],
    {
      number: bad,
      buyerReference: bad.repeat(12),
      attentionTo: bad,
      companyName: bad,
      email: `${bad}@example.com`,
      phone: bad,
      invoiceAddress: where,
      deliveryAddress: { ...where, street: `${bad} 2` },
    },
  );
  const marker = { code: "K7Q2M9XA", text: markerText(bad, "501", "K7Q2M9XA") };

  test.each(["sales-order", "invoice"] as const)("are in no %s", (form) => {
    const document = documentOf(
      planOrder(
        input(placed, { form, today: "2026-11-24", customer: customer("company"), marker }),
      ),
    );
    const { body } = form === "invoice" ? createDraft(document) : createOrder(document);
    expect(textsOf(body).filter((text) => BAD.test(text))).toEqual([]);
  });

  test("are in no voucher", () => {
    const given = voucherSettings({ orders: { voucher: { level: "extreme" } } });
    const voucher = voucherOf(planVoucher(voucherInput(placed, { settings: given, marker })));
    const texts = [voucher.text, ...voucher.rows.map(({ text }) => text)];
    expect(texts.filter((text) => BAD.test(text))).toEqual([]);
  });

  test("are in no customer", () => {
    const planned = planCustomer({
      party: partyOf(placed, null, settings()),
      settings: settings(),
      company,
      terms: [],
    });
    if (!planned.ok) throw new Error("held");
    const texts = textsOf(customerBody(planned.value.fields));
    expect(texts.filter((text) => BAD.test(text))).toEqual([]);
  });
});

test("a name that nobody can see is no name", () => {
  const placed = order([{ price: "1.00" }], {
    invoiceAddress: address({ name: "\u200b" }),
    attentionTo: "Anna",
  });
  expect(partyOf(placed, null, settings()).name).toBe("Anna");
});
