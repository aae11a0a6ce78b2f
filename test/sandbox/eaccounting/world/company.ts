// One company in the ledger: its settings, its number series and its tables. Nothing is shared between companies.
import type { Entity, Json } from "../json.ts";
import type { Article, Coding, Country, Currency, Customer, FiscalYear, Named, Order, TermsOfPayment, Unit } from "./entities.ts";
import { Table } from "./table.ts";

/** CompanySettingsApi, with the fields the sandbox reads; all others are shown as they are. */
export interface CompanySettings {
  readonly [name: string]: Json;
  readonly Name: string;
  readonly CountryCode: string;
  readonly CurrencyCode: string;
  readonly TermsOfPaymentId: string;
  readonly ActivatedModules: readonly string[];
  readonly ShowPricesExclVatPC: boolean;
  /** 0 none, 1 to whole units. */
  readonly DomesticCurrencyRounding: number;
  readonly UsesMoss: boolean;
  /** The last day that is locked, or null. */
  readonly AccountingLockedTo: string | null;
}

export interface Series {
  customer: number;
  order: number;
  invoice: number;
  article: number;
  voucher: number;
}

export class Company {
  readonly id: string;
  settings: CompanySettings;
  readonly series: Series = { customer: 1001, order: 1, invoice: 1001, article: 1001, voucher: 1 };
  readonly customers = new Table<Customer>();
  readonly customerLabels = new Table<Entity>();
  readonly articles = new Table<Article>();
  readonly orders = new Table<Order>();
  readonly invoices = new Table<Entity>();
  readonly invoiceDrafts = new Table<Entity>();
  readonly vouchers = new Table<Entity>();
  readonly codings = new Table<Coding>();
  readonly units = new Table<Unit>();
  readonly termsOfPayment = new Table<TermsOfPayment>();
  readonly deliveryMethods = new Table<Named>();
  readonly deliveryTerms = new Table<Named>();
  readonly countries = new Table<Country>();
  readonly currencies = new Table<Currency>();
  readonly fiscalYears = new Table<FiscalYear>();

  constructor(id: string, settings: CompanySettings) {
    this.id = id;
    this.settings = settings;
  }

  get name(): string {
    return this.settings.Name;
  }

  hasModule(module: string): boolean {
    return this.settings.ActivatedModules.includes(module);
  }

  country(code: string): Country | null {
    return this.countries.find((country) => country.Code === code.toUpperCase());
  }

  isEuCountry(code: string): boolean {
    return this.country(code)?.IsEuMember === true;
  }

  fiscalYearOf(day: string): FiscalYear | null {
    return this.fiscalYears.find((year) => year.StartDate <= day && day <= year.EndDate);
  }
}
