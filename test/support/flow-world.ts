/**
 * The order flow with both sandboxes inside one process: the flow's own code, the clients'
 * requests, the vendors' apps, and an engine's memory (`FlowMemory`).
 *
 * Crashes, doubts, slots and locks aren't here: see the runtime's tests.
 */
import { send } from "../../src/domain/vendors/http.ts";
import type { VendorAnswer, VendorRequest } from "../../src/domain/vendors/request.ts";
import { err, ok, type Result, type Failure } from "../../src/domain/result.ts";
import type { Plan, PlanInput } from "../../src/flows/orders/shared/plan-input.ts";
import { runOrder } from "../../src/flows/orders/run.ts";
import { dryRunOrder } from "../../src/flows/orders/trial/dry-run.ts";
import type {
  FlowEnd,
  FlowPorts,
  JournalEntry,
  WorkItem,
  WriteIntent,
} from "../../src/flows/port.ts";
import { SETUP_KEY } from "../../src/flows/setup/article-numbers.ts";
import { runSetup } from "../../src/flows/setup/run.ts";
import { type Settings, settingsSchema } from "../../src/settings/schema.ts";
import { companyState } from "./company-state.ts";
import { changed, type SettingsChange } from "./changed-settings.ts";
import { leavesDocumentUnknown, needsLookup } from "../../src/sync/doubt-policy.ts";
import type { TimelineEntry } from "../../src/sync/contract/index.ts";
import { vendorWire } from "../../src/sync/run/deps.ts";
import { searchDoubt } from "../../src/sync/run/flows.ts";
import { asWriteFailure, settledState } from "../../src/sync/run/outgoing.ts";
import { createAsperionSandbox } from "../sandbox/asperion/sandbox.ts";
import { DEMO_SHOP } from "../sandbox/asperion/seed.ts";
import { createEaccountingSandbox } from "../sandbox/eaccounting/app.ts";
import { FlowMemory } from "./flow-memory.ts";
import { type FlowTokens, issueTokens } from "./flow-tokens.ts";
import { setUpOnce } from "./set-up-once.ts";

export type Json = Readonly<Record<string, unknown>>;
export type SentRequest = {
  readonly kind: WriteIntent["kind"];
  readonly request: VendorRequest;
  readonly answer: unknown;
};
export type Run = {
  readonly end: FlowEnd;
  readonly codes: readonly string[];
  readonly writes: readonly SentRequest[];
  /** What it read and wrote, as a timeline keeps it. */
  readonly timeline: readonly TimelineEntry[];
  readonly rehearsed: readonly SentRequest[];
  /** The newest plan of its document. */
  readonly plan: Plan | null;
  readonly input: PlanInput | null;
  /** The next sweep compares with it. */
  readonly knownState: string | null;
  readonly states: readonly (string | null)[];
  /** What it handed in to be worked on. */
  readonly handed: readonly WorkItem[];
};

type Noted = { input: PlanInput; plan: Plan } | null;
const nothing = (): void => undefined;
const never = (): never => {
  throw new Error("an order asks for no products");
};

export class FlowWorld extends FlowMemory {
  readonly asperion = createAsperionSandbox();
  readonly eaccounting = createEaccountingSandbox();
  tenantId = "t1";
  settings: Settings = settingsSchema.parse({
    orders: { enabled: true, startLine: "2020-01-01T00:00:00Z" },
  });
  /** Tenants of this deployment that were retired. */
  readonly retired = new Set<string>();
  registryDown = false;
  readonly #wire = vendorWire({
    asperion: { apiUrl: "http://asperion.local" },
    eaccounting: { apiUrl: "http://eaccounting.local/v2" },
  } as Parameters<typeof vendorWire>[0]);
  #tokens: FlowTokens | null = null;

  /** What the shop, and the ledger, answer goes through it. */
  shopSays: ((body: unknown) => unknown) | null = null;
  ledgerSays: ((body: unknown, path: string) => unknown) | null = null;

  /** Called before the flow hears of a write's answer. */
  answered: ((kind: WriteIntent["kind"]) => Promise<unknown>) | null = null;

  /** With its system articles made, so that orders can be planned. */
  static async open(): Promise<FlowWorld> {
    const world = new FlowWorld();
    await world.control("eaccounting", "PUT", "/limits", { perMinute: 1_000_000 });
    world.#token();
    await setUpOnce(world);
    return world;
  }

  configure(change: SettingsChange): void {
    const before = this.settings;
    this.settings = changed(before, change);
    this.noteTaken(before, this.settings);
  }

  async setUp(): Promise<void> {
    const { end } = await this.trySetUp();
    if (end.outcome !== "updated") throw new Error(`set-up: ${JSON.stringify(end)}`);
  }

  trySetUp(): Promise<Run> {
    return this.#run(SETUP_KEY, runSetup);
  }

  async place(order: Json): Promise<Json & { readonly id: number; readonly orderNumber: string }> {
    return (await this.control("asperion", "POST", "/orders", {
      currencyCode: "SEK",
      ...order,
    })) as Json & { id: number; orderNumber: string };
  }

  book(orderId: number, eventTypes: readonly string[] = ["order.updated"]): Promise<Run> {
    return this.#run(`order:${orderId}`, runOrder, eventTypes);
  }

  /** `as`: as which dry run; one that a person asked for, unless it says another. */
  dryRun(orderId: number, as = "asked"): Promise<Run> {
    return this.#run(`dry-run:${as}:${orderId}`, dryRunOrder);
  }

  look<T>(orderId: number, at: (ports: FlowPorts) => Promise<T>): Promise<T> {
    return at(this.#ports(`order:${orderId}`, [], [], []));
  }

  /** The vendor's controls. */
  async control(
    vendor: "asperion" | "eaccounting",
    method: string,
    path: string,
    body?: unknown,
  ): Promise<unknown> {
    const response = await this[vendor].app.request(`http://${vendor}.local/_control${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === "" ? null : JSON.parse(text);
  }

  ledger(company?: string, only?: string | null): ReturnType<typeof companyState> {
    return companyState(this, company, only);
  }

  /**
   * What the engine does before a run with unanswered writes (see `answered`): what they made is
   * looked for, or read and planned anew.
   */
  async resolveDoubts(orderId: number): Promise<void> {
    const key = `order:${orderId}`;
    for (const entry of this.journal.filter(({ state }) => state === "sent")) {
      const hit = needsLookup(entry.kind)
        ? await searchDoubt(this.#ports(key, [], [], []), entry)
        : ok("plan-anew" as const);
      if (!hit.ok || hit.value === null) throw new Error(`${entry.kind}: ${JSON.stringify(hit)}`);
      const found = hit.value === "plan-anew" ? null : hit.value;
      this.journal[entry.id - 1] =
        found === null
          ? { ...entry, state: "rejected", refused: false }
          : {
              ...entry,
              state: "done",
              documentId: found.documentId,
              attachmentId: found.documentNumber,
            };
      if (found === null && leavesDocumentUnknown(entry.kind))
        this.forgetContent(orderId, entry.documentId);
      else if (found?.document != null) this.save(found.document.key, found.document);
    }
  }

  async #run(
    key: string,
    flow: (ports: FlowPorts) => Promise<Result<FlowEnd, Failure>>,
    eventTypes: readonly string[] = [],
  ): Promise<Run> {
    const writes: SentRequest[] = [];
    const rehearsed: SentRequest[] = [];
    const handed: WorkItem[] = [];
    let planned: Noted = null;
    const states: (string | null)[] = [];
    const timeline: TimelineEntry[] = [];
    const ports = this.#ports(key, eventTypes, writes, rehearsed, timeline);
    const ended = await flow({
      ...ports,
      note: (what, _, detail) => void (what === "plan" && (planned = detail as Noted)),
      knownState: (state) => void states.push(state),
      enqueue: async (items) => {
        handed.push(...items);
        return ok(undefined);
      },
    });
    if (!ended.ok) throw new Error(`${key}: ${JSON.stringify(ended.error)}`);
    const noted = planned as Noted;
    this.ended(key, ended.value);
    return {
      end: ended.value,
      codes: ended.value.reasons.map(({ code }) => code),
      writes,
      timeline,
      rehearsed,
      plan: noted?.plan ?? null,
      input: noted?.input ?? null,
      knownState: states.at(-1) ?? null,
      states,
      handed,
    };
  }

  #ports(
    key: string,
    eventTypes: readonly string[],
    writes: SentRequest[],
    rehearsed: SentRequest[],
    timeline: TimelineEntry[] = [],
  ): FlowPorts {
    const own = key.startsWith("dry-run:") ? `order:${key.split(":").at(-1) ?? ""}` : key;
    const read = async (request: VendorRequest): Promise<Result<VendorAnswer, Failure>> => {
      const answer = await this.#exchange(request);
      timeline.push({
        at: 0,
        what: "read",
        title: `${request.method} ${request.path}`,
        detail: {
          vendor: request.vendor,
          query: request.query,
          ...(answer.ok
            ? { status: answer.value.status, body: answer.value.body }
            : { failure: answer.error }),
        },
      });
      return answer;
    };
    return {
      now: () => Date.now(),
      tenantId: this.tenantId,
      administrationId: DEMO_SHOP,
      companyId: this.#company().id.toLowerCase(),
      key,
      jobId: "j1",
      deployment: "test",
      sample: null,
      eventTypes,
      before: null,
      backfill: null,
      settings: this.settings,
      lists: this.lists,
      journalBornAt: this.bornAt,
      journal: own === SETUP_KEY ? this.journalOfSetUp() : this.journalOf(own),
      documents: this.known(own),
      paidByPayouts: { ...this.byPayouts },
      lost: this.lost[key] ?? [],
      loweredBy: this.loweredBy(own),
      memory: this.remembered,
      read,
      lookUp: read,
      readPage: read,
      products: {
        compare: never,
        stage: never,
        open: never,
        known: never,
        owner: never,
        unmet: never,
        save: never,
      },
      resolve: async ({ linkSource, skus }) =>
        ok({
          link: linkSource === null ? null : (this.links.get(linkSource) ?? null),
          articles: Object.fromEntries(
            skus.flatMap((sku) =>
              this.articles.has(sku) ? [[sku, this.articles.get(sku)]] : [],
            ) as [string, never][],
          ),
        }),
      lockParty: async ({ linkSource, journalKey }) =>
        ok({
          link: linkSource === null ? null : (this.links.get(linkSource) ?? null),
          journal: journalKey === null ? [] : this.journalOf(journalKey),
        }),
      lockCustomer: async () => ok(null),
      reserveNumber: async ({ series, owner, from }) => {
        const name = `${series} ${owner}`;
        const number =
          this.numbers.get(name) ??
          Math.max(from, ...[...this.numbers.values()].map((one) => one + 1));
        this.numbers.set(name, number);
        return ok(number);
      },
      lockOriginal: async (original) => ok(this.locked(own, original)),
      waitFor: async (_, why) =>
        ok({ outcome: "held", reasons: [why], label: null, figures: null }),
      orderStates: async () => ok([]),
      linkedSales: async () => ok([]),
      drafts: async () => ok({ kinds: [], documents: [] }),
      write: async (intent, request) => {
        const written = await this.#write(intent, request);
        timeline.push({ at: 0, what: "answer", title: intent.kind, detail: null });
        writes.push({
          kind: intent.kind,
          request,
          answer: written.ok ? written.value.answer.body : written.error,
        });
        return written;
      },
      rehearse: (intent, request) =>
        void rehearsed.push({ kind: intent.kind, request, answer: null }),
      settle: (settlement) => this.settle(settlement),
      saveLink: (saved) => this.keepLink(saved),
      correctCustomer: nothing,
      customerSeen: (customer) => this.tellOthers(null, customer, false),
      saveDocument: (document) => this.save(own, document),
      saveLists: ({ articles, articlesGone = [], ...patch }) => {
        for (const number of articlesGone) this.articles.delete(number);
        for (const [number, article] of Object.entries(articles ?? {}))
          this.articles.set(number, article);
        this.learn(patch);
      },
      remember: (name, value) => {
        this.remembered[name] = value;
      },
      remembered: (name) => this.remembered[name] ?? null,
      isRetired: async (tenantId) =>
        this.registryDown
          ? err({ kind: "transient", vendor: "eaccounting", cause: "the registry doesn't answer" })
          : ok(this.retired.has(tenantId)),
      recall: async () => ok({}),
      openKeys: async () => ok([]),
      knownState: nothing,
      named: nothing,
      listed: nothing,
      progress: async () => ok(undefined),
      enqueue: async () => ok(undefined),
      enrol: async () => ok(0),
      person: nothing,
      note: nothing,
    };
  }

  async #write(intent: WriteIntent, request: VendorRequest): ReturnType<FlowPorts["write"]> {
    await this.begins?.();
    const before = this.journal.findIndex(
      (entry) =>
        intent.kind.endsWith(".create") &&
        entry.key === intent.key &&
        entry.role === intent.role &&
        entry.n === intent.n &&
        entry.kind.endsWith(".create"),
    );
    const entry: JournalEntry = {
      id: before < 0 ? this.journal.length + 1 : before + 1,
      ...intent,
      state: "sent",
      attempt: 1,
      sentAt: Date.now(),
      abortAt: Date.now(),
      lookups: 0,
      refused: false,
      repeats: 0,
    };
    this.journal[entry.id - 1] = entry;
    const answer = await this.#exchange(request);
    await this.answered?.(intent.kind);
    const failure = answer.ok ? null : asWriteFailure(intent.kind, answer.error);
    this.journal[entry.id - 1] = {
      ...entry,
      state:
        failure === null ? "done" : settledState(failure) === "not-sent" ? "planned" : "rejected",
      refused: failure !== null,
    };
    return answer.ok
      ? ok({ opId: entry.id, attempt: 1, answer: answer.value })
      : err(failure ?? answer.error);
  }

  async #exchange(request: VendorRequest): Promise<Result<VendorAnswer, Failure>> {
    const app = this[request.vendor].app;
    const tokens = this.#token();
    const outcome = await send(
      {
        fetch: async (url, init) => this.#said(request, await app.request(new Request(url, init))),
      },
      this.#wire.encode(request, tokens[request.vendor], DEMO_SHOP),
      10_000,
    );
    return this.#wire.classify(request, outcome, { token: tokens[request.vendor], version: 1 });
  }

  async #said({ vendor, path }: VendorRequest, response: Response): Promise<Response> {
    const says = vendor === "asperion" ? this.shopSays : this.ledgerSays;
    if (says === null) return response;
    return Response.json(says(await response.json(), path), response);
  }

  #company() {
    const company = this.eaccounting.world().company("Demo AB");
    if (company === null) throw new Error("no such seed");
    return company;
  }

  #token(): FlowTokens {
    if (this.#tokens === null || this.#tokens.until <= Date.now())
      this.#tokens = issueTokens(this.asperion, this.eaccounting, this.#company().id);
    return this.#tokens;
  }
}
