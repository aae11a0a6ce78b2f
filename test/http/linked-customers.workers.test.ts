/** Customers that orders use: on the page of customers, and found by the search in the header. */
import { expect, test } from "vitest";
import type { CustomerQuery, LinkedCustomer } from "../../src/sync/contract/customers.ts";
import { signedIn } from "./browser.ts";
import { jobView } from "./job-view.ts";

const customer: LinkedCustomer = {
  source: "300",
  target: "guid-1",
  number: "AS300",
  by: "engine",
  updatedAt: 1,
  person: { company: "Kaffe <AB>", name: null, city: null, country: "SE" },
  job: { id: "j7", flow: "orders", label: "1003" },
};
const guest = { ...customer, source: "guest:G1", number: "AS-G1", person: null, job: null };

async function shop(jobs: readonly object[] = []) {
  const asked: CustomerQuery[] = [];
  const { world, user } = await signedIn({
    "jobs.list": { jobs, cursor: null },
    "links.customers": (_: string, query: CustomerQuery) => (
      asked.push(query),
      { customers: [customer, guest], cursor: query.cursor === undefined ? "300" : null }
    ),
  });
  await world.db.$client.prepare("UPDATE tenants SET state = 'retired'").run();
  const id = await world.makeTenant();
  const at = `/admin/tenants/${id}/customers`;
  return { user, asked, id, at };
}

test("the page lists the customers that orders made, and never says that there are none", async () => {
  const { user, asked, id, at } = await shop();
  const { text } = await user.go(at);
  for (const said of ["AS300", "Kaffe &lt;AB&gt;", "Guest", "Order 1003"])
    expect(text).toContain(said);
  expect(text).toContain(`href="/admin/tenants/${id}/orders/j7"`);
  expect(text).not.toContain("No customers yet");
  expect(text).toContain(`href="${at}?linked=300#linked"`);
  await user.go(`${at}?linked=300`);
  await user.go(`${at}?text=Kaffe`);
  expect(asked).toEqual([{}, { cursor: "300" }, { text: "Kaffe", words: ["kaffe"] }]);
  // They have neither status nor result: a filter by these isn't answered by them.
  for (const filter of ["status=done", "outcome=held", "days=today"])
    expect((await user.go(`${at}?${filter}`)).text).not.toContain("AS300");
});

test("the search finds one by its number, beside a customer's own run only once", async () => {
  const { user, asked, id } = await shop();
  const { text } = await user.go("/admin/search?q=AS300");
  expect(asked).toEqual([{ number: "AS300", limit: 10 }]);
  expect(text).toContain(`href="/admin/tenants/${id}/customers?text=AS300"`);
  expect(text).not.toContain("Nothing was found");
  await user.go("/admin/search?q=Kaffe+AB");
  expect(asked).toHaveLength(1);
  const other = await shop([jobView({ key: "debtor:300", flow: "customers", label: "300" })]);
  const found = (await other.user.go("/admin/search?q=300")).text;
  expect(found).not.toContain("customers?text=AS300");
  expect(found).toContain("customers?text=AS-G1");
});
