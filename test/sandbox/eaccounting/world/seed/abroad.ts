// Customers abroad, a company and a person of each country: what reverse charge, OSS, export and currencies need.
export interface CustomerAbroad {
  readonly Name: string;
  readonly InvoiceCountryCode: string;
  readonly InvoicePostalCode: string;
  readonly InvoiceCity: string;
  readonly CurrencyCode: string;
  readonly VatNumber?: string;
}

export const ABROAD: readonly CustomerAbroad[] = [
  {
    Name: "Windmolen BV",
    InvoiceCountryCode: "NL",
    InvoicePostalCode: "1011 AB",
    InvoiceCity: "Amsterdam",
    CurrencyCode: "EUR",
    VatNumber: "NL123456789B01",
  },
  {
    Name: "Jan de Vries",
    InvoiceCountryCode: "NL",
    InvoicePostalCode: "3511 AA",
    InvoiceCity: "Utrecht",
    CurrencyCode: "EUR",
  },
  {
    Name: "Müller GmbH",
    InvoiceCountryCode: "DE",
    InvoicePostalCode: "10115",
    InvoiceCity: "Berlin",
    CurrencyCode: "EUR",
    VatNumber: "DE123456789",
  },
  {
    Name: "Erika Mustermann",
    InvoiceCountryCode: "DE",
    InvoicePostalCode: "80331",
    InvoiceCity: "München",
    CurrencyCode: "EUR",
  },
  {
    Name: "Fjord AS",
    InvoiceCountryCode: "NO",
    InvoicePostalCode: "5003",
    InvoiceCity: "Bergen",
    CurrencyCode: "NOK",
    VatNumber: "NO987654321MVA",
  },
  {
    Name: "Kari Nordmann",
    InvoiceCountryCode: "NO",
    InvoicePostalCode: "0154",
    InvoiceCity: "Oslo",
    CurrencyCode: "NOK",
  },
];

const COMPANIES = ["Windmolen BV", "Müller GmbH", "Fjord AS"];

export function isCompany({ Name }: CustomerAbroad): boolean {
  return COMPANIES.includes(Name);
}
