/**
 * What the table of reasons says of a code (written with the builders of entry.ts), and the types
 * that follow from it. Its texts are the messages `reasons.<code>.text` and `reasons.<code>.next`.
 */

/**
 * `info`: for the record. `warning`: goes on by itself or may be looked at. `error`: needs a
 * person.
 */
export type Severity = "info" | "warning" | "error";

export type ReasonParam = string | number | boolean | null;

/** What each kind of parameter holds; src/messages/reasons.ts formats them. */
type ParamValues = {
  /** A number of a document, a name of a field, a code: shown unchanged. */
  readonly text: string | number;
  /** Numbers of documents, or of a customer, with commas between them; one without by its id. */
  readonly document: string | number;
  readonly count: number;
  /** Money, as a decimal string: shown with cents. */
  readonly amount: string;
  /** A quantity, a price or a rate, as a decimal string: shown with its own decimals. */
  readonly quantity: string;
  /** An amount, or another value of a field: shown unchanged. */
  readonly figure: string | number | boolean;
  /** A fraction as a decimal string: "0.25" is 25%. */
  readonly percent: string;
  /** A calendar day, "2026-11-24", or an instant. */
  readonly day: string;
  readonly instant: string;
  /** A day with its time to the second, where minutes are too coarse. */
  readonly moment: string;
  /** A code of two letters. */
  readonly country: string;
  /** Who did it: a person's name or address, or a part of this product. */
  readonly actor: string;
  readonly system: "asperion" | "eaccounting";
  /** The line of the order that it is about; absent or 0: of none. */
  readonly line: number;
  /** A payment provider, "stripe", or what of it is meant, "stripe/card". */
  readonly provider: string;
  readonly flag: boolean;
  /** A field of the ledger, "YourReference": said by the label that the ledger gives it. */
  readonly targetField: string;
  /** Numbers of Asperion's statuses, with commas between them. */
  readonly orderStatuses: string | number;
  /** Names of products' fields, with commas between them. */
  readonly productFields: string;
  /** Names of the ledger's fields of customers or invoices, with commas between them. */
  readonly customerFields: string;
  /** The ways in which a customer was searched for, separated by commas: `CustomerSearch`. */
  readonly customerSearches: string;
  /** Documents with what each is, separated by commas: "invoice:1002, credit:1003". */
  readonly namedDocuments: string;
};

type Kind = keyof ParamValues;
/**
 * A kind, or the words that a parameter is one of; `known`: others are said as they are. What is
 * absent is said as "unknown"; with `?` or `null` the message leaves it out, or says something else
 * in its place.
 */
export type ParamKind =
  | Kind
  | `${Kind}?`
  | readonly (string | null)[]
  | { readonly known: readonly string[] };

export type ReasonEntry = {
  readonly severity: Severity;
  /**
   * Whether an alert names it: raised for the tenant, or the first such reason of a job that stops
   * or is in doubt (sync/tenant/monitoring/alert-causes.ts). Alerts of severity `error` are mailed,
   * a webhook gets all of them.
   */
  readonly alerts: boolean;
  /** `false`: there is nothing to do about it, and no next step in the catalogue. */
  readonly asks?: false;
  readonly params: Readonly<Record<string, ParamKind>>;
};

export type ReasonTable = Readonly<Record<string, ReasonEntry>>;

/** The types in which a parameter of this kind may be given. */
export type ParamInput<Of> = Of extends `${infer Known extends Kind}?`
  ? ParamValues[Known] | null
  : Of extends Kind
    ? ParamValues[Of] | null
    : Of extends readonly (infer Word)[]
      ? Word | null
      : string | null;

/** `Yes` where the message of a parameter of this kind does without it, else `No`. */
export type MayLack<Of, Yes, No> = Of extends `${Kind}?` | "line" | "flag"
  ? Yes
  : Of extends readonly (infer Word)[]
    ? null extends Word
      ? Yes
      : No
    : No;
