/** States as words and colours: never colour alone. Every state has its words, or this doesn't compile. */
import type { JobStatus, JobView, OperationKind, OperationState, Outcome, Wait } from "../../domain/job.ts";
import type { Vendor } from "../../domain/ids.ts";
import type { Severity } from "../../domain/reason-texts.ts";
import type { ConnectionView } from "../../sync/rpc.ts";

/** `good`, `quiet` and `busy` ask for nothing; `warn` should be looked at; `bad` needs a person. */
export type Tone = "good" | "quiet" | "busy" | "warn" | "bad";
export type Word = { readonly text: string; readonly tone: Tone };

const word = (text: string, tone: Tone): Word => ({ text, tone });

export const VENDORS: Readonly<Record<Vendor, string>> = { asperion: "Asperion", eaccounting: "eAccounting" };

export const OUTCOME_WORDS: Readonly<Record<Outcome, Word>> = {
  booked: word("Booked", "good"),
  updated: word("Updated", "good"),
  skipped: word("Skipped", "quiet"),
  "before-start": word("Before the start line", "quiet"),
  held: word("Held", "bad"),
  rejected: word("Refused", "bad"),
  "in-doubt": word("In doubt", "warn"),
  "needs-attention": word("Needs a person", "bad"),
};

export const STATUS_WORDS: Readonly<Record<JobStatus, Word>> = {
  queued: word("Queued", "busy"),
  running: word("Running", "busy"),
  waiting: word("Waiting", "warn"),
  done: word("Done", "quiet"),
  dead: word("Put aside", "bad"),
};

const WAIT_WORDS: Readonly<Record<Wait, string>> = {
  key: "for another job of the same order",
  coalesce: "a moment, in case more events come",
  party: "for another order of the same customer",
  rate: "for its turn at the vendor",
  pause: "as the tenant is paused",
  "back-off": "before it is tried again",
  "in-doubt": "to look up whether a write came through",
};

/** `Waits for its turn at the vendor` */
export const waitText = (wait: Wait): string => `Waits ${isKey(WAIT_WORDS, wait) ? WAIT_WORDS[wait] : `(${String(wait)})`}`;

/** One word for where a job stands: what came of it, once something did. */
export function jobWord({ status, outcome }: Pick<JobView, "status" | "outcome">): Word {
  // What a newer release stored, before a roll-back, has no words here: it is shown as it stands.
  if (status === "done" && outcome !== null) return isKey(OUTCOME_WORDS, outcome) ? OUTCOME_WORDS[outcome] : word(String(outcome), "warn");
  return isKey(STATUS_WORDS, status) ? STATUS_WORDS[status] : word(String(status), "warn");
}

export const OPERATION_STATE_WORDS: Readonly<Record<OperationState, Word>> = {
  planned: word("Not sent", "quiet"),
  sent: word("Sent, no answer yet", "warn"),
  done: word("Answered", "good"),
  compared: word("Answered, compared", "good"),
  rejected: word("Refused", "bad"),
  "in-doubt": word("In doubt", "warn"),
};

export const OPERATION_KIND_WORDS: Readonly<Record<OperationKind, string>> = {
  "order.create": "Make the sales order",
  "order.update": "Change the sales order",
  "order.confirm": "Confirm the sales order",
  "order.delete": "Delete the sales order",
  "order.convert": "Invoice the sales order",
  "draft.create": "Make the draft of the invoice",
  "draft.update": "Change the draft of the invoice",
  "draft.delete": "Delete the draft of the invoice",
  "draft.convert": "Book the invoice",
  "payment.create": "Register the payment",
  "customer.create": "Make the customer",
  "customer.update": "Update the customer",
  "article.create": "Make an article of our own",
  "label.create": "Claim the company",
  "product.create": "Make the article in Asperion",
  "product.update": "Change the article in Asperion",
  "stock-order.create": "Correct the stock",
  "stock-article.update": "Update the article",
};

export const CONNECTION_WORDS: Readonly<Record<ConnectionView["state"], Word>> = {
  none: word("Not connected", "warn"),
  connected: word("Connected", "good"),
  "needs-login": word("Needs a new sign-in", "bad"),
};

export const SEVERITY_WORDS: Readonly<Record<Severity, Word>> = {
  info: word("For the record", "quiet"),
  warning: word("Worth a look", "warn"),
  error: word("Needs a person", "bad"),
};

/** Whether a text from outside names an entry of a table of ours. */
export const isKey = <T extends string>(table: Readonly<Record<T, unknown>>, text: string | undefined): text is T => text !== undefined && Object.hasOwn(table, text);
