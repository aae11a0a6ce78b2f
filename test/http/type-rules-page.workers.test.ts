/**
 * The rows of rules on the settings page: a fault stands at its row, what was typed stays, and what
 * is right is saved.
 */
import { expect, test } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { signedIn } from "./browser.ts";

const NAMES = {
  "asperion.paymentMethods": {
    entries: [
      { id: "30", name: "Invoice, 30 days", note: null },
      { id: "31", name: `<script>alert("1")</script>`, note: null },
    ],
    readAt: 1,
    fault: null,
  },
};

async function open(address: string) {
  const { world, user } = await signedIn(
    {
      "lookups.names": NAMES,
      "admin.configure": { ok: true },
      "jobs.list": { jobs: [], cursor: null },
    },
    address,
  );
  const id = await world.makeTenant();
  const at = `/admin/tenants/${id}/settings/document`;
  const { text } = await user.go(at);
  const csrf = /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? "";
  const version = /name="version" value="(\d+)"/.exec(text)?.[1] ?? "";
  const save = (
    row: number,
    cells: Record<string, string>,
    more: Record<string, string> = { action: "save" },
  ) =>
    user.post(at, {
      csrf,
      version,
      ...more,
      "orders.typeRules.0.type": "",
      ...Object.fromEntries(
        Object.entries(cells).map(([column, value]) => [
          `orders.typeRules.${row}.${column}`,
          value,
        ]),
      ),
    });
  return { world, user, id, at, text, save };
}

test("payment methods are shown by name, hostile ones as text, and each language has its own words", async () => {
  const { user, at, text } = await open("203.0.113.51");
  expect([text.includes("Invoice, 30 days"), text.includes("<script>")]).toEqual([true, false]);
  const titles = new Set<string>();
  for (const language of LANGUAGES)
    titles.add(
      /<h2 id="orders.typeRules-head">([^<]+)</.exec(
        (await user.go(at, { headers: { "accept-language": language } })).text,
      )?.[1] ?? "",
    );
  expect([titles.size, titles.has("")]).toEqual([LANGUAGES.length, false]);
});

test("a fault stands at the row that it is in, in words, and what was typed stays", async () => {
  const { save } = await open("203.0.113.52");
  const { status, text } = await save(1, { deliveryCountries: "Sweden", type: "invoice" });
  expect(status).toBe(400);
  const [, rest = ""] = text.split('id="orders.typeRules"');
  const rows = (rest.split("</table>")[0] ?? "").split("<tr>").slice(2);
  expect(rows.map((row) => row.includes("Enter two-letter country codes"))).toEqual([false, true]);
  expect(text).toContain('value="Sweden"');
  expect(text).not.toContain("Invalid string");
});

test("a rule that is right is saved as one", async () => {
  const { world, id, save } = await open("203.0.113.53");
  const typed = { paymentMethods: "30", grossFrom: "100,5", type: "invoice" };
  // It books: that is asked first.
  expect((await save(0, typed)).status).toBe(200);
  const { status } = await save(0, typed, { action: "confirm", confirmed: "booked-invoices" });
  expect(status).toBe(303);
  const { body } = await world.api("GET", `/tenants/${id}/settings`);
  expect((body["orders"] as { typeRules: unknown }).typeRules).toEqual([
    { paymentMethods: ["30"], grossFrom: "100.50", type: "invoice" },
  ]);
});
