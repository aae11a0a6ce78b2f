/**
 * The customer as its debtor's card says it, with what its future documents are made with: terms,
 * currency, delivery method, language, label. Each by the tenant's look-up; a choice that the
 * ledger doesn't know is held, as another one would be a guess. Pure.
 */
import type { DeliveryMethod } from "../../domain/ledger/ledger.ts";
import type { Debtor } from "../../domain/orders/order.ts";
import type { FoundCustomer } from "../../domain/parties/party.ts";
import { type Reason, reason, type ReasonCode } from "../../domain/reasons/index.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { cutTrimmed, nonBlankOrNull } from "../../domain/platform/text.ts";
import type { LookupFacts } from "../../settings/lookups/lookup-key.ts";
import { type Choice, choose, type Lookup } from "../../settings/lookups/lookup.ts";
import type { Settings } from "../../settings/schema.ts";
import type { LedgerLists } from "../port.ts";
import type { Party } from "./party.ts";
import { planCustomer, type PlannedCustomer, termsOfPayment } from "./plan-customer.ts";
import { partyOfDebtor } from "./pull-debtor.ts";

type DebtorInput = {
  readonly debtor: Debtor;
  readonly settings: Pick<Settings, "orders" | "lookups" | "customers" | "mapping">;
  readonly ledger: Pick<LedgerLists, "terms" | "deliveryMethods" | "currencies"> & {
    readonly company: NonNullable<LedgerLists["company"]>;
  };
  /** The customer that is brought up to date; `null`, absent: one is made. */
  readonly there?: FoundCustomer | null;
};

type PlannedDebtor = PlannedCustomer & { readonly party: Party };

export function planDebtor({
  debtor,
  settings,
  ledger,
  there = null,
}: DebtorInput): Result<PlannedDebtor, readonly Reason[]> {
  const party = partyOfDebtor(debtor, settings);
  const { company } = ledger;
  const planned = planCustomer({ party, settings, company, terms: ledger.terms, there });
  if (!planned.ok) return planned;
  const country = debtor.address.country ?? nonBlankOrNull(there?.country) ?? company.country;
  const facts: LookupFacts = { country, kind: party.kind };
  const {
    customerCurrency,
    customerDeliveryMethod,
    customerLanguage,
    termsOfPayment: terms,
  } = settings.lookups;
  const chosenTerms = termsOfPayment(terms, debtor.paymentConditionId, ledger.terms, facts);
  const currency = lookedUp(choose(customerCurrency, country, facts), {
    isKnown: (value) => ledger.currencies.includes(value),
    code: "currency-unknown",
    param: "currency",
  });
  const method = lookedUp(choose(customerDeliveryMethod, country, facts), {
    isKnown: (value) => knows(ledger.deliveryMethods, value),
    code: "delivery-method-not-mapped",
    param: "method",
  });
  const errors = [chosenTerms, currency, method].flatMap((one) => (one.ok ? [] : [one.error]));
  if (!chosenTerms.ok || !currency.ok || !method.ok) return err(errors);
  const upkeep = {
    // The default terms say nothing about this customer.
    termsOfPaymentId:
      there !== null && debtor.paymentConditionId === null && isForTheRest(terms, facts)
        ? null
        : chosenTerms.value.value,
    currency: currency.value,
    deliveryMethodId: method.value,
    language: choose(customerLanguage, country, facts).value?.toLowerCase() ?? null,
  };
  return ok({
    party,
    fields: { ...planned.value.fields, upkeep },
    label: labelOf(debtor, settings),
    reasons: planned.value.reasons,
  });
}

const isForTheRest = (terms: Lookup, facts: LookupFacts): boolean =>
  choose(terms, null, facts).by === "default";

/** Returns what a look-up chose, unless the ledger doesn't know it. */
function lookedUp(
  { value, by, from }: Choice,
  {
    isKnown,
    code,
    param,
  }: {
    readonly isKnown: (value: string) => boolean;
    readonly code: ReasonCode;
    readonly param: string;
  },
): Result<string | null, Reason> {
  return value === null || isKnown(value)
    ? ok(value)
    : err(reason(code, { from, by, [param]: value, company: null }));
}

const knows = (methods: readonly DeliveryMethod[], id: string): boolean =>
  methods.some((method) => method.id.toLowerCase() === id.toLowerCase());

const MAX_LABEL = 50;

/**
 * The label of the debtor's class. Free text of a characteristic is its own label where no row says
 * otherwise; a kind is known by its id alone, which is no name.
 */
function labelOf(debtor: Debtor, settings: DebtorInput["settings"]): PlannedCustomer["label"] {
  const { classifyBy } = settings.customers;
  if (classifyBy === "none") return null;
  const from = classifyBy === "debtor-kind" ? debtor.kindId : debtor[classifyBy];
  const { value } = choose(settings.lookups.customerLabel, from);
  const name = value ?? (classifyBy === "debtor-kind" ? null : from);
  return {
    name: name === null ? null : cutTrimmed(name, MAX_LABEL),
  };
}
