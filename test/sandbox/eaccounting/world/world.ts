// Everything that the vendor remembers, for all companies, and what was noticed about its clients.
import type { JsonObject } from "../json.ts";
import { stamp } from "../odata/instant.ts";
import { Limiter } from "../vendor/limiter.ts";
import type { Company } from "./company.ts";

/** Something no careful client does: an unknown field, a read-only field with another value. */
export interface ClientFault {
  readonly at: string;
  readonly client: string;
  readonly company: string;
  readonly call: string;
  readonly kind: string;
  readonly field: string;
}

const MOST_FAULTS = 10_000;

export class World {
  readonly limiter = new Limiter();
  /** What the EU's register says of single VAT numbers, before the switch is asked. */
  readonly vies = new Map<string, "ok" | "invalid" | "down">();
  readonly statusOverrides = new Map<number, number>();
  readonly clientFaults: ClientFault[] = [];
  readonly companies: Company[] = [];
  /**
   * Asked after each write of the vendor's, if control wants it: what doesn't add up. And the
   * writes after which something didn't.
   */
  checkBooks: ((company: Company) => readonly string[]) | null = null;
  readonly brokenBooks: { readonly call: string; readonly problems: readonly string[] }[] = [];
  #tick = 0;
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  now(): number {
    return this.#now();
  }

  /** The vendor's written form of now; no two are the same. */
  stamp(): string {
    this.#tick += 1;
    return stamp(this.#now(), this.#tick);
  }

  company(idOrName: string | undefined): Company | null {
    if (idOrName === undefined) return this.companies[0] ?? null;
    const wanted = idOrName.toLowerCase();
    return (
      this.companies.find(
        (company) => company.id === wanted || company.name.toLowerCase() === wanted,
      ) ?? null
    );
  }

  note(fault: ClientFault): void {
    if (this.clientFaults.length < MOST_FAULTS) this.clientFaults.push(fault);
  }

  settingsOf(company: Company, unlockedAs: string | null = null): JsonObject {
    return {
      ...company.settings,
      AccountingLockedTo: company.settings.AccountingLockedTo ?? unlockedAs,
      NextCustomerNumber: company.series.customer,
      NextCustomerInvoiceNumber: company.series.invoice,
      NextOrderNumber: company.series.order,
      NextArticleNumber: company.series.article,
    };
  }
}
