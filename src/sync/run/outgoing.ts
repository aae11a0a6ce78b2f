/** What a run has to tell the object since its last call: the next call carries all of it. */
import type { CustomerKind } from "../../domain/ledger.ts";
import type { LookupPatch } from "../../flows/lookup-patch.ts";
import type { DocumentRecord, Settlement } from "../../flows/port.ts";
import type { ProductPatch } from "../../flows/products/port.ts";
import type { Carry } from "../engine-rpc.ts";

export class Outgoing {
  #settlements: Settlement[] = [];
  #documents: DocumentRecord[] = [];
  #kinds: Record<string, CustomerKind> = {};
  #links: Carry["links"][number][] = [];
  #lookups: LookupPatch = {};
  #memory: Record<string, string> = {};
  #knownState: Record<string, string> = {};
  #products: ProductPatch[] = [];
  #label: string | null = null;

  /** The newest word on a write replaces the one before it. */
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

  link(saved: Carry["links"][number]): void {
    this.#links.push(saved);
  }

  lookups(patch: LookupPatch): void {
    this.#lookups = {
      ...this.#lookups,
      ...patch,
      articles: { ...this.#lookups.articles, ...patch.articles },
    };
  }

  remember(key: string, value: string): void {
    this.#memory[key] = value;
  }

  knownState(key: string, state: string): void {
    this.#knownState = { [key]: state };
  }

  product(patch: ProductPatch): void {
    this.#products.push(patch);
  }

  named(label: string): void {
    this.#label = label;
  }

  /** All of it, once: what follows begins anew. */
  take(): Carry {
    const carry: Carry = {
      settlements: this.#settlements,
      documents: this.#documents,
      kinds: this.#kinds,
      links: this.#links,
      lookups: this.#lookups,
      memory: this.#memory,
      knownState: this.#knownState,
      products: this.#products,
      ...(this.#label === null ? {} : { label: this.#label }),
    };
    this.#settlements = [];
    this.#documents = [];
    this.#kinds = {};
    this.#links = [];
    this.#lookups = {};
    this.#memory = {};
    this.#knownState = {};
    this.#products = [];
    this.#label = null;
    return carry;
  }
}
