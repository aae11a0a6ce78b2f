/**
 * Evidence of VAT over the real runtime: kept once with what was booked, by quarter; still there
 * when payloads are gone and the person was erased.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { Bridge, type Json, type Tenant } from "../support/bridge.ts";
import { charged, dutchCompany, germanPerson, ossCompany } from "../support/cross-border.ts";
import { invoicesOf, placeAndBook } from "../support/invoices.ts";
import { companyBuyer, mug } from "../support/orders.ts";
import { DAY } from "../support/sweeps.ts";
import { ADMIN_TOKEN } from "../support/test-env.ts";

const COMPANY = "Evidence AB";
let bridge: Bridge;
let tenant: Tenant;

beforeAll(async () => {
  bridge = await Bridge.startFast();
  await ossCompany(bridge, COMPANY, ["TSHIRT", "MUG", "BOOK"]);
  tenant = await bridge.tenant({ company: COMPANY, orders: { type: "invoice" } });
});

afterAll(() => bridge.stop());

const quarters = async (): Promise<readonly { quarter: string; count: number }[]> =>
  (await bridge.ask("GET", `/tenants/${tenant.id}/vat-evidence/quarters`))["quarters"] as readonly {
    quarter: string;
    count: number;
  }[];
const evidence = async (quarter: string): Promise<readonly Json[]> =>
  (await bridge.ask("GET", `/tenants/${tenant.id}/vat-evidence?quarter=${quarter}`))[
    "evidence"
  ] as readonly Json[];

test("what was booked abroad leaves its evidence once, by quarter, past retention and erasure", async () => {
  const dutch = await placeAndBook(bridge, tenant, {
    ...dutchCompany("Molen", "NL123456789B01"),
    lines: [charged("TSHIRT", 0, { price: 100 })],
  });
  const german = await placeAndBook(bridge, tenant, {
    ...germanPerson("Erika"),
    lines: [charged("TSHIRT", 19, { price: 119 })],
  });
  // The same company again: nobody writes its customer, and the date of the check is remembered.
  const again = await placeAndBook(bridge, tenant, {
    ...dutchCompany("Molen", "NL123456789B01"),
    lines: [charged("MUG", 0, { price: 10 })],
  });
  await placeAndBook(bridge, tenant, { ...companyBuyer("Home"), lines: [mug()] });

  const all = await quarters();
  expect(all.map(({ count }) => count)).toEqual([3]);
  const quarter = all[0]?.quarter ?? "";
  const kept = await evidence(quarter);
  const of = (order: string): Json => kept.find((one) => one["orderNumber"] === order) ?? {};
  const [invoice] = await invoicesOf(bridge, dutch.placed.orderNumber, COMPANY);
  expect(of(dutch.placed.orderNumber)).toMatchObject({
    document: "invoice",
    sale: {
      kind: "eu-business",
      country: "NL",
      facts: [
        { from: "delivery-address", country: "NL" },
        { from: "customer", country: "NL" },
      ],
    },
    vatNumber: { number: "NL123456789B01", country: "NL", checkedAt: expect.any(Number) },
    exchange: { rate: String(invoice?.["CurrencyRate"]), by: "booked" },
  });
  expect(of(german.placed.orderNumber)).toMatchObject({
    sale: { kind: "oss", country: "DE" },
    vatNumber: null,
    charged: [{ rate: "0.19", net: "100", vat: "19", gross: "119" }],
  });
  expect(of(again.placed.orderNumber)["vatNumber"]).toEqual(
    of(dutch.placed.orderNumber)["vatNumber"],
  );
  expect(JSON.stringify(kept).toLowerCase()).not.toContain("erika");

  // The same order again, as a person asks for it: nothing more.
  await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${dutch.timeline.job.id}/resync`);
  await bridge.finished(tenant, dutch.timeline.job.id);
  expect((await quarters())[0]?.count).toBe(3);
  const [year, which] = [Number(quarter.slice(0, 4)), Number(quarter.slice(5))];
  expect(await evidence(which === 1 ? `${year - 1}Q4` : `${year}Q${which - 1}`)).toEqual([]);

  const table = await bridge.fetch(
    `/api/v1/tenants/${tenant.id}/vat-evidence.csv?quarter=${quarter}`,
    { headers: { authorization: `Bearer ${ADMIN_TOKEN}` } },
  );
  const lines = (await table.text()).trim().split("\r\n");
  expect([lines.length, lines.filter((line) => line.includes("NL123456789B01")).length]).toEqual([
    4, 2,
  ]);

  const email = "erika@example.com";
  const person = (act: string) =>
    bridge.ask("POST", `/tenants/${tenant.id}/people/${act}`, { email });
  expect(await person("preview")).toMatchObject({ evidence: 1 });
  expect(await person("export")).toMatchObject({ evidence: { count: 1 } });
  await person("erase");
  await bridge.reconfigure(tenant, { retentionDays: 1 });
  await bridge.advance(3 * DAY);
  await bridge.until(
    async () => (await bridge.jobs(tenant.id, { key: `order:${dutch.placed.id}` })).length === 0,
    "the payloads are gone",
  );
  expect((await quarters()).map(({ count }) => count)).toEqual([3]);
  expect(await bridge.databaseText()).toContain("evidence.export");
  expect(await bridge.databaseText()).not.toContain("NL123456789B01");
});
