/**
 * The whole product under test: both sandboxes as HTTP servers, and the Worker as it is built, in
 * workerd, with real D1, Durable Objects and Queues.
 */
import { randomUUID } from "node:crypto";
import type { JobPage } from "../../src/sync/contract/index.ts";
import type { TenantState } from "../worker/look.ts";
import type { ObjectStorage, StructuredLog } from "../../scripts/local/miniflare.ts";
import type { Runtime } from "../../scripts/local/runtime.ts";
import { Asked, type ToldTimeline } from "./asked.ts";
import { chosenDeployment } from "./chosen-deployment.ts";
import type { Deployment } from "./deployment.ts";
import { giveOwnArticles } from "./own-articles.ts";
import { untilMorning } from "./morning.ts";
import { signedWebhook, type Tenant, type WebhookOptions } from "./webhook.ts";
import { databaseText, objectText } from "./stored-text.ts";
import type { testSecrets, testVars } from "./test-env.ts";
import { DEMO_COMPANY, type Json, serveVendors, type ServedVendors } from "./vendors.ts";

export { DEMO_COMPANY, type Json } from "./vendors.ts";
export type { Tenant } from "./webhook.ts";

type Jobs = JobPage["jobs"];

const NOT_AS_PUBLISHED = "not as published";
/** ms: a job that is due by then isn't waited for, and begins while a test counts. */
const SOON = 10_000;

/**
 * What is assumed of the vendors is asked where a test says so: nobody is to count those calls
 * among an order's.
 */
const UNASKED = { checksAfterMs: 0 };

const isOver = ({ status }: { status: string }) => status === "done" || status === "dead";

export class Bridge extends Asked {
  readonly runtime: Runtime;
  readonly logs: readonly StructuredLog[];
  /** No tenant takes an older order. */
  readonly #start = new Date().toISOString();
  #withoutD1 = false;
  readonly #tenants: string[] = [];
  /** How far the Worker's clock is ahead of the machine's, in ms. */
  #ahead = 0;
  #passing: Promise<void> = Promise.resolve();

  private constructor(
    private readonly deployment: Deployment,
    vendors: ServedVendors,
  ) {
    super(vendors, deployment.fetch);
    this.runtime = deployment.runtime;
    this.logs = deployment.logs;
  }

  /**
   * `beside`: another deployment before the same vendors, at the same time of the same day; with
   * secrets of its own, if given.
   */
  static async start(
    vars: Partial<typeof testVars> = {},
    {
      beside = null,
      secrets = {},
    }: { readonly beside?: Bridge | null; readonly secrets?: Partial<typeof testSecrets> } = {},
  ): Promise<Bridge> {
    const vendors = beside ?? (await serveVendors());
    const { asperion, eaccounting } = vendors;
    const deployment = await chosenDeployment({
      vars: {
        ASPERION_API_URL: asperion.url,
        ASPERION_IDENTITY_URL: asperion.url,
        EACCOUNTING_API_URL: `${eaccounting.url}/v2`,
        EACCOUNTING_IDENTITY_URL: eaccounting.url,
        ...vars,
        TIMINGS: JSON.stringify({ ...UNASKED, ...JSON.parse(vars.TIMINGS || "{}") }),
      },
      secrets,
    });
    const bridge = new Bridge(deployment, vendors);
    if (beside !== null) await bridge.#pass((await beside.now()) - (await bridge.now()));
    else await bridge.toMorning();
    return bridge;
  }

  /** Like `start`, with limits of calls that nobody meets: for tests that are about something else. */
  static async startFast(
    vars: Partial<typeof testVars> = {},
    where: Parameters<typeof Bridge.start>[1] = {},
  ): Promise<Bridge> {
    const bridge = await Bridge.start({ EACCOUNTING_RATE_PER_MINUTE: "60000", ...vars }, where);
    await bridge.control("eaccounting", "PUT", "/limits", { perMinute: 60_000 });
    return bridge;
  }

  /** The deployment alone is gone, with all that it stored; the vendors go on. */
  async lose(): Promise<void> {
    await this.deployment.stop();
  }

  /** @throws Where a request to the ledger wasn't as its document has it, whatever was tested. */
  async stop(): Promise<void> {
    await this.lose();
    const faults = (await this.clientFaults()).filter(({ kind }) => kind === NOT_AS_PUBLISHED);
    await Promise.all([this.asperion.close(), this.eaccounting.close()]);
    if (faults.length > 0) throw new Error(`${NOT_AS_PUBLISHED}: ${JSON.stringify(faults)}`);
  }

  /**
   * Connected to both vendors through their real redirects, set up, live from `startLine` on.
   * Sweeps only where a test asks.
   */
  async tenant(
    options: {
      administrationId?: number;
      orders?: Json;
      settings?: Json;
      setup?: boolean;
      company?: string;
    } = {},
  ): Promise<Tenant> {
    const administrationId = options.administrationId ?? 123;
    const company = options.company ?? DEMO_COMPANY;
    const created = await this.ask("POST", "/tenants", {
      name: `Shop ${randomUUID().slice(0, 8)}`,
      language: "en",
      asperion: { administrationId },
    });
    const id = String(created["id"]);
    this.#tenants.push(id);
    // Pacing at Asperion has tests of its own: at the default of ten a second the others would wait for it most of their time.
    await this.configure(id, {
      schedules: { orders: "never" },
      asperionRequestsPerSecond: 50,
      ...options.settings,
      orders: { enabled: true, startLine: this.#start, ...options.orders },
    });
    await this.connect(id, "asperion");
    await this.connect(id, "eaccounting", await this.companyId(company));
    // They are read by a run of their own, whose calls no test is to count among an order's.
    await this.untilLook<Jobs>(
      "jobs",
      { tenantId: id, key: "names" },
      (jobs) => jobs.some(({ status }) => status === "done"),
      "the names are read",
    );
    await this.untilLook<TenantState>(
      "state",
      { tenantId: id },
      ({ known, jobs }) => known && jobs.queued === 0 && jobs.running === 0,
      "the look-ups are loaded, and nothing runs",
    );
    if (options.setup !== false) {
      if (company !== DEMO_COMPANY) await giveOwnArticles(this, company);
      await this.ask("POST", `/tenants/${id}/setup`);
    }
    const { secret } = await this.ask("POST", `/tenants/${id}/webhook-secrets`);
    // The shop tells times to the second: what is placed in the tenant's first may seem older.
    await this.#passEverywhere(1_000);
    return { id, secret: String(secret), administrationId, company };
  }

  async webhook(
    tenant: Tenant,
    orderId: number,
    options: WebhookOptions = {},
  ): Promise<{ status: number; body: Json }> {
    const signed = signedWebhook(tenant, orderId, { at: await this.now(), ...options });
    const response = await this.fetch(`/webhooks/asperion/${tenant.id}`, signed);
    const text = await response.text();
    return {
      status: response.status,
      body: text.startsWith("{") ? (JSON.parse(text) as Json) : {},
    };
  }

  /** Sends the order's webhook and waits until its job is done. */
  async book(tenant: Tenant, orderId: number, type = "order.created"): Promise<ToldTimeline> {
    const answer = await this.webhook(tenant, orderId, { type });
    if (answer.status !== 202) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
    const key = type.startsWith("order.") ? `order:${orderId}` : null;
    return this.finished(tenant, String(answer.body["jobId"]), key);
  }

  /**
   * Looks at lists of the job's key until it is over: a timeline costs more. What it waits for and
   * is soon due passes on the clock.
   */
  async finished(
    tenant: Tenant,
    jobId: string,
    known: string | null = null,
  ): Promise<ToldTimeline> {
    const key = known ?? (await this.timeline(tenant.id, jobId)).job.key;
    await this.untilLook<Jobs>(
      "jobs",
      { tenantId: tenant.id, key, jobId },
      async (jobs) => {
        const job = jobs.find(({ id }) => id === jobId);
        if (job === undefined) return false;
        if (job.status === "waiting") await this.passTo(job.due);
        return isOver(job);
      },
      `${jobId} is over`,
    );
    return this.timeline(tenant.id, jobId);
  }

  /**
   * The clock shows this instant, if that is soon; whoever wants another one meanwhile comes next,
   * so that no more time passes than the longest wait.
   */
  passTo(due: number | null): Promise<void> {
    this.#passing = this.#passing
      .catch(() => undefined)
      .then(async () => {
        const ms = due === null ? 0 : due - (await this.now());
        if (ms > 0 && ms <= SOON) await this.advance(ms);
      });
    return this.#passing;
  }

  /** Like `until`; what the key's newest job waits for and is soon due passes on the clock. */
  async untilDue(
    tenant: Tenant,
    key: string,
    condition: () => Promise<boolean>,
    what: string,
  ): Promise<void> {
    await this.until(async () => {
      if (await condition()) return true;
      const [job] = await this.jobs(tenant.id, { key });
      if (job?.status === "waiting") await this.passTo(job.due);
      return false;
    }, what);
  }

  /**
   * Lets time pass, never more than what the key's newest job waits for, until that job is over.
   * Never under a run that goes on: it would lose its lease to the clock, and a run of another key
   * may be about to wake this one.
   */
  async resolved(tenant: Tenant, key: string): Promise<ToldTimeline> {
    for (let waits = 0; waits < 40; waits += 1) {
      if ((await this.newest(tenant, key)).status === "waiting") await this.settled(tenant.id);
      const job = await this.newest(tenant, key);
      if (isOver(job)) return this.timeline(tenant.id, job.id);
      await this.advance(Math.max(1, (job.due ?? 0) - (await this.now())));
    }
    throw new Error(
      `${key} was never resolved: ${JSON.stringify(await this.jobs(tenant.id, { key }))}`,
    );
  }

  /** The key's newest job, once it is over or waits for an instant that is still to come. */
  async newest(tenant: Tenant, key: string): Promise<Jobs[number]> {
    let newest: Jobs[number] | undefined;
    await this.untilLook<Jobs>(
      "jobs",
      { tenantId: tenant.id, key },
      async ([first]) => {
        newest = first;
        if (newest === undefined) return false;
        const { status, due } = newest;
        return (
          isOver(newest) || (status === "waiting" && (due === null || due > (await this.now())))
        );
      },
      `${key} is over or waits`,
    );
    if (newest === undefined) throw new Error(`no job of ${key}`);
    return newest;
  }

  /**
   * Begins when no tenant reads look-ups or names, or is about to: that is a run of its own, whose
   * calls would be counted among those of `work`. What would begin soon begins now.
   */
  override async counting(work: () => Promise<unknown>): Promise<Readonly<Record<string, number>>> {
    await this.until(async () => {
      const due = await this.#nextReading();
      if (due !== null && due > 0) await this.advance(due);
      return due === null;
    }, "look-ups and names are read");
    return super.counting(work);
  }

  /** Milliseconds until look-ups or names are read, 0 while they are; `null`: not soon. */
  async #nextReading(): Promise<number | null> {
    const readings = await this.look<Jobs[]>("readings", { tenants: this.#tenants });
    const now = await this.now();
    let next: number | null = null;
    for (const { status, due } of readings.flat()) {
      if (status === "queued" || status === "running") return 0;
      if (status === "waiting" && due !== null && due <= now + SOON)
        next = Math.min(next ?? SOON, Math.max(0, due - now));
    }
    return next;
  }

  /** How many jobs are in each state, as its health tells, without the way through the API. */
  async jobCounts(id: string): Promise<TenantState["jobs"]> {
    return (await this.look<TenantState>("state", { tenantId: id })).jobs;
  }

  /** Nothing is queued or running. What waits for a later instant may wait. */
  async settled(id: string): Promise<void> {
    await this.untilLook<TenantState>(
      "state",
      { tenantId: id },
      ({ jobs: { queued, running } }) => queued === 0 && running === 0,
      "nothing runs",
    );
  }

  /** What the Worker's clock shows: the machine's, and what has been added to it. */
  async now(): Promise<number> {
    return Date.now() + this.#ahead;
  }

  /** Goes on to a morning, before anything is made: what is done at night disturbs nobody. */
  async toMorning(): Promise<void> {
    await this.advance(untilMorning(await this.now()));
  }

  /** Moves all clocks, and lets every tenant look at what came due. */
  async advance(ms: number): Promise<void> {
    await this.#passEverywhere(ms);
    await this.cron();
  }

  /**
   * The vendors' clocks go first: a run that goes on meanwhile would otherwise look, at the hour of
   * its last look-up, at a vendor whose late commit is still to come.
   */
  async #passEverywhere(ms: number): Promise<void> {
    await Promise.all(
      (["asperion", "eaccounting"] as const).map((vendor) =>
        this.control(vendor, "PUT", "/clock", { advanceMs: ms }),
      ),
    );
    await this.#pass(ms);
  }

  /** Moves the Worker's clock alone. */
  async #pass(ms: number): Promise<void> {
    const answer = await this.fetch("/_test/clock", {
      method: "PUT",
      body: JSON.stringify({ advanceMs: ms }),
    });
    ({ ahead: this.#ahead } = (await answer.json()) as { ahead: number });
  }

  async cron(): Promise<void> {
    await this.runtime.cron().catch((fault: unknown) => {
      // Without D1 nobody knows which tenants there are: the next run makes good for it.
      if (!this.#withoutD1) throw fault;
    });
  }

  async break(what: Json): Promise<void> {
    if ("d1" in what) this.#withoutD1 = what["d1"] === true;
    await this.fetch("/_test/break", { method: "PUT", body: JSON.stringify(what) });
  }

  /** What is broken now; a crash that happened is `null` again. */
  async broken(): Promise<Json> {
    const response = await this.fetch("/_test/break", { method: "PUT", body: "{}" });
    return (await response.json()) as Json;
  }

  async evict(tenant: Tenant): Promise<void> {
    await this.runtime.evict("TenantSync", tenant.id);
  }

  /**
   * What the tenant's object stores, by SQL. After a change the object is started anew, as it keeps
   * copies.
   */
  async storage(tenant: Tenant): Promise<ObjectStorage> {
    const storage = await this.runtime.objectStorage("TenantSync", tenant.id);
    return {
      exec: async (sql, ...binds) => {
        const answer = await storage.exec(sql, ...binds);
        if (!/^\s*SELECT\b/i.test(sql)) await this.evict(tenant);
        return answer;
      },
    };
  }

  /** All rows of D1 as text. */
  databaseText(): Promise<string> {
    return databaseText(this.runtime);
  }

  /** All rows of the object as text, as they lie on the disk: what is sealed is bytes. */
  async objectText(tenant: Tenant): Promise<string> {
    return objectText(await this.storage(tenant));
  }
}
