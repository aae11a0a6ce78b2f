/** What finding, creating and updating a customer share about the present party. */
import type { BuyerSigns } from "../../domain/parties/buyers.ts";
import type { Failure } from "../../domain/vendors/failure.ts";
import type { CustomerTax, LedgerCustomer } from "../../domain/ledger/ledger.ts";
import { type FoundCustomer, vatCountry } from "../../domain/parties/party.ts";
import type { Reason } from "../../domain/reasons/index.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { FlowPorts, JournalEntry, WriteIntent } from "../port.ts";
import type { Party } from "./party.ts";
import type { PlannedCustomer } from "./plan-customer.ts";

/** A document's customer, or why it isn't certain. */
export type CustomerAnswer =
  | {
      readonly kind: "customer";
      readonly customer: LedgerCustomer;
      readonly reasons: readonly Reason[];
    }
  | { readonly kind: "held"; readonly reasons: readonly Reason[] };

export type Answer = Promise<Result<CustomerAnswer, Failure>>;

export const foundCustomer = (
  customer: LedgerCustomer,
  ...reasons: readonly Reason[]
): Result<CustomerAnswer, Failure> => ok({ kind: "customer", customer, reasons });
export const held = (...reasons: readonly Reason[]): Result<CustomerAnswer, Failure> =>
  ok({ kind: "held", reasons });

export type Context = {
  readonly ports: FlowPorts;
  readonly party: Party;
  /** The unique number that we derive. */
  readonly number: string;
  readonly linkSource: string;
  readonly fingerprint: string;
  /** Whether a customer that is there is brought up to date. */
  readonly update: boolean;
  /** Only a customer whose invoices are in this currency will do; `null`: any. */
  readonly currency: string | null;
  /** Whether one is made where none is found. */
  readonly make: boolean;
  /**
   * The orderer, where the debtor's own card is another person's; `null`, absent: the card is of
   * this buyer, or there is none.
   */
  readonly buyer?: BuyerSigns | null;
  /** `there`: the customer that is brought up to date; `null`: one is made. */
  readonly plan: (there: FoundCustomer | null) => Result<PlannedCustomer, readonly Reason[]>;
  readonly journal: readonly JournalEntry[];
  /** It is read though nothing new is said of it. */
  readonly again?: boolean;
  /** Whether a person linked the customer that is brought up to date. */
  readonly byPerson?: boolean;
  /** Of the customer that it was linked with so far. */
  readonly vatCheckedAt?: number | undefined;
};

/**
 * The ledger looks a VAT number up in VIES whenever a customer is written with it, so a write that
 * it took is its answer.
 */
export const withVatCheck = (customer: LedgerCustomer, at: number | undefined): LedgerCustomer =>
  at === undefined || (customer.tax?.vatCountry ?? null) === null
    ? customer
    : { ...customer, vatCheckedAt: at };

export const journalKey = (number: string): string => `customer:${number}`;

export function intent(
  context: Context,
  kind: WriteIntent["kind"],
  documentId: string | null,
): WriteIntent {
  return {
    key: journalKey(context.number),
    role: "customer",
    n: 1,
    kind,
    marker: context.number,
    markerCode: null,
    markerField: "CustomerNumber",
    documentId,
  };
}

/** A currency that isn't known is no other one: the ledger's answer will tell. */
export const fitsCurrency = (is: unknown, wanted: string | null): boolean =>
  wanted === null || typeof is !== "string" || is === "" || is.toUpperCase() === wanted;

/** The vendor's code for a VAT number that the EU's register doesn't know. */
const INVALID_VAT_NUMBER = 4025;
export const badVatNumber = (failure: Failure): boolean =>
  failure.kind === "rejected" && failure.code === INVALID_VAT_NUMBER;

/** A customer that isn't there yet has no marks of its own in the ledger. */
export const unmade = ({
  currency = null,
  vatNumber,
  country,
}: {
  readonly currency?: string | null;
  readonly vatNumber: string | null;
  readonly country: string | null;
}): CustomerTax => ({
  currency,
  vatCountry: vatCountry(vatNumber, country),
  byDelivery: false,
  forceVat: false,
  northernIreland: false,
  reverseConstruction: false,
});
