/**
 * The customer's fields that we own, as planned from the party: what is too long is cut where that
 * harms nothing, with the full name kept in the note; what is required and missing is filled and
 * recorded. Terms and delivery methods are chosen by the tenant's look-ups, for orders too.
 */
import type { LedgerCompany, TermsOfPayment, DeliveryMethod } from "../../domain/ledger/ledger.ts";
import type { MappedValues } from "../../domain/ledger/mapped.ts";
import {
  type CustomerFields,
  foldNumber,
  type FoundCustomer,
  vatLetters,
} from "../../domain/parties/party.ts";
import { type Reason, reason } from "../../domain/reasons/index.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { cutTrimmed, oneLine, nonBlankOrNull } from "../../domain/platform/text.ts";
import { CUSTOMER_STEPS } from "../../settings/expressions/limits.ts";
import { applyRules, Budget, valuesOf } from "../../settings/rules/apply.ts";
import { readyRules, customerRecord } from "../../settings/rules/compile.ts";
import { targetNamed } from "../../settings/rules/targets.ts";
import type { Settings } from "../../settings/schema.ts";
import {
  addressesThere,
  deliveryFields,
  invoiceFields,
  newCustomerAddress,
} from "./customer-addresses.ts";
import { isEmptyAddress, MAX_NAME, type Party, postalAddress, sameAddress } from "./party.ts";
import type { SalesOrder } from "../../domain/orders/sales-order.ts";
import type { LookupFacts } from "../../settings/lookups/lookup-key.ts";
import { type Choice, choose, type Lookup } from "../../settings/lookups/lookup.ts";
import { defined } from "../../domain/platform/defined.ts";

/** The vendor's limits. */
const MAX_CONTACT = 100;
const MAX_EMAIL = 255;
const MAX_PHONE = 50;
const MAX_NUMBER = 20;
const MAX_NOTE = 4000;

type CustomerInput = {
  readonly party: Party;
  readonly settings: Pick<Settings, "orders" | "lookups" | "mapping">;
  readonly company: Pick<LedgerCompany, "country" | "termsOfPaymentId">;
  readonly terms: readonly TermsOfPayment[];
  /** For a new customer; `null`: the company's own. An existing customer keeps its currency. */
  readonly currency?: string | null;
  /**
   * The customer that is brought up to date: it gets what the source says and nothing that stands
   * in for it. `null`, absent: one is made.
   */
  readonly there?: FoundCustomer | null;
};

/** `label`: by name, what the debtor's class says; `null`: classes aren't looked at. */
export type PlannedCustomer = {
  readonly fields: CustomerFields;
  readonly label: { readonly name: string | null } | null;
  readonly reasons: readonly Reason[];
};

/** With all that is missing at once. */
export function planCustomer(input: CustomerInput): Result<PlannedCustomer, readonly Reason[]> {
  const { party, settings, company, terms, currency = null, there = null } = input;
  const filled = { missing: settings.orders.missingAddress, country: company.country };
  // Where the source has no country, the ledger's counts.
  const country = nonBlankOrNull(there?.country) ?? company.country;
  const home = { ...filled, country };
  const { name, number } = party;
  if (name === null || number === null)
    return err([reason("customer-not-identifiable", { by: name === null ? "name" : "email" })]);
  const invoice = postalAddress(party.invoiceAddress, { where: "invoice", name, ...home });
  const place = { ...home, country: party.invoiceAddress.country ?? country };
  const delivery = isElsewhere(party)
    ? postalAddress(party.deliveryAddress, { where: "delivery", name, ...place })
    : null;
  const chosen = termsOf(party, settings, { ...company, country }, terms);
  const mapped = mapCustomer(party, settings);
  const errors = [
    ...invoice.errors,
    ...(delivery?.errors ?? []),
    ...(chosen.ok ? [] : [chosen.error]),
    ...(mapped.ok ? [] : [mapped.error]),
  ];
  if (errors.length > 0 || !chosen.ok || !mapped.ok) return err(errors);

  const addresses =
    there === null ? null : addressesThere(party, { invoice, delivery }, there, filled);
  const { own, recorded } = ownFields(party, name, invoice.address.country, there !== null);
  const fields: CustomerFields = {
    number,
    kind: party.kind,
    ...own,
    ...invoiceFields(addresses?.invoice.address ?? newCustomerAddress(invoice.address)),
    ...deliveryFields(
      addresses === null
        ? delivery && newCustomerAddress(delivery.address)
        : addresses.delivery?.address,
    ),
    termsOfPaymentId: chosen.value.id,
    ...(currency === null ? {} : { currency }),
    note: name.length > MAX_NAME ? cutTrimmed(name, MAX_NOTE) : null,
    upkeep: null,
    labels: null,
    ...(Object.keys(mapped.value.values).length === 0 ? {} : { mapped: mapped.value.values }),
  };
  // The name of the invoice address isn't written with a customer: that it was cut isn't recorded.
  const ofSource = [
    ...invoice.recorded.filter(({ params }) => params["field"] !== "invoice.name"),
    ...(delivery?.recorded ?? []),
  ];
  const ofAddress = [
    ...ofSource.filter(({ code }) => addresses === null || code !== "address-missing-filled"),
    ...(addresses?.invoice.recorded ?? []),
    ...(addresses?.delivery?.recorded ?? []),
  ];
  return ok({
    fields,
    label: null,
    reasons: [...recorded, ...ofAddress, ...chosen.value.recorded, ...mapped.value.recorded],
  });
}

/** Its goods go to another place than its bills. */
const isElsewhere = ({ deliveryAddress, invoiceAddress }: Party): boolean =>
  !isEmptyAddress(deliveryAddress) && !sameAddress(deliveryAddress, invoiceAddress);

type OwnFields = Pick<
  CustomerFields,
  "name" | "contactPerson" | "email" | "phone" | "mobile" | "organisationNumber" | "vatNumber"
>;

/** Names and identities, as far as they fit. `isThere`: the ledger has the customer. */
function ownFields(
  party: Party,
  name: string,
  country: string,
  isThere: boolean,
): { readonly own: OwnFields; readonly recorded: readonly Reason[] } {
  const recorded: Reason[] = [];
  const fitting = (field: string, text: string | null, max: number): string | null => {
    const words = text === null ? "" : oneLine(text);
    if (words.length > max)
      recorded.push(reason("text-shortened", { field: `customer.${field}`, line: null, max }));
    return cutTrimmed(words, max) || null;
  };

  /** Half an e-mail address or number is another one: written whole or not at all. */
  const whole = (
    field: string,
    text: string | null,
    fits: (words: string) => boolean,
  ): string | null => {
    const words = text?.trim() ?? "";
    if (words === "" || fits(words)) return words || null;
    recorded.push(reason("field-left-out", { field: `customer.${field}` }));
    return null;
  };

  const own: OwnFields = {
    name: isThere && party.nameStandsIn === true ? null : (fitting("name", name, MAX_NAME) ?? "-"),
    contactPerson: fitting("contactPerson", party.contactPerson, MAX_CONTACT),
    email: whole("email", party.email, (text) => text.length <= MAX_EMAIL),
    phone: fitting("phone", party.phone, MAX_PHONE),
    mobile: fitting("mobile", party.mobile, MAX_PHONE),
    organisationNumber: whole(
      "organisationNumber",
      party.organisationNumber,
      (text) => text.length <= MAX_NUMBER,
    ),
    vatNumber: whole(
      "vatNumber",
      vatNumber(party.vatNumber, country, party.invoiceAddress.country !== null),
      isVatNumber,
    ),
  };
  return { own, recorded };
}

/** A customer needs terms: as the look-up says, else the company's own default. */
function termsOf(
  party: Party,
  settings: CustomerInput["settings"],
  company: CustomerInput["company"],
  known: readonly TermsOfPayment[],
): Result<{ id: string; recorded: readonly Reason[] }, Reason> {
  const chosen = termsOfPayment(settings.lookups.termsOfPayment, party.paymentConditionId, known, {
    country: party.invoiceAddress.country ?? company.country,
    kind: party.kind,
  });
  if (!chosen.ok) return chosen;
  if (chosen.value.value !== null)
    return ok({ id: chosen.value.value, recorded: chosen.value.recorded });
  if (company.termsOfPaymentId === null)
    return err(
      reason("terms-not-mapped", { from: party.paymentConditionId, by: "company", terms: null }),
    );
  return ok({
    id: company.termsOfPaymentId,
    recorded: [
      reason("terms-chosen", {
        from: party.paymentConditionId,
        by: "company",
        terms: company.termsOfPaymentId,
      }),
    ],
  });
}

/**
 * With its country's two letters before it; those of Greece are others in VAT numbers. Where the
 * source says no country (`isSaid`), the company's stands in: a number that can't be of that
 * country gets no letters.
 */
function vatNumber(text: string | null, country: string, isSaid: boolean): string | null {
  const number = text === null ? "" : foldNumber(text);
  if (number === "" || /^[A-Z]{2}/.test(number)) return number;
  const isForeign = !isSaid && /[A-Z]/.test(number) && OF_COUNTRY[country]?.test(number) !== true;
  return isForeign ? number : `${vatLetters(country)}${number}`;
}

/** Bare VAT numbers of countries whose numbers have letters in them. */
const OF_COUNTRY: Readonly<Record<string, RegExp>> = {
  NL: /^\d{9}B\d{2}$/,
  NO: /^\d{9}(MVA)?$/,
};

/**
 * The ledger wants the country's two letters and 8 to 12 letters and digits, and asks VIES about
 * them. A number of another form isn't a VAT number and would refuse the whole customer.
 */
const isVatNumber = (text: string): boolean => /^[A-Z]{2}[0-9A-Z]{8,12}$/.test(text);

type MappedCustomer = {
  readonly values: MappedValues;
  readonly recorded: readonly Reason[];
};

/** The tenant's rules on a customer: fields of the ledger that nothing else here fills. Pure. */
function mapCustomer(
  party: Party,
  settings: Pick<Settings, "mapping">,
): Result<MappedCustomer, Reason> {
  const mapped = applyRules(
    readyRules(settings.mapping, "customers"),
    customerRecord(party),
    new Budget(CUSTOMER_STEPS),
  );
  if (!mapped.ok)
    return err(
      reason("rule-failed", {
        field: mapped.error.target,
        rule: mapped.error.fault.rule,
        fault: mapped.error.fault.code,
        line: null,
        column: mapped.error.fault.at.column,
      }),
    );
  return ok({
    values: valuesOf(mapped.value, (name) => targetNamed("customers", name)),
    recorded: mapped.value.map(({ target, rule, by, source }) =>
      reason("field-mapped", {
        field: `customer.${target}`,
        rule,
        by,
        source: by === "field" ? source : null,
      }),
    ),
  });
}

/** With what is to be told of the choice. */
export type RecordedChoice<T> = { readonly value: T; readonly recorded: readonly Reason[] };

/**
 * `null` where nothing is chosen: the ledger then takes the customer's own terms. A choice that the
 * ledger doesn't know errs: other terms would be a guess.
 */
export function termsOfPayment(
  lookup: Lookup,
  condition: string | null,
  known: readonly TermsOfPayment[],
  facts: LookupFacts = {},
): Result<RecordedChoice<string | null>, Reason> {
  const choice = choose(lookup, condition, facts);
  const params = {
    from: choice.from,
    by: choice.value === null ? ("customer" as const) : choice.by,
    terms: choice.value,
    ...rowOf(choice),
  };
  if (choice.value !== null && !known.some((terms) => sameId(terms.id, choice.value)))
    return err(reason("terms-not-mapped", params));
  return ok({ value: choice.value, recorded: [reason("terms-chosen", params)] });
}

/**
 * An order takes a delivery method by name and code, not by id (the ids are read-only on orders).
 * Nothing is recorded for an order without one.
 */
export function deliveryMethod(
  lookup: Lookup,
  method: string | null,
  known: readonly DeliveryMethod[],
  facts: LookupFacts = {},
): Result<RecordedChoice<SalesOrder["deliveryMethod"]>, Reason> {
  const choice = choose(lookup, method, facts);
  const params = { from: choice.from, by: choice.by, method: choice.value, ...rowOf(choice) };
  if (choice.value === null)
    return ok({
      value: null,
      recorded: method === null ? [] : [reason("delivery-method-chosen", params)],
    });
  const found = known.find((one) => sameId(one.id, choice.value));
  if (found === undefined) return err(reason("delivery-method-not-mapped", params));
  return ok({
    value: {
      name: cutTrimmed(found.name, 50),
      code: found.code === null ? null : cutTrimmed(found.code, 20),
    },
    recorded: [reason("delivery-method-chosen", params)],
  });
}

/** The row of the table that chose, where it is a narrowed one. */
const rowOf = ({ key }: Choice): { readonly key?: string } => defined({ key });

const sameId = (a: string, b: string | null): boolean =>
  b !== null && a.toLowerCase() === b.toLowerCase();
