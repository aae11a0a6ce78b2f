import { afterAll, beforeAll, expect, test } from "vitest";
import { startFrozen } from "./fixtures.ts";
import type { StartedEaccounting } from "./start.ts";
import type { Company } from "./world/company.ts";

let ledger: StartedEaccounting;
beforeAll(async () => {
  ledger = await startFrozen();
});
afterAll(() => ledger.close());

const page = async (query = ""): Promise<string> => (await fetch(`${ledger.url}/${query}`)).text();

async function send(path: string, form: Record<string, string>): Promise<[number, string]> {
  const answer = await fetch(`${ledger.url}/_control/play${path}`, {
    method: "POST",
    body: new URLSearchParams(form),
    redirect: "manual",
  });
  return [answer.status, answer.headers.get("location") ?? (await answer.text())];
}

function company(name?: string): Company {
  const found = ledger.sandbox.world().company(name);
  if (found === null) throw new Error(`no company ${name}`);
  return found;
}

test("a person opens a company, and each shows its own documents and articles", async () => {
  expect((await send("/companies", { name: " ", country: "SE" }))[0]).toBe(400);
  expect((await send("/companies", { name: "Ny <AB>", country: "XX" }))[0]).toBe(400);
  const [status, to] = await send("/companies", { name: "Ny <AB>", country: "NL" });
  const made = company("Ny <AB>");
  expect([status, to]).toEqual([303, `/?company=${made.id}`]);
  expect((await send("/companies", { name: "Ny <AB>", country: "NL" }))[0]).toBe(400);
  const coding = String(company().codings.all()[0]?.["Name"]);
  const article = { Number: "KETTLE", CodingName: coding, NetPrice: "19.50" };
  expect((await send(`/${company().id}/articles`, article))[0]).toBe(303);
  expect((await send(`/${company().id}/articles`, { ...article, CodingName: "None" }))[0]).toBe(
    400,
  );
  expect((await send("/nobody/articles", article))[0]).toBe(404);
  expect(await page()).toContain("KETTLE");
  const other = await page(`?company=${made.id}`);
  expect(other).toContain("Ny &lt;AB&gt;");
  expect(other).not.toContain("KETTLE");
});

test("a period is locked up to today, and unlocked", async () => {
  const { id } = company();
  await send(`/${id}/lock`, { lock: "today" });
  expect(company().settings.AccountingLockedTo).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  await send(`/${id}/lock`, { lock: "nothing" });
  expect(company().settings.AccountingLockedTo).toBeNull();
});

test("an order is changed by the vendor's rules, and deleted", async () => {
  await ledger.control("POST", "/orders", {
    Rows: [{ ArticleNumber: "TSHIRT", UnitPrice: 100 }],
  });
  const order = company().orders.all().at(-1);
  const path = `/${company().id}/orders/${order?.Id}`;
  expect((await send(path, { act: "dearer" }))[0]).toBe(303);
  expect(company().orders.get(order?.Id ?? "")?.Rows[0]?.UnitPrice).toBe(101);
  expect((await send(path, { act: "forge" }))[0]).toBe(400);
  expect((await send(path, { act: "delete" }))[0]).toBe(303);
  expect(company().orders.get(order?.Id ?? "")).toBeNull();
  expect(await send(path, { act: "delete" })).toEqual([400, "There is no such document."]);
});

test("a draft is booked, its invoice paid, and deleted behind the bridge's back", async () => {
  await ledger.control("POST", "/customerinvoicedrafts", {});
  const { id } = company();
  const draft = company().invoiceDrafts.all().at(-1);
  expect((await send(`/${id}/customerinvoicedrafts/${draft?.Id}`, { act: "book" }))[0]).toBe(303);
  const invoice = company().invoices.all().at(-1);
  expect(Number(invoice?.["RemainingAmountInvoiceCurrency"])).toBeGreaterThan(0);
  const path = `/${id}/customerinvoices/${invoice?.Id}`;
  expect((await send(path, { act: "pay" }))[0]).toBe(303);
  expect(company().invoices.get(invoice?.Id ?? "")?.["RemainingAmountInvoiceCurrency"]).toBe(0);
  expect(await page()).toContain(`action="/_control/play${path}"`);
  expect((await send(path, { act: "delete" }))[0]).toBe(303);
  expect(company().invoices.get(invoice?.Id ?? "")).toBeNull();
});
