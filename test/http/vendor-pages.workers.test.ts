/** Links from an order's page to the same thing in both systems: only where a person set them up. */
import { expect, test } from "vitest";
import { signedIn } from "./browser.ts";
import { jobView as job } from "./job-view.ts";

test("an order's documents lead to their pages in eAccounting, in a new tab that is said, where the settings have the address", async () => {
  const one = job({ id: "j1", key: "order:7", label: "1007" });
  const document = (role: string, n: string) => ({ role, id: `id-${n}`, number: n, manual: false });
  const { world, user } = await signedIn({
    "jobs.list": { jobs: [one], cursor: null },
    "jobs.timeline": {
      job: one,
      timeline: [],
      documents: [document("invoice", "12"), document("voucher", "A9"), document("credit", "13")],
      operations: [],
      missing: false,
    },
    "admin.configure": { ok: true },
  });
  const id = await world.makeTenant();
  const page = async () => (await user.go(`/admin/tenants/${id}/orders/j1`)).text;
  const links = (text: string) =>
    [
      ...text.matchAll(
        /<a href="(https:[^"]*)" target="_blank" rel="noopener noreferrer">([^<]*)/g,
      ),
    ].map(([, to, says]) => [to, says?.replaceAll(/[\u2066-\u2069]/g, "")]);
  expect(links(await page())).toEqual([]);
  const { body } = await world.api("GET", `/tenants/${id}/settings`);
  const saved = await world.api("PUT", `/tenants/${id}/settings`, {
    ...body,
    vendorPages: {
      ledgerInvoice: "https://books.example/#/invoices/{id}",
      shopOrder: "https://shop.example/orders/{id}",
    },
  });
  expect(saved.status).toBe(200);
  const text = await page();
  // Of vouchers no address is set.
  expect(links(text)).toEqual([
    ["https://books.example/#/invoices/id-12", "Open 12 in eAccounting"],
    ["https://books.example/#/invoices/id-13", "Open 13 in eAccounting"],
    ["https://shop.example/orders/7", "Open 1007 in Asperion"],
  ]);
  expect(text.match(/<span class="unseen"> \(opens in a new tab\)<\/span>/g)).toHaveLength(3);
});
