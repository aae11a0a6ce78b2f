/** Collects a run's updates for the object; the next call carries all of them. */
import type { Failure } from "../../domain/result.ts";
import type { CustomerKind, LedgerCustomer } from "../../domain/ledger/ledger.ts";
import type { ListedFacts } from "../../domain/jobs/listed.ts";
import type { ListsPatch } from "../../flows/lists-patch.ts";
import type { DocumentRecord, Settlement, WriteIntent } from "../../flows/port.ts";
import type { ProductPatch } from "../../flows/products/port.ts";
import type { PendingUpdates } from "../contract/runs.ts";

export class OutgoingWrites {
  #settlements: Settlement[] = [];
  #documents: DocumentRecord[] = [];
  #kinds: Record<string, CustomerKind> = {};
  #customers: LedgerCustomer[] = [];
  #links: PendingUpdates["links"][number][] = [];
  #lists: ListsPatch = {};
  #memory: Record<string, string> = {};
  #knownState: Record<string, string | null> = {};
  #products: ProductPatch[] = [];
  #label: string | null = null;
  #facts: ListedFacts | null = null;

  /** A newer settlement of a write replaces the earlier one. */
  settle(settlement: Settlement): void {
    this.#settlements = [
      ...this.#settlements.filter((entry) => entry.opId !== settlement.opId),
      settlement,
    ];
  }

  document(document: DocumentRecord): void {
    this.#documents.push(document);
  }

  kind(customerId: string, kind: CustomerKind): void {
    this.#kinds[customerId] = kind;
  }

  customerSeen(customer: LedgerCustomer): void {
    this.#customers.push(customer);
  }

  link(saved: PendingUpdates["links"][number]): void {
    this.#links.push(saved);
  }

  lists(patch: ListsPatch): void {
    this.#lists = {
      ...this.#lists,
      ...patch,
      articles: { ...this.#lists.articles, ...patch.articles },
      seenAtWork: { ...this.#lists.seenAtWork, ...patch.seenAtWork },
      accounts: { ...this.#lists.accounts, ...patch.accounts },
    };
  }

  remember(key: string, value: string): void {
    this.#memory[key] = value;
  }

  knownState(key: string, state: string | null): void {
    this.#knownState = { [key]: state };
  }

  product(patch: ProductPatch): void {
    this.#products.push(patch);
  }

  named(label: string): void {
    this.#label = label;
  }

  facts(facts: ListedFacts): void {
    this.#facts = facts;
  }

  /** Returns all collected updates and clears them. */
  takeUpdates(): PendingUpdates {
    const updates: PendingUpdates = {
      settlements: this.#settlements,
      documents: this.#documents,
      kinds: this.#kinds,
      links: this.#links,
      lists: this.#lists,
      memory: this.#memory,
      knownState: this.#knownState,
      products: this.#products,
      ...(this.#customers.length === 0 ? {} : { customers: this.#customers }),
      ...(this.#label === null ? {} : { label: this.#label }),
      ...(this.#facts === null ? {} : { facts: this.#facts }),
    };
    this.#settlements = [];
    this.#documents = [];
    this.#kinds = {};
    this.#customers = [];
    this.#links = [];
    this.#lists = {};
    this.#memory = {};
    this.#knownState = {};
    this.#products = [];
    this.#label = null;
    this.#facts = null;
    return updates;
  }
}

/** Returns a write's settlement from its answer or failure: settled, or still in doubt. */
export function writeSettlement(
  opId: number,
  attempt: number,
  state: Settlement["state"],
  failure: Failure | null,
): Settlement {
  return {
    opId,
    attempt,
    state,
    failure,
    documentId: null,
    documentNumber: null,
    document: null,
    link: null,
  };
}

/**
 * Returns the failure of a write. A 404 or 409 leaves the outcome of a write unknown, so that it is
 * looked up. Two answers are clear: a refused duplicate of a unique number of ours (customer,
 * article, product), and a missing record that was to be deleted.
 */
export function asWriteFailure(kind: WriteIntent["kind"], failure: Failure): Failure {
  const isUnknown =
    (failure.kind === "conflict" &&
      !kind.startsWith("customer.") &&
      !kind.startsWith("article.") &&
      !kind.startsWith("product.")) ||
    (failure.kind === "not-found" && kind !== "order.delete" && kind !== "attachment.delete");
  return isUnknown
    ? { kind: "unknown-outcome", vendor: failure.vendor, cause: failure.kind }
    : failure;
}

/**
 * Returns a write's state after a failure. It is only `rejected` or `not-sent` if the vendor's own
 * answer says so; everything unclear is in doubt.
 */
export function settledState(failure: Failure): Settlement["state"] {
  switch (failure.kind) {
    case "rejected":
    case "conflict":
    case "not-found":
      return "rejected";
    case "rate-limited":
    case "unauthorized":
    case "no-access":
    case "company-blocked":
    case "transient":
    case "stopped":
      return "not-sent";
    default:
      return "in-doubt";
  }
}
