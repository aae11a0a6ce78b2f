/**
 * A ledger that knows customers and their labels, and an engine's memory, both in functions: enough
 * to run what finds, makes and updates customers as often as a test likes. A PUT replaces the
 * object, a POST with a number that is taken is refused, and every call is remembered.
 */
import { randomUUID } from "node:crypto";
import type { VendorAnswer, VendorRequest } from "../../../src/domain/vendors/request.ts";
import { err, ok, type Result, type Failure } from "../../../src/domain/result.ts";
import type {
  CustomerLink,
  FlowPorts,
  JournalEntry,
  LedgerLists,
  OwnedHashes,
  SavedLink,
  Settlement,
  WriteIntent,
} from "../../../src/flows/port.ts";
import type { Settings } from "../../../src/settings/schema.ts";
import { NOTHING_LEARNT } from "../../../src/domain/ledger/ledger.ts";
import { codings, company, systemArticles } from "../orders/kit.ts";
import { textOf } from "../../sandbox/kit/text.ts";

export const TERMS_30 = "30000000-0000-4000-8000-000000000030";
export const TERMS_10 = "10000000-0000-4000-8000-000000000010";
export const POST = "50000000-0000-4000-8000-000000000005";

export type Raw = Record<string, unknown>;

/** Fields that a PUT must not carry, as the vendor computes them. */
const COMPUTED = {
  UnpaidInvoicesAmount: 0,
  LastInvoiceDate: null,
  ChangedUtc: "2026-11-24T10:00:00Z",
};

const never = (): never => {
  throw new Error("customers ask for no products");
};
const NO_PRODUCTS: FlowPorts["products"] = {
  compare: never,
  stage: never,
  open: never,
  known: never,
  owner: never,
  unmet: never,
  save: never,
};

export class Ledger {
  readonly customers = new Map<string, Raw>();
  readonly labels: Raw[] = [];
  readonly rehearsed: { kind: string; method: string; path: string; body: unknown }[] = [];
  readonly writes: { method: string; path: string; body: Raw }[] = [];
  reads = 0;
  locks = 0;
  /** The next write is carried out and its answer lost, or lost on its way. */
  loseNext: "answer" | "request" | null = null;
  readonly #links = new Map<string, CustomerLink>();
  readonly #owned = new Map<string, OwnedHashes>();
  readonly #journal: JournalEntry[] = [];

  add(fields: Raw): Raw {
    const customer = {
      Id: randomUUID(),
      Name: "Somebody",
      IsPrivatePerson: true,
      IsActive: true,
      InvoiceCity: "Lund",
      InvoicePostalCode: "22222",
      TermsOfPaymentId: TERMS_30,
      CustomerLabels: [],
      ...COMPUTED,
      ...fields,
    };
    this.customers.set(String(customer.Id), customer);
    return customer;
  }

  /** What a person does in the ledger's own pages. */
  edit(id: unknown, fields: Raw): void {
    this.customers.set(String(id), { ...this.one(id), ...fields });
  }

  one(id: unknown): Raw {
    const found = this.customers.get(String(id));
    if (found === undefined) throw new Error(`no customer ${String(id)}`);
    return found;
  }

  get only(): Raw {
    const [one, ...others] = this.customers.values();
    if (one === undefined || others.length > 0) throw new Error(`${this.customers.size} customers`);
    return one;
  }

  link(source: string, customerId: unknown): void {
    this.#links.set(source, {
      customer: {
        id: String(customerId),
        number: null,
        kind: "company",
        country: null,
        vatNumber: null,
        termsOfPaymentId: null,
      },
      fingerprint: "",
    });
  }

  linked(source: string): CustomerLink | null {
    return this.#links.get(source) ?? null;
  }

  ports(
    key: string,
    settings: Settings,
    asperion: (request: VendorRequest) => Result<VendorAnswer, Failure> = () => missing("asperion"),
    lists: Partial<LedgerLists> = {},
  ): FlowPorts {
    const send = async (request: VendorRequest): Promise<Result<VendorAnswer, Failure>> => {
      if (request.vendor === "asperion") return asperion(request);
      this.reads += 1;
      return this.#read(request);
    };
    const nothing = (): void => undefined;
    return {
      now: () => Date.parse("2026-11-24T12:00:00Z"),
      tenantId: "t1",
      administrationId: 7,
      companyId: company.companyId,
      key,
      jobId: "j1",
      deployment: "test",
      eventTypes: ["debtor.updated"],
      before: null,
      sample: null,
      settings,
      journalBornAt: 0,
      journal: this.#journal,
      documents: [],
      loweredBy: [],
      memory: {},
      lists: {
        company: { ...company, termsOfPaymentId: TERMS_30 },
        codings,
        units: [],
        terms: [
          { id: TERMS_30, name: "30 days", days: 30 },
          { id: TERMS_10, name: "10 days", days: 10 },
        ],
        deliveryMethods: [{ id: POST, name: "Post", code: "P" }],
        currencies: ["SEK", "EUR"],
        systemArticles,
        learnt: NOTHING_LEARNT,
        ...lists,
      },
      read: send,
      lookUp: send,
      readPage: send,
      products: NO_PRODUCTS,
      orderStates: async () => ok([]),
      linkedSales: async () => ok([]),
      drafts: async () => ok({ kinds: [], documents: [] }),
      resolve: async ({ linkSource }) =>
        ok({ link: linkSource === null ? null : this.linked(linkSource), articles: {} }),
      reserveNumber: async () => ok(1),
      lockOriginal: async () =>
        ok({
          documents: [],
          outcome: null,
          credited: "0.00",
          lowered: "0.00",
          gross: null,
          refunded: "0.00",
        }),
      waitFor: async () => ok({ outcome: "held", reasons: [], label: null, figures: null }),
      lockParty: async ({ linkSource, journalKey }) => {
        this.locks += 1;
        return ok({
          link: linkSource === null ? null : this.linked(linkSource),
          journal: this.#journal.filter((entry) => entry.key === journalKey),
        });
      },
      lockCustomer: async (id) => ok(this.#owned.get(id) ?? null),
      write: (intent, request) => this.#write(intent, request),
      rehearse: (intent, { method, path, body }) =>
        void this.rehearsed.push({ kind: intent.kind, method, path, body }),
      settle: (settlement) => this.#settle(settlement),
      saveLink: (saved) => this.#save(saved),
      correctCustomer: nothing,
      customerSeen: nothing,
      saveDocument: nothing,
      saveLists: nothing,
      remember: nothing,
      person: nothing,
      note: nothing,
      enqueue: async () => ok(undefined),
      progress: async () => ok(undefined),
      isRetired: async () => ok(false),
      remembered: () => null,
      recall: async () => ok({}),
      knownState: nothing,
      named: nothing,
      listed: nothing,
      backfill: null,
      enrol: async () => ok(0),
      openKeys: async () => ok([]),
    };
  }

  #save({ source, link, owned }: SavedLink): void {
    this.#links.set(source, link);
    if (owned !== null) this.#owned.set(link.customer.id, owned);
  }

  #settle({ opId, state, documentId, link }: Settlement): void {
    const index = this.#journal.findIndex((entry) => entry.id === opId);
    const entry = this.#journal[index];
    if (entry === undefined) throw new Error("settled what was never sent");
    this.#journal[index] = {
      ...entry,
      state: state === "not-sent" ? "planned" : state,
      documentId: documentId ?? entry.documentId,
    };
    if (link !== null) this.#save(link);
  }

  #read({ endpoint, path, query }: VendorRequest): Result<VendorAnswer, Failure> {
    if (endpoint === "/customers/{id}") {
      const found = this.customers.get(idIn(path));
      return found === undefined ? missing("eaccounting") : answer(found);
    }
    if (endpoint === "/customerlabels") return answer(list(this.labels));
    const wanted = [...(query["$filter"] ?? "").matchAll(/(\w+) eq '((?:[^']|'')*)'/g)].map(
      ([, field = "", value = ""]) => [field, value.replaceAll("''", "'")] as const,
    );
    const folded = (value: unknown): string => textOf(value ?? "").toLowerCase();
    return answer(
      list(
        [...this.customers.values()].filter((customer) =>
          wanted.some(([field, value]) => folded(customer[field]) === folded(value)),
        ),
      ),
    );
  }

  async #write(
    intent: WriteIntent,
    { method, endpoint, path, body }: VendorRequest,
  ): Promise<Result<{ opId: number; attempt: number; answer: VendorAnswer }, Failure>> {
    const fields = structuredClone(body) as Raw;
    this.writes.push({ method, path, body: fields });
    const id = this.#journal.length + 1;
    const entry: JournalEntry = {
      id,
      ...intent,
      state: "sent",
      attempt: 1,
      sentAt: 1,
      abortAt: 2,
      lookups: 0,
      refused: false,
      repeats: 0,
    };
    this.#journal.push(entry);
    const lost = this.loseNext;
    this.loseNext = null;
    const stored =
      lost === "request"
        ? {}
        : this.#carryOut(endpoint, endpoint === "/customers/{id}" ? idIn(path) : null, fields);
    if (stored === null)
      return err({ kind: "conflict", vendor: "eaccounting", code: 4000, message: "taken" });
    if (lost !== null) {
      // Planned anew, as the engine does with a doubtful update.
      this.#journal[id - 1] = { ...entry, state: "rejected" };
      return err({ kind: "unknown-outcome", vendor: "eaccounting", cause: "no answer" });
    }
    this.#journal[id - 1] = { ...entry, state: "done", documentId: String(stored["Id"]) };
    return ok({
      opId: id,
      attempt: 1,
      answer: { status: 200, body: structuredClone(stored), isJson: true, headers: {} },
    });
  }

  /** `null`: a number that is taken. */
  #carryOut(endpoint: string, id: string | null, fields: Raw): Raw | null {
    if (endpoint === "/customerlabels") {
      const label = { Id: randomUUID(), Description: null, ...fields };
      this.labels.push(label);
      return label;
    }
    if (id === null) {
      if (
        [...this.customers.values()].some(
          (customer) => customer["CustomerNumber"] === fields["CustomerNumber"],
        )
      )
        return null;
      return this.add(this.#withLabels(fields));
    }
    for (const name of ["Id", ...Object.keys(COMPUTED)])
      if (Object.hasOwn(fields, name)) throw new Error(`${name} is read-only`);
    const replaced = { Id: id, ...COMPUTED, ...this.#withLabels(fields) };
    this.customers.set(id, replaced);
    return replaced;
  }

  #withLabels(fields: Raw): Raw {
    const labels = (fields["CustomerLabels"] as Raw[] | undefined) ?? [];
    return {
      ...fields,
      CustomerLabels: labels.map(
        ({ Id }) =>
          this.labels.find((label) => label["Id"] === Id) ?? fail(`no label ${String(Id)}`),
      ),
    };
  }
}

const idIn = (path: string): string => path.split("/").at(-1) ?? "";

const fail = (why: string): never => {
  throw new Error(why);
};

const missing = (vendor: "asperion" | "eaccounting"): Result<VendorAnswer, Failure> =>
  err({ kind: "not-found", vendor, what: "it" });

export const answer = (body: unknown): Result<VendorAnswer, Failure> =>
  ok({ status: 200, body: structuredClone(body), isJson: true, headers: {} });

const list = (data: readonly unknown[]): unknown => ({
  Meta: {
    CurrentPage: 1,
    PageSize: 100,
    TotalNumberOfPages: 1,
    TotalNumberOfResults: data.length,
    ServerTimeUtc: "2026-11-24T12:00:00Z",
  },
  Data: data,
});
