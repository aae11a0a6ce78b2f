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
      "reads.names": NAMES,
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
  // Others are ticked by their names.
  expect(text).toMatch(/name="orders\.typeRules\.1\.deliveryCountries" value="SE"\/><bdi>Sweden</);
  expect(text).not.toContain("Invalid string");
});

test("what is ticked stands first, the others by their names in the reader's language", async () => {
  const { user, save, at } = await open("203.0.113.54");
  expect((await save(0, { deliveryCountries: "SE, CA", type: "draft-invoice" })).status).toBe(303);
  const { text } = await user.go(at, { headers: { "accept-language": "sv" } });
  const name = "orders.typeRules.0.deliveryCountries";
  const ticks = [...text.matchAll(new RegExp(`name="${name}" value="(\\w+)"( checked="")?`, "g"))];
  expect(ticks.slice(0, 3).map(([, code, ticked]) => [code, ticked !== undefined])).toEqual([
    ["SE", true],
    ["BE", false],
    ["BG", false],
  ]);
  expect(ticks.at(-1)?.[1]).toBe("CA");
});

test("a rule that is right is saved as one", async () => {
  const { world, id, save } = await open("203.0.113.53");
  const typed = { paymentMethods: "30", grossFrom: "100,5", type: "invoice" };
  const rules = async () =>
    (
      (await world.api("GET", `/tenants/${id}/settings`)).body["orders"] as {
        typeRules: unknown;
      }
    ).typeRules;
  // Some orders become booked invoices by it: that alone is asked first, and nothing is saved.
  const asked = await save(0, typed);
  const named = (name: string) =>
    [...asked.text.matchAll(new RegExp(`name="${name}" value="([^"]+)"`, "g"))].map(
      ([, value = ""]) => value,
    );
  expect([asked.status, named("confirmed"), await rules()]).toEqual([200, ["booked-invoices"], []]);
  expect(asked.text).toContain(
    "Invoices are booked in eAccounting without anyone checking them first.",
  );
  const [previewed = ""] = named("previewed");
  const confirmed = { action: "confirm", confirmed: "booked-invoices", previewed };
  // Of another rule than the one that was previewed, it is asked again.
  const other = await save(0, { ...typed, grossFrom: "5" }, confirmed);
  expect([other.status, other.text.includes("changed after its preview"), await rules()]).toEqual([
    200,
    true,
    [],
  ]);
  expect((await save(0, typed, confirmed)).status).toBe(303);
  expect(await rules()).toEqual([{ paymentMethods: ["30"], grossFrom: "100.50", type: "invoice" }]);
});
