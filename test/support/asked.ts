/**
 * What is asked of the Worker by its API: settings, the sign-in at both vendors, and what became of
 * the jobs.
 */
import type { JobPage, JobTimeline, TenantHealth } from "../../src/sync/contract/index.ts";
import { WAIT_MS } from "./patience.ts";
import { ADMIN_TOKEN } from "./test-env.ts";
import { type Json, type ServedVendors, Vendors } from "./vendors.ts";
import type { Tenant } from "./webhook.ts";

/** What the API tells of a job's timeline. */
export type ToldTimeline = Pick<JobTimeline, "job" | "operations" | "timeline">;

type JobAnswer = JobTimeline["job"] &
  Pick<JobTimeline, "operations"> & { readonly story: JobTimeline["timeline"] };

type Look = "jobs" | "state" | "readings";

/** What no file of the pages stands before. */
const STRAIGHT = /^\/(_test|api|webhooks)\//;
const ENCODING = "accept-encoding";
/** How soon a wait looks again where nothing happens in the Worker, in ms. */
const LOOK_AGAIN_MS = 100;
/** How long a look may wait in the Worker, which looks again by itself, in ms. */
const LOOK_MS = 1_000;
/** How often something had happened when the Worker was asked (test/worker/controls.ts). */
const WAKES_HEADER = "x-test-wakes";

export abstract class Asked extends Vendors {
  abstract readonly runtime: { readonly url: string; readonly straightUrl: string };
  #wakes = -1;
  readonly #send: typeof fetch;

  constructor(vendors: ServedVendors, send: typeof fetch = fetch) {
    super(vendors);
    this.#send = send;
  }

  /** As whoever stands before the Worker would ask it; `path` is below its own address. */
  async fetch(path: string, init?: RequestInit): Promise<Response> {
    const headers = new Headers(init?.headers);
    // Packing for the way through one machine costs both sides more than it saves.
    if (!headers.has(ENCODING)) headers.set(ENCODING, "identity");
    const send = this.#send;
    const response = await send(
      new URL(path, STRAIGHT.test(path) ? this.runtime.straightUrl : this.runtime.url),
      { ...init, headers },
    );
    this.#wakes = Number(response.headers.get(WAKES_HEADER) ?? this.#wakes);
    return response;
  }

  /**
   * Waits until `condition` holds: looks once, and again whenever a run has ended in the Worker, a
   * runner died or something went out of it.
   */
  async until(condition: () => Promise<boolean>, what: string): Promise<void> {
    const end = performance.now() + WAIT_MS;
    for (;;) {
      const seen = this.#wakes;
      if (await condition()) return;
      if (performance.now() > end) throw new Error(`waited in vain until ${what}`);
      await this.#woken(seen);
    }
  }

  /** Something happened in the Worker since it had done so `seen` times, or a while has passed. */
  async #woken(seen: number): Promise<void> {
    const response = await this.fetch(`/_test/wakes?seen=${seen}&ms=${LOOK_AGAIN_MS}`);
    this.#wakes = ((await response.json()) as { wakes: number }).wakes;
  }

  /** A look at what is waited for (test/worker/look.ts). */
  protected async look<T>(at: Look, body: Json): Promise<T> {
    return JSON.parse(await this.#looked(at, body)) as T;
  }

  async #looked(at: Look, body: Json): Promise<string> {
    const response = await this.fetch(`/_test/${at}`, {
      method: "POST",
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${at}: ${response.status} ${text}`);
    return text;
  }

  /**
   * Like `until`, where a look tells: the Worker itself looks again, and answers when nothing of it
   * is on its way any more, or after a while.
   */
  protected async untilLook<T>(
    at: "jobs" | "state",
    body: Json,
    condition: (answer: T) => boolean | Promise<boolean>,
    what: string,
  ): Promise<void> {
    const end = performance.now() + WAIT_MS;
    for (let unlike: string | undefined; ;) {
      const text = await this.#looked(at, { ...body, unlike, ms: LOOK_MS });
      if (await condition(JSON.parse(text) as T)) return;
      if (performance.now() > end) throw new Error(`waited in vain until ${what}: ${text}`);
      unlike = text;
    }
  }

  async api(
    method: string,
    path: string,
    body?: unknown,
    token: string = ADMIN_TOKEN,
  ): Promise<{ status: number; body: Json }> {
    const response = await this.fetch(`/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === "" ? {} : (JSON.parse(text) as Json) };
  }

  /** Like `api`, for calls that must succeed. */
  async ask(method: string, path: string, body?: unknown): Promise<Json> {
    const answer = await this.api(method, path, body);
    if (answer.status >= 300)
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** Keeps the rest of the settings. */
  async reconfigure(
    tenant: Tenant,
    change: { orders?: Json; lookups?: Json } & Json,
  ): Promise<void> {
    const { version, ...settings } = await this.ask("GET", `/tenants/${tenant.id}/settings`);
    const merged = Object.fromEntries(
      Object.entries(change).map(([part, value]) => [
        part,
        isJson(value) && isJson(settings[part]) ? { ...settings[part], ...value } : value,
      ]),
    );
    await this.ask("PUT", `/tenants/${tenant.id}/settings`, { version, ...settings, ...merged });
  }

  async configure(id: string, settings: Json): Promise<void> {
    const { version } = await this.ask("GET", `/tenants/${id}/settings`);
    await this.ask("PUT", `/tenants/${id}/settings`, { version, ...settings });
  }

  /** Signs in at a vendor and confirms it. Answers the last response's status and text. */
  async connect(
    id: string,
    vendor: "asperion" | "eaccounting",
    subject?: string,
    client?: string,
  ): Promise<{ status: number; text: string }> {
    const response = await this.signIn(id, vendor, subject, client);
    // A release from before confirmation is connected by now.
    if (response.status !== 202) return { status: response.status, text: await response.text() };
    const confirmed = await this.fetch(`/api/v1/tenants/${id}/connect/${vendor}/confirm`, {
      method: "POST",
      headers: { authorization: `Bearer ${ADMIN_TOKEN}` },
    });
    return { status: confirmed.status, text: await confirmed.text() };
  }

  /** Follows the redirects, as a browser would: what is signed in waits to be confirmed. */
  async signIn(
    id: string,
    vendor: "asperion" | "eaccounting",
    subject?: string,
    client?: string,
  ): Promise<Response> {
    if (subject !== undefined)
      await this.control(vendor, "PUT", "/oauth", { nextSubject: subject });
    const query = client === undefined ? "" : `?client=${client}`;
    const { authorizeUrl } = await this.ask("POST", `/tenants/${id}/connect/${vendor}${query}`);
    const consent = await fetch(String(authorizeUrl), { redirect: "manual" });
    const location = consent.headers.get("location");
    if (location === null)
      throw new Error(`no redirect from ${vendor}: ${consent.status} ${await consent.text()}`);
    const back = new URL(location);
    return this.fetch(`${back.pathname}${back.search}`, { redirect: "manual" });
  }

  async health(id: string): Promise<TenantHealth> {
    return (await this.ask("GET", `/tenants/${id}/health`)) as unknown as TenantHealth;
  }

  async jobs(id: string, query: Record<string, string> = {}): Promise<JobPage["jobs"]> {
    const page = (await this.ask(
      "GET",
      `/tenants/${id}/jobs?${new URLSearchParams(query)}`,
    )) as unknown as JobPage;
    return page.jobs;
  }

  async timeline(id: string, jobId: string): Promise<ToldTimeline> {
    const { operations, story, ...job } = (await this.ask(
      "GET",
      `/tenants/${id}/jobs/${jobId}`,
    )) as unknown as JobAnswer;
    return { job, operations, timeline: story };
  }
}

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
