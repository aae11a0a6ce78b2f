/** Addresses of pages in both systems: none is made up, and none leads elsewhere than it was set. */
import { expect, test } from "vitest";
import { settingsSchema } from "../../src/settings/schema.ts";
import { vendorPage } from "../../src/settings/vendor-pages.ts";

const ID = "33333333-3333-4333-8333-333333333333";

test("without an address there is no link, and none for what isn't known or for no record at all", () => {
  const named = { id: ID, number: null };
  expect(vendorPage(settingsSchema.parse({}).vendorPages.ledgerInvoice, named)).toBeNull();
  expect(vendorPage("https://a.example/i/{number}", named)).toBeNull();
  expect(vendorPage("https://a.example/i/{id}?n={number}", named)).toBeNull();
  expect(vendorPage("https://a.example/invoices", named)).toBeNull();
  expect(vendorPage("https://a.example/#/i/{id}", named)).toBe(`https://a.example/#/i/${ID}`);
});

test("a number stands in the address as text, whatever it holds", () => {
  const page = (number: string) =>
    vendorPage("https://a.example/{number}?of=1", { id: null, number });
  expect(page("A/1?x=&y#z")).toBe("https://a.example/A%2F1%3Fx%3D%26y%23z?of=1");
  expect(page("$&")).toBe("https://a.example/%24%26?of=1");
  expect(page("\ud800")).toContain("https://a.example/");
});

test.each([
  "http://a.example/{id}",
  "javascript:alert(1)//{id}",
  "https://{id}/",
  "https://user:pass@a.example/{id}",
  "https://a.example/{id} x",
  "//a.example/{id}",
])("%s is refused by the settings", (ledgerOrder) => {
  expect(settingsSchema.safeParse({ vendorPages: { ledgerOrder } }).success).toBe(false);
});

test("an address with a port, a path and a fragment is taken", () => {
  const ledgerOrder = "https://books.example:8443/app/#/orders/{id}";
  expect(settingsSchema.parse({ vendorPages: { ledgerOrder } }).vendorPages.ledgerOrder).toBe(
    ledgerOrder,
  );
});
