// Units, terms, delivery, countries, currencies and fiscal years of a Swedish company.
import type { Company } from "../company.ts";
import { seedId } from "../ids.ts";

const UNITS = [
  ["Styck", "STYCK", "st"],
  ["Timmar", "TIM", "tim"],
  ["Kilogram", "KG", "kg"],
  ["Meter", "M", "m"],
] as const;

const TERMS = [
  ["Kontant", "Cash", 0, 2],
  ["10 dagar", "10 days", 10, 0],
  ["14 dagar", "14 days", 14, 0],
  ["30 dagar", "30 days", 30, 0],
  ["Kortbetalning", "Card payment", 0, 3],
] as const;

const DELIVERY_METHODS = [
  ["Post", "POST"],
  ["DHL", "DHL"],
  ["Hämtas", "PICKUP"],
] as const;

const DELIVERY_TERMS = [
  ["Fritt vårt lager", "EXW"],
  ["Fraktfritt", "DAP"],
] as const;

const EU = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(
  " ",
);
const OUTSIDE = "AU CA CH GB JP NO US".split(" ");
const CURRENCIES = "CHF CZK DKK EUR GBP HUF JPY NOK PLN SEK USD".split(" ");

export function seedLookups(company: Company, at: number): void {
  const id = (kind: string, key: string): string => seedId(company.name, kind, key);
  for (const [name, code, short] of UNITS) {
    company.units.commit(
      {
        Id: id("unit", code),
        Name: name,
        Code: code,
        Abbreviation: short,
        AbbreviationEnglish: short,
      },
      at,
    );
  }
  for (const [name, english, days, type] of TERMS) {
    company.termsOfPayment.commit(
      {
        Id: id("terms", english),
        Name: name,
        NameEnglish: english,
        NumberOfDays: days,
        TermsOfPaymentTypeId: type,
        TermsOfPaymentTypeText: null,
        AvailableForSales: true,
        AvailableForPurchase: true,
      },
      at,
    );
  }
  for (const [name, code] of DELIVERY_METHODS)
    company.deliveryMethods.commit(
      { Id: id("method", code), Name: name, NameEnglish: null, Code: code },
      at,
    );
  for (const [name, code] of DELIVERY_TERMS) {
    company.deliveryTerms.commit(
      { Id: id("term", code), Name: name, NameEnglish: null, Code: code, Editable: true },
      at,
    );
  }
  company.suppliers.commit(
    {
      Id: id("supplier", "1"),
      SupplierNumber: "1",
      Name: "Pottery AB",
      TermsOfPaymentId: company.termsOfPayment.all()[0]?.Id ?? "",
      IsActive: true,
    },
    at,
  );
  company.backgrounds.commit(
    { Id: id("background", "1"), Name: "Web shop.pdf", NameWithoutExtension: "Web shop" },
    at,
  );
  for (const code of [...EU, ...OUTSIDE]) {
    company.countries.commit(
      {
        Id: id("country", code),
        Code: code,
        Name: regionName(code, "sv"),
        NameEnglish: regionName(code, "en"),
        IsEuMember: EU.includes(code),
      },
      at,
    );
  }
  for (const code of CURRENCIES)
    company.currencies.commit({ Id: id("currency", code), Code: code }, at);
  for (const [index, name] of ["Kostnadsställe", "Kostnadsbärare", "Avdelning"].entries()) {
    company.costCenters.commit(
      { Id: id("costcenter", name), Number: index + 1, Name: name, IsActive: true },
      at,
    );
  }
  for (const year of ["2025", "2026", "2027"]) {
    company.fiscalYears.commit(
      {
        Id: id("year", year),
        StartDate: `${year}-01-01`,
        EndDate: `${year}-12-31`,
        IsLockedForAccounting: false,
        BookkeepingMethod: 0,
      },
      at,
    );
  }
}

/** Once for all companies: making one takes longer than all that it is asked. */
const REGIONS = {
  sv: new Intl.DisplayNames(["sv"], { type: "region" }),
  en: new Intl.DisplayNames(["en"], { type: "region" }),
};

const regionName = (code: string, language: keyof typeof REGIONS): string =>
  REGIONS[language].of(code) ?? code;
