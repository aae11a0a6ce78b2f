/** What a run shows of itself. */
import type { ListedOrder } from "../domain/jobs/listed.ts";

/** What people see of a run: its timeline, the name of its thing, and its person. */
export type TracePort = {
  /** Names the job's thing once read: stored with the next call, however the run ends. */
  named(label: string): void;
  /** Sets what lists show of the job's thing, once read. Personal parts are sealed. */
  listed(listed: ListedOrder): void;
  /**
   * Names a person whom the payload is about, so that erasure finds it: a folded e-mail address or
   * a debtor number.
   */
  person(identity: string): void;
  /** Adds to the job's timeline. Personal data is allowed here: it is sealed. */
  note(what: "plan" | "comparison", title: string, detail: unknown): void;
  /** Notes what was calculated from look-ups. The title is a code; pages have the words. */
  note(what: "lookup", title: LookupNote, detail: unknown): void;
};

export const LOOKUP_NOTES = ["payment", "voucher-payment", "refund", "gift-cards"] as const;
type LookupNote = (typeof LOOKUP_NOTES)[number];
