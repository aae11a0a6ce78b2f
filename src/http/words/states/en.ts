/**
 * States of jobs, writes and connections: a state that is new in the code doesn't compile until it
 * has its words.
 */
import type { Become } from "../../../domain/become.ts";
import type {
  JobStatus,
  OperationKind,
  OperationState,
  Outcome,
  Wait,
} from "../../../domain/job.ts";
import type { Severity } from "../../../domain/reason-texts.ts";
import type { ConnectionView } from "../../../sync/rpc.ts";

export type StatesWords = {
  readonly outcome: Readonly<Record<Outcome, string>>;
  /** Of a dry run. */
  readonly would: Readonly<Record<Become, string>>;
  readonly status: Readonly<Record<JobStatus, string>>;
  /** A sentence's beginning: "Waits for …". */
  readonly wait: Readonly<Record<Wait, string>>;
  readonly otherWait: (wait: string) => string;
  readonly operationState: Readonly<Record<OperationState, string>>;
  readonly operationKind: Readonly<Record<OperationKind, string>>;
  /** Where it is a credit invoice, in the place of the above. */
  readonly creditKind: Readonly<
    Record<"draft.create" | "draft.update" | "draft.delete" | "draft.convert", string>
  >;
  readonly connection: Readonly<Record<ConnectionView["state"], string>>;
  readonly severity: Readonly<Record<Severity, string>>;
};

export const en: StatesWords = {
  outcome: {
    booked: "In eAccounting",
    updated: "Updated",
    skipped: "Skipped",
    "before-start": "Before the start line",
    held: "Held",
    rejected: "Refused",
    "in-doubt": "In doubt",
    "needs-attention": "Needs a person",
  },
  would: {
    book: "Would be booked",
    change: "Would be changed",
    remove: "Would be removed",
    nothing: "Nothing would be written",
    leave: "Would be left out",
    hold: "Would be held",
  },
  status: {
    queued: "Queued",
    running: "Running",
    waiting: "Waiting",
    done: "Done",
    dead: "Put aside",
  },
  wait: {
    key: "Waits for another job of the same order",
    coalesce: "Waits a moment, in case more events come",
    party: "Waits for another order of the same customer",
    rate: "Waits for its turn at the vendor",
    pause: "Waits as the tenant is paused",
    "back-off": "Waits before it is tried again",
    "in-doubt": "Waits to look up whether a write came through",
  },
  otherWait: (wait) => `Waits (${wait})`,
  operationState: {
    planned: "Not sent",
    sent: "Sent, no answer yet",
    done: "Answered",
    compared: "Answered, compared",
    rejected: "Refused",
    "in-doubt": "In doubt",
  },
  operationKind: {
    "order.create": "Make the sales order",
    "order.update": "Change the sales order",
    "order.confirm": "Confirm the sales order",
    "order.delete": "Delete the sales order",
    "order.void": "Take the shipped order back",
    "shop-order.update": "Write back to the order in Asperion",
    "order.convert": "Invoice the sales order",
    "draft.create": "Make the draft of the invoice",
    "draft.update": "Change the draft of the invoice",
    "draft.delete": "Delete the draft of the invoice",
    "draft.convert": "Book the invoice",
    "payment.create": "Register the payment",
    "sending.create": "Send the invoice to the customer",
    "voucher.create": "Book the voucher",
    "ledger-item.create": "Book the voucher with its item in the customer ledger",
    "customer.create": "Make the customer",
    "customer.update": "Update the customer",
    "article.create": "Make an article",
    "label.create": "Claim the company",
    "product.create": "Make the article in Asperion",
    "product.update": "Change the article in Asperion",
    "stock-order.create": "Correct the stock",
    "stock-article.update": "Update the article",
  },
  creditKind: {
    "draft.create": "Make the draft of the credit invoice",
    "draft.update": "Change the draft of the credit invoice",
    "draft.delete": "Delete the draft of the credit invoice",
    "draft.convert": "Book the credit invoice",
  },
  connection: {
    none: "Not connected",
    connected: "Connected",
    "needs-login": "Needs a new sign-in",
  },
  severity: { info: "For the record", warning: "Worth a look", error: "Needs a person" },
};
