/** Buyers in other countries, as the shop tells of them, and what the ledger made of their orders. */
import type { Bridge, Json } from "./bridge.ts";

const at = (name: string, countryCode: string, postCode: string, city: string): Json => {
  const address = { name, address: "Hoofdstraat 1", postCode, city, countryCode };
  return { invoiceAddress: address, deliveryAddress: address };
};

const guest = (name: string, companyName: string | null): Json => ({
  debtorId: null,
  companyName,
  attentionTo: `${name} Contact`,
  emailAddress: `${name.toLowerCase()}@example.com`,
  cocNumber: null,
  vatNumber: null,
});

export const dutchCompany = (name: string, vatNumber: string | null): Json => ({
  ...guest(name, `${name} BV`),
  ...at(`${name} BV`, "NL", "1011 AB", "Amsterdam"),
  vatNumber,
  currencyCode: "EUR",
});
export const germanPerson = (name: string): Json => ({
  ...guest(name, null),
  ...at(`${name} Person`, "DE", "10115", "Berlin"),
  currencyCode: "EUR",
  pricesIncludeVat: true,
});
export const norwegianPerson = (name: string): Json => ({
  ...guest(name, null),
  ...at(`${name} Person`, "NO", "5003", "Bergen"),
  pricesIncludeVat: true,
});

/** A line that was charged this percentage of VAT. */
export const charged = (articleCode: string, vatPercentage: number, more: Json = {}): Json => ({
  articleCode,
  vatPercentage,
  quantity: 1,
  price: 100,
  ...more,
});

/** A Swedish company that is registered for OSS, all of whose goods of this list are marked for it. */
export async function ossCompany(
  bridge: Bridge,
  name: string,
  marked: readonly string[],
): Promise<void> {
  await bridge.companyId(name);
  const at = `company=${encodeURIComponent(name)}`;
  await bridge.control("eaccounting", "PUT", `/company?${at}`, { UsesMoss: true });
  const { articles = [] } = await bridge.ledger(name);
  for (const article of articles)
    if (marked.includes(String(article["Number"])))
      await bridge.control("eaccounting", "PATCH", `/articles/${String(article["Id"])}?${at}`, {
        UsesMoss: true,
      });
}

export async function customerOf(
  bridge: Bridge,
  company: string,
  document: Json | undefined,
): Promise<Json> {
  const { customers = [] } = await bridge.ledger(company);
  const found = customers.find((one) => one["Id"] === document?.["CustomerId"]);
  if (found === undefined) throw new Error("no customer");
  return found;
}
