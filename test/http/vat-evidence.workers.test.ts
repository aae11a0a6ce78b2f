/**
 * A quarter's evidence of VAT as a table: in the words and the form of its reader's country, and
 * never whole in looks where records of it can't be opened.
 */
import { expect, test } from "vitest";
import { signedIn } from "./browser.ts";
import { ADMIN } from "./world.ts";

const record = {
  day: "2026-05-01",
  orderNumber: "1001",
  orderId: "1",
  documents: ["7"],
  document: "sales-order",
  sale: {
    kind: "oss",
    country: "DE",
    facts: [
      { from: "delivery-address", country: "DE" },
      { from: "customer", country: "DE" },
    ],
  },
  seller: { country: "SE", currency: "SEK" },
  buyer: { kind: "private" },
  vatNumber: null,
  currency: "EUR",
  gross: "119.00",
  charged: [{ rate: "0.19", net: "100.00", vat: "19.00", gross: "119.00" }],
  exchange: { rate: "11.25", day: "2026-05-01", by: "source" },
  at: Date.UTC(2026, 4, 1, 10),
};

test("a table says how many records it misses, in its reader's words; programs get codes and points", async () => {
  const { world, user } = await signedIn(
    {
      "privacy.evidence": (_: string, __: string, cursor: string | null) =>
        cursor === null
          ? { evidence: [record], unreadable: 1, cursor: "order:1 v1" }
          : { evidence: [], unreadable: 2, cursor: null },
    },
    "203.0.113.248",
  );
  const id = await world.makeTenant();
  const read = async (path: string, language: string) =>
    (
      await user.go(`${path}/vat-evidence.csv?quarter=2026Q2`, {
        headers: { "accept-language": language },
      })
    ).text;
  const lines = (await read(`/admin/tenants/${id}`, "sv")).trim().split("\r\n");
  expect(lines).toHaveLength(3);
  expect(lines[1]).toBe(
    '2026-05-01;1001;7;Försäljningsorder;"Privatperson i ett annat EU-land, OSS";DE;' +
      "Leveransadress: DE;Kund i eAccounting: DE;Privatperson;;;;EUR;" +
      '"0,19";"100,00";"19,00";"119,00";SEK;"11,25";2026-05-01;Asperion;2026-05-01 12:00:00',
  );
  expect(lines[2]).toContain("3 poster i det här kvartalet kan inte öppnas");
  const api = await world.fetch(`/api/v1/tenants/${id}/vat-evidence.csv?quarter=2026Q2`, {
    headers: { authorization: `Bearer ${ADMIN}` },
  });
  const told = (await api.text()).trim().split("\r\n");
  expect(told[1]).toContain("sales-order,oss,DE,delivery-address: DE,customer: DE,private");
  expect(told[1]).toContain("0.19,100.00,19.00,119.00,SEK,11.25,2026-05-01,source,2026-05-01T10");
  expect(told[2]).toContain("3 records of this quarter can");
});
