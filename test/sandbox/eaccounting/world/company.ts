// One company in the ledger: its settings, its number series and its tables. Nothing is shared between companies.
import type { Big } from "big.js";
import type { Entity, Json } from "../json.ts";
import type {
  Account,
  Article,
  BankAccount,
  Coding,
  Country,
  Currency,
  Customer,
  FiscalYear,
  Named,
  Order,
  TermsOfPayment,
  Unit,
  VatCode,
} from "./entities.ts";
import type { CountryPlan } from "./plan.ts";
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
}

/** What an invoice came to in the company's currency when it was made, below nought for a credit. */
export interface Booked {
  readonly toPay: Big;
  readonly vat: Big;
  /** Sales, VAT and rounding, credit above nought; what isn't posted yet is when it is paid. */
  readonly sale: readonly { readonly account: number; readonly amount: Big }[];
  readonly isPosted: boolean;
  /** What remained when it was registered, if a manual voucher books it. */
  readonly openedWith?: Big;
}

export class Company {
  readonly id: string;
  settings: CompanySettings;
  readonly series: Series = { customer: 1001, order: 1, invoice: 1001, article: 1001 };
  readonly customers = new Table<Customer>();
  readonly customerLabels = new Table<Entity>();
  readonly articles = new Table<Article>();
  readonly orders = new Table<Order>();
  readonly invoices = new Table<Entity>();
  readonly invoiceDrafts = new Table<Entity>();
  readonly vouchers = new Table<Entity>();
  readonly voucherDrafts = new Table<Entity>();
  readonly salesAttachments = new Table<Entity>();
  readonly attachments = new Table<Entity>();
  readonly ledgerItems = new Table<Entity>();
  readonly projects = new Table<Entity>();
  readonly costCenters = new Table<Entity>();
  readonly costCenterItems = new Table<Entity>();
  readonly accounts = new Table<Account>();
  readonly vatCodes = new Table<VatCode>();
  readonly banks = new Table<Entity>();
  readonly bankTransactions = new Table<Entity>();
  readonly bankAccounts = new Table<BankAccount>();
  readonly codings = new Table<Coding>();
  readonly units = new Table<Unit>();
  readonly termsOfPayment = new Table<TermsOfPayment>();
  readonly deliveryMethods = new Table<Named>();
  readonly deliveryTerms = new Table<Named>();
  readonly suppliers = new Table<Entity>();
  readonly backgrounds = new Table<Entity>();
  readonly countries = new Table<Country>();
  readonly currencies = new Table<Currency>();
  readonly fiscalYears = new Table<FiscalYear>();

  /** Invoices that would have gone out, and how. */
  readonly sent: {
    readonly invoiceId: string;
    readonly way: string;
    readonly to: string | null;
  }[] = [];
  /** Of the first fiscal year; above nought is debit. */
  readonly openingBalances = new Map<number, Big>();
  /** By the id of the invoice. */
  readonly booked = new Map<string, Booked>();
  readonly #invoiceNumbers = new Set<number>();
  #voucherStart = 1;
  readonly #vouchers = new Map<string, number>();

  /** What its country decides. */
  readonly plan: CountryPlan;

  constructor(id: string, settings: CompanySettings, plan: CountryPlan) {
    this.id = id;
    this.plan = plan;
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

  account(day: string, number: number): Account | null {
    const year = this.fiscalYearOf(day)?.Id;
    return this.accounts.find(
      (account) => account.FiscalYearId === year && account.Number === String(number),
    );
  }

  /** The series goes on past numbers that are taken. */
  nextInvoiceNumber(): number {
    let number = this.series.invoice;
    while (this.#invoiceNumbers.has(number)) number += 1;
    return number;
  }

  isInvoiceNumberTaken(number: number): boolean {
    return this.#invoiceNumbers.has(number);
  }

  takeInvoiceNumber(number: number): void {
    this.#invoiceNumbers.add(number);
  }

  /** Voucher numbers count for each series and fiscal year. */
  takeVoucherNumber(day: string, series: string): number {
    const key = `${this.fiscalYearOf(day)?.Id ?? ""} ${series}`;
    const number = this.#vouchers.get(key) ?? this.#voucherStart;
    this.#vouchers.set(key, number + 1);
    return number;
  }

  startVouchersAt(number: number): void {
    this.#voucherStart = number;
    this.#vouchers.clear();
  }

  fiscalYearOf(day: string): FiscalYear | null {
    return this.fiscalYears.find((year) => year.StartDate <= day && day <= year.EndDate);
  }
}
