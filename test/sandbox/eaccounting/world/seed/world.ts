// The world before any test: two companies of one user, each with its lookups, the shop's articles and three customers.
// Ids are told from names, so they are the same in every run.
import type { Article, Customer } from "../entities.ts";
import { Company } from "../company.ts";
import { seedId } from "../ids.ts";
import type { CountryPlan } from "../plan.ts";
import { ABROAD, isCompany } from "./abroad.ts";
import { seedBanks } from "./banks.ts";
import { seedChart, seedVatCodes } from "./chart.ts";
import { seedCodings } from "./codings.ts";
import { seedLookups } from "./lookups.ts";
import { seedSettings } from "./settings.ts";

export const DEMO = "Demo AB";
export const OTHER = "Other AB";

interface ArticleSeed {
  readonly number: string;
  readonly name: string;
  readonly coding: string;
  readonly unit: string;
  readonly net: number;
  readonly gross: number;
}

/**
 * The shop's own article numbers at the shop's prices, one more for each rate that tests use, and a
 * service.
 */
const ARTICLES: readonly ArticleSeed[] = [
  { number: "TSHIRT", name: "T-shirt", coding: "Goods 25", unit: "STYCK", net: 20, gross: 25 },
  { number: "MUG", name: "Mug", coding: "Goods 25", unit: "STYCK", net: 8.5, gross: 10.63 },
  {
    number: "HOODIE-M",
    name: "Hoodie M",
    coding: "Goods 25",
    unit: "STYCK",
    net: 45,
    gross: 56.25,
  },
  { number: "TEA", name: "Tea, 100 g", coding: "Goods 12", unit: "STYCK", net: 6.25, gross: 7 },
  { number: "FOOD", name: "Coffee", coding: "Goods 12", unit: "KG", net: 100, gross: 112 },
  { number: "BOOK", name: "Book", coding: "Goods 6", unit: "STYCK", net: 15, gross: 15.9 },
  { number: "EBOOK", name: "E-book", coding: "Services 6", unit: "STYCK", net: 9, gross: 9.54 },
  { number: "GIFTCARD", name: "Gift card", coding: "Goods 0", unit: "STYCK", net: 50, gross: 50 },
  {
    number: "NL21",
    name: "Dutch rate article",
    coding: "Goods 21",
    unit: "STYCK",
    net: 100,
    gross: 121,
  },
  { number: "POSTER", name: "Poster", coding: "Goods 21", unit: "STYCK", net: 12.4, gross: 15 },
  {
    number: "COOKBOOK",
    name: "Cook book",
    coding: "Goods 9",
    unit: "STYCK",
    net: 24.95,
    gross: 27.2,
  },
  {
    number: "SERVICE",
    name: "Installation",
    coding: "Services 25",
    unit: "TIM",
    net: 800,
    gross: 1000,
  },
];

/** What every seeded object needs: the instant and its written form. */
export interface SeedTime {
  readonly at: number;
  readonly stamp: () => string;
}

/** `customer` and `article` fill the rest of the fields from their schemas. */
export interface SeedMakers {
  customer(company: Company, fields: Record<string, string | number | boolean | null>): Customer;
  article(company: Company, fields: Record<string, string | number | boolean | null>): Article;
}

export interface CompanySeed {
  readonly name: string;
  readonly plan: CountryPlan;
  /** Customers of other countries beside the usual three. */
  readonly abroad: boolean;
}

export function seedCompany(
  { name, plan, abroad }: CompanySeed,
  time: SeedTime,
  make: SeedMakers,
): Company {
  const company = new Company(seedId(name, "company"), seedSettings(name, plan), plan);
  seedCodings(company, time.at, time.stamp());
  seedLookups(company, time.at);
  seedVatCodes(company, time.at);
  const years = company.fiscalYears.all();
  for (const year of years) seedChart(company, year, time.at, time.stamp());
  seedBanks(company, time.at, time.stamp());
  for (const seed of articlesOf(plan)) {
    make.article(company, {
      Id: seedId(name, "article", seed.number),
      Number: seed.number,
      Name: seed.name,
      CodingId: seedId(name, "coding", seed.coding),
      UnitId: seedId(name, "unit", seed.unit),
      NetPrice: seed.net,
      GrossPrice: seed.gross,
      IsActive: true,
      IsStock: !seed.coding.startsWith("Services"),
      StockBalance: seed.coding.startsWith("Services") ? 0 : 100,
    });
  }
  const address = {
    InvoicePostalCode: plan.place.postalCode,
    InvoiceCity: plan.place.city,
    InvoiceCountryCode: plan.country,
    IsActive: true,
  };
  make.customer(company, {
    Id: seedId(name, "customer", "guest"),
    Name: "Guest sales",
    IsPrivatePerson: true,
    ...address,
  });
  make.customer(company, {
    Id: seedId(name, "customer", "person"),
    Name: "Anna Andersson",
    IsPrivatePerson: true,
    EmailAddress: "anna@example.com",
    ...address,
  });
  make.customer(company, {
    Id: seedId(name, "customer", "company"),
    Name: "Kundbolaget AB",
    IsPrivatePerson: false,
    CorporateIdentityNumber: "556000-1111",
    EmailAddress: "faktura@kundbolaget.example",
    ...address,
  });
  for (const customer of abroad ? ABROAD : []) {
    if (customer.InvoiceCountryCode === plan.country) continue;
    make.customer(company, {
      Id: seedId(name, "customer", customer.Name),
      IsPrivatePerson: !isCompany(customer),
      IsActive: true,
      ...customer,
    });
  }
  return company;
}

/** At home as listed; in another country at its own rates, with the same prices before VAT. */
function articlesOf(plan: CountryPlan): readonly ArticleSeed[] {
  if (plan.country === "SE") return ARTICLES;
  const { standard, middle, reduced } = plan.rates;
  const rates: Readonly<Record<string, number>> = {
    "25": standard,
    "12": middle,
    "6": reduced,
    "0": 0,
  };
  return ARTICLES.flatMap((seed): ArticleSeed[] => {
    const [type = "", swedish = ""] = seed.coding.split(" ");
    const rate = rates[swedish];
    // The Dutch rates are there for Swedish tests.
    if (rate === undefined) return [];
    return [
      { ...seed, coding: `${type} ${rate}`, gross: Math.round(seed.net * (100 + rate)) / 100 },
    ];
  });
}
