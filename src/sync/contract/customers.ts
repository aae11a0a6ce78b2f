/** Customers of the ledger that orders are linked to. Shapes only grow. */
import type { ListedPerson } from "../../domain/jobs/listed.ts";

export type CustomerQuery = {
  /** The customer's whole number in the ledger, or the debtor's id. */
  readonly number?: string;
  /** Part of either, or whole words of a name (folded by src/domain/jobs/listed.ts). */
  readonly text?: string;
  readonly words?: readonly string[];
  /** The caller may neither see nor find people. */
  readonly withoutPeople?: true;
  readonly cursor?: string;
  readonly limit?: number;
};

export type LinkedCustomer = {
  /** Debtor id, with a currency where it has a customer for each; `guest:…`; `default:…`. */
  readonly source: string;
  /** Its id in the ledger. */
  readonly target: string;
  /** Its number in the ledger; `null`: not read yet. */
  readonly number: string | null;
  readonly by: "engine" | "person";
  readonly updatedAt: number;
  /** Of its debtor, or of the order that wrote it last; `null`: not requested, or not kept. */
  readonly person: ListedPerson | null;
  /** That debtor's newest job, or the order's; `null`: not kept. */
  readonly job: {
    readonly id: string;
    readonly flow: "customers" | "orders";
    readonly label: string | null;
  } | null;
};

/** `cursor`: of the next page; `null` on the last. */
export type LinkedCustomers = {
  readonly customers: readonly LinkedCustomer[];
  readonly cursor: string | null;
};
