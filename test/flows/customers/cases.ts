/**
 * The customers flow as a table: what Asperion says of a debtor, what the ledger holds, how the
 * tenant has it, and what is to come of it. `after` names what the one customer must hold
 * afterwards; `writes` are all writes, by method.
 */
import { POST, type Raw, TERMS_10 } from "../parties/ledger.ts";
import { ANNA, ANNA_THERE, BYGG, type Given } from "./world.ts";

export type Case = {
  readonly name: string;
  readonly debtor: Raw | null;
  /**
   * Customers that are in the ledger before; the first is linked to the debtor where `linked` says
   * so.
   */
  readonly there?: readonly Raw[];
  readonly linked?: boolean;
  readonly labels?: readonly string[];
  readonly given?: Given;
  readonly outcome: string;
  readonly codes: readonly string[];
  readonly writes?: readonly string[];
  /** Of the first customer. */
  readonly after?: Raw;
};

const company: Raw = { ...ANNA_THERE, IsPrivatePerson: false };
const labelled = (name: string): Raw => expectLabel(name);
const expectLabel = (name: string): Raw => ({ CustomerLabels: [{ Name: name }] });

export const CASES: readonly Case[] = [
  // made
  {
    name: "a person who isn't in the ledger is made, under our own number",
    debtor: ANNA,
    outcome: "updated",
    codes: ["customer-created"],
    writes: ["POST"],
    after: { ...ANNA_THERE, CustomerNumber: "AS55" },
  },
  {
    name: "a company is made as one, with the person to turn to",
    debtor: BYGG,
    outcome: "updated",
    codes: ["customer-created"],
    writes: ["POST"],
    after: {
      Name: "Bygg AB",
      ContactPersonName: "Bo Ek",
      CorporateIdentityNumber: "556000-0000",
      IsPrivatePerson: false,
    },
  },
  {
    name: "no customer is made before the first order where the tenant doesn't want that",
    debtor: ANNA,
    given: { customers: { create: false } },
    outcome: "skipped",
    codes: ["customer-not-made"],
    writes: [],
  },
  {
    name: "the tenant's map of kinds says company where no number does",
    debtor: { ...ANNA, debtorKindId: "2" },
    given: { lookups: { customerKind: { table: { "2": "company" } } } },
    outcome: "updated",
    codes: ["customer-created"],
    writes: ["POST"],
    after: { IsPrivatePerson: false },
  },
  // found
  {
    name: "a customer is found by its e-mail address and brought up to date",
    debtor: ANNA,
    there: [{ ...ANNA_THERE, InvoiceAddress1: "Old 1" }],
    outcome: "updated",
    codes: ["customer-found", "customer-updated"],
    writes: ["PUT"],
    after: ANNA_THERE,
  },
  {
    name: "one that is found and right is linked without a write",
    debtor: ANNA,
    there: [ANNA_THERE],
    outcome: "updated",
    codes: ["customer-found"],
    writes: [],
  },
  {
    name: "keys are tried in the tenant's order: by VAT number before by e-mail address",
    debtor: { ...BYGG, vatNumber: "SE556000000001" },
    there: [
      {
        ...company,
        Name: "Bygg AB",
        EmailAddress: "bo@other.example",
        VatNumber: "SE556000000001",
      },
      { ...company, EmailAddress: "info@bygg.example" },
    ],
    given: { orders: { findCustomerBy: ["vat-number", "organisation-number", "email"] } },
    outcome: "needs-attention",
    codes: ["customer-found", "customer-email-taken", "customer-updated"],
    writes: ["PUT"],
    after: { Name: "Bygg AB", EmailAddress: "bo@other.example", ContactPersonName: "Bo Ek" },
  },
  {
    name: "one that has nothing but the customer number in common is a stranger: held, and untouched",
    given: { orders: { findCustomerBy: ["email", "customer-number"] } },
    debtor: ANNA,
    there: [
      {
        CustomerNumber: "10055",
        Name: "Kalle Karlsson",
        EmailAddress: "kalle@other.example",
        InvoiceAddress1: "Vägen 9",
        InvoicePostalCode: "90000",
        InvoiceCity: "Umeå",
      },
    ],
    outcome: "held",
    codes: ["customer-number-taken"],
    after: { Name: "Kalle Karlsson", InvoiceCity: "Umeå" },
  },
  {
    name: "one that has the number and the name is found by the number, though it moved",
    given: { orders: { findCustomerBy: ["email", "customer-number"] } },
    debtor: ANNA,
    there: [
      {
        CustomerNumber: "10055",
        Name: "Svensson, Anna",
        EmailAddress: "old@example.com",
        InvoiceAddress1: "Vägen 9",
        InvoicePostalCode: "90000",
        InvoiceCity: "Umeå",
      },
    ],
    outcome: "updated",
    codes: ["customer-found", "customer-updated"],
    writes: ["PUT"],
    after: { InvoiceCity: "Stockholm" },
  },
  {
    name: "two customers of one address are held, never chosen between",
    debtor: ANNA,
    there: [ANNA_THERE, ANNA_THERE],
    outcome: "held",
    codes: ["customer-ambiguous"],
    writes: [],
  },
  {
    name: "one that somebody made inactive is held",
    debtor: ANNA,
    there: [{ ...ANNA_THERE, IsActive: false }],
    outcome: "held",
    codes: ["customer-inactive"],
    writes: [],
  },
  {
    name: "a link goes before every key",
    debtor: { ...ANNA, emailAddress: "new@example.com" },
    there: [ANNA_THERE],
    linked: true,
    outcome: "updated",
    codes: ["customer-known", "customer-updated"],
    writes: ["PUT"],
    after: { EmailAddress: "new@example.com" },
  },
  {
    name: "our number on a stranger is taken, and held",
    debtor: ANNA,
    there: [{ CustomerNumber: "AS55", EmailAddress: "stranger@example.com" }],
    outcome: "held",
    codes: ["customer-number-taken"],
    writes: ["POST"],
  },
  // company or person
  {
    name: "a person that became a company is held, as open documents hang on it",
    debtor: { ...ANNA, cocNumber: "556000-0000" },
    there: [ANNA_THERE],
    linked: true,
    outcome: "held",
    codes: ["customer-kind-differs"],
    writes: [],
  },
  {
    name: "a person that became a company stays a person where the ledger wins, and the rest is written",
    debtor: { ...ANNA, cocNumber: "556000-0000" },
    there: [ANNA_THERE],
    linked: true,
    given: { orders: { customerKindConflict: "ledger-wins" } },
    outcome: "updated",
    codes: ["customer-known", "customer-kind-kept", "customer-updated"],
    writes: ["PUT"],
    after: { IsPrivatePerson: true, CorporateIdentityNumber: "556000-0000" },
  },
  {
    name: "a company whose card no longer says so stays one, and that is said",
    debtor: { ...ANNA, phoneNumber: "08-2" },
    there: [company],
    linked: true,
    outcome: "updated",
    codes: ["customer-known", "customer-kind-kept", "customer-updated"],
    writes: ["PUT"],
    after: { IsPrivatePerson: false, Telephone: "08-2" },
  },
  {
    name: "a company that the map of kinds calls a person is held",
    debtor: { ...BYGG, debtorKindId: "1" },
    there: [company],
    linked: true,
    given: { lookups: { customerKind: { table: { "1": "private" } } } },
    outcome: "held",
    codes: ["customer-kind-differs"],
    writes: [],
  },
  // classification
  {
    name: "the kind's label is made where the company has none, and put on",
    debtor: ANNA,
    there: [ANNA_THERE],
    given: {
      customers: { classifyBy: "debtor-kind" },
      lookups: { customerLabel: { table: { "1": "Retail" } } },
    },
    outcome: "updated",
    codes: ["customer-found", "customer-updated"],
    writes: ["POST", "PUT"],
    after: labelled("Retail"),
  },
  {
    name: "a label that is there is found by its name, whatever its case",
    debtor: ANNA,
    there: [ANNA_THERE],
    labels: ["RETAIL"],
    given: {
      customers: { classifyBy: "debtor-kind" },
      lookups: { customerLabel: { table: { "1": "Retail" } } },
    },
    outcome: "updated",
    codes: ["customer-found", "customer-updated"],
    writes: ["PUT"],
    after: labelled("RETAIL"),
  },
  {
    name: "a characteristic is its own label, also of a customer that is just made",
    debtor: { ...ANNA, characteristic4: "Gold" },
    given: { customers: { classifyBy: "characteristic4" } },
    outcome: "updated",
    codes: ["customer-created"],
    writes: ["POST", "POST"],
    after: labelled("Gold"),
  },
  {
    name: "a kind without a row gets no label, as an id is no name",
    debtor: ANNA,
    there: [ANNA_THERE],
    given: { customers: { classifyBy: "debtor-kind" } },
    outcome: "updated",
    codes: ["customer-found"],
    writes: [],
    after: { CustomerLabels: [] },
  },
  // what documents are made with
  {
    name: "terms, currency, delivery method and language follow their look-ups",
    debtor: { ...ANNA, countryCode: "NL", paymentConditionId: 3 },
    given: {
      lookups: {
        termsOfPayment: { table: { "3": TERMS_10 } },
        customerCurrency: { table: { NL: "EUR" }, default: "SEK" },
        customerDeliveryMethod: { force: POST, table: {} },
        customerLanguage: { table: { NL: "NL" } },
      },
    },
    outcome: "updated",
    codes: ["terms-chosen", "customer-created"],
    writes: ["POST"],
    after: {
      TermsOfPaymentId: TERMS_10,
      CurrencyCode: "EUR",
      DeliveryMethodId: POST,
      SalesDocumentLanguage: "nl",
    },
  },
  {
    name: "without a look-up they stay as the ledger has them",
    debtor: { ...ANNA, phoneNumber: "08-2" },
    there: [{ ...ANNA_THERE, CurrencyCode: "EUR", TermsOfPaymentId: TERMS_10 }],
    outcome: "updated",
    codes: ["customer-found", "customer-updated"],
    writes: ["PUT"],
    after: { CurrencyCode: "EUR", TermsOfPaymentId: TERMS_10 },
  },
  {
    name: "a currency that the ledger doesn't have is held",
    debtor: ANNA,
    given: { lookups: { customerCurrency: { default: "USD", table: {} } } },
    outcome: "held",
    codes: ["currency-unknown"],
    writes: [],
  },
  {
    name: "a delivery method that the ledger doesn't have is held",
    debtor: ANNA,
    given: { lookups: { customerDeliveryMethod: { default: "gone", table: {} } } },
    outcome: "held",
    codes: ["delivery-method-not-mapped"],
    writes: [],
  },
  // blocked, deleted, guests, off
  {
    name: "a blocked debtor without a customer gets none",
    debtor: { ...ANNA, blocked: true },
    outcome: "skipped",
    codes: ["customer-not-made", "debtor-blocked"],
    writes: [],
  },
  {
    name: "a blocked debtor's customer is kept up to date and stays active",
    debtor: { ...ANNA, blocked: true, phoneNumber: "08-2" },
    there: [ANNA_THERE],
    linked: true,
    outcome: "updated",
    codes: ["customer-known", "customer-updated", "debtor-blocked"],
    writes: ["PUT"],
    after: { Telephone: "08-2", IsActive: true },
  },
  {
    name: "a deleted debtor's customer stays",
    debtor: null,
    there: [ANNA_THERE],
    linked: true,
    outcome: "skipped",
    codes: ["debtor-deleted"],
    writes: [],
    after: { ...ANNA_THERE, IsActive: true },
  },
  {
    name: "a debtor that stands for guests has no customer",
    debtor: ANNA,
    given: { orders: { collectiveDebtors: [55] } },
    outcome: "skipped",
    codes: ["debtor-stands-for-guests"],
    writes: [],
  },
  {
    name: "with the flow off nothing is read or written",
    debtor: ANNA,
    given: { customers: { enabled: false } },
    outcome: "skipped",
    codes: ["flow-off"],
    writes: [],
  },
  {
    name: "in trial mode nothing is made",
    debtor: ANNA,
    given: { trial: true },
    outcome: "skipped",
    codes: ["customer-created"],
    writes: [],
  },
  {
    name: "in trial mode nothing is changed",
    debtor: ANNA,
    there: [{ ...ANNA_THERE, Telephone: "08-9" }],
    given: { trial: true },
    outcome: "skipped",
    codes: ["customer-found", "trial-mode"],
    writes: [],
    after: { Telephone: "08-9" },
  },
  // e-mail changes
  {
    name: "an e-mail address that another customer has isn't given to a second one; the rest is written",
    debtor: { ...ANNA, emailAddress: "bo@example.com", phoneNumber: "08-2" },
    there: [ANNA_THERE, { EmailAddress: "Bo@example.com" }],
    linked: true,
    outcome: "needs-attention",
    codes: ["customer-known", "customer-email-taken", "customer-updated"],
    writes: ["PUT"],
    after: { EmailAddress: "anna@example.com", Telephone: "08-2" },
  },
  {
    name: "an address that only an inactive customer has is free",
    debtor: { ...ANNA, emailAddress: "bo@example.com" },
    there: [ANNA_THERE, { EmailAddress: "bo@example.com", IsActive: false }],
    linked: true,
    outcome: "updated",
    codes: ["customer-known", "customer-updated"],
    writes: ["PUT"],
    after: { EmailAddress: "bo@example.com" },
  },
  {
    name: "an address that the debtor no longer has stays with the customer: nothing is known in its place",
    debtor: { ...ANNA, emailAddress: null, phoneNumber: "08-2" },
    there: [ANNA_THERE],
    linked: true,
    outcome: "updated",
    codes: ["customer-known", "customer-updated"],
    writes: ["PUT"],
    after: { EmailAddress: "anna@example.com", Telephone: "08-2" },
  },
  // what can't be written
  {
    name: "a post code that doesn't fit is held",
    debtor: { ...ANNA, postCode: "12345678901" },
    outcome: "held",
    codes: ["post-code-too-long"],
    writes: [],
  },
  {
    name: "a customer that vanished from the ledger is looked for again, and made",
    debtor: ANNA,
    there: [],
    linked: true,
    outcome: "updated",
    codes: ["customer-created"],
    writes: ["POST"],
    after: ANNA_THERE,
  },
];
