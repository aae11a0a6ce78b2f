/**
 * What an operator does from outside: the management API, the sign-in at both vendors, and the
 * sandboxes' controls.
 */
import { setTimeout as sleep } from "node:timers/promises";

export type Json = Record<string, unknown>;
export type Vendor = "asperion" | "eaccounting";

export type Addresses = {
  readonly worker: string;
  readonly asperion: string;
  readonly eaccounting: string;
  readonly token: string;
};

type ReasonView = { readonly code: string; readonly text: string; readonly next: string };

export type JobSummary = {
  readonly id: string;
  readonly key: string;
  readonly flow: string;
  readonly status: string;
  readonly outcome: string | null;
  readonly wait: string | null;
  readonly label: string | null;
  readonly figures: {
    readonly gross: string;
    readonly vat: string;
    readonly currency: string;
  } | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly reasons: readonly ReasonView[];
};

type OperationSummary = {
  readonly kind: string;
  readonly state: string;
  readonly documentId: string | null;
  readonly documentNumber: string | null;
  readonly sentAt: number | null;
  readonly settledAt: number | null;
};

export type JobDetail = JobSummary & {
  readonly operations: readonly OperationSummary[];
  readonly story: readonly {
    readonly at: number;
    readonly what: string;
    readonly title: string;
    readonly detail: unknown;
  }[];
};

export type Health = {
  readonly jobs: Readonly<Record<string, number>>;
  readonly company: Json | null;
  readonly ownArticleNumbers: readonly { readonly id: string | null }[];
};

export const over = (job: JobSummary): boolean => job.status === "done" || job.status === "dead";

/** How what is asked travels, and how often something that is waited for is looked at. */
export type Way = { readonly fetch: typeof fetch; readonly everyMs: number };

/** The network, and a machine that nobody pays by the call. */
const USUAL_WAY: Way = { fetch: (...request) => fetch(...request), everyMs: 15 };

/** The longest pause between two looks; a look costs what is looked at a hundredth of a second. */
const LONGEST_MS = 120;

/**
 * The pause after one of `ms`: half as long again, so that what is soon over is seen at once, and
 * what takes long isn't slowed by who waits for it.
 */
export const nextPause = (ms: number): number => Math.max(ms, Math.min(ms * 1.5, LONGEST_MS));

export class Operator {
  readonly at: Addresses;
  readonly #way: Way;

  constructor(at: Addresses, way: Way = USUAL_WAY) {
    this.at = at;
    this.#way = way;
  }

  async ask(method: string, path: string, body?: unknown): Promise<Json> {
    return call(this.#way.fetch, `${this.at.worker}/api/v1${path}`, method, body, {
      authorization: `Bearer ${this.at.token}`,
    });
  }

  /** A control route of a sandbox. */
  async control(vendor: Vendor, method: string, path: string, body?: unknown): Promise<Json> {
    return call(this.#way.fetch, `${this.at[vendor]}/_control${path}`, method, body, {});
  }

  async createTenant(name: string, administrationId: number): Promise<string> {
    return String(
      (
        await this.ask("POST", "/tenants", { name, language: "en", asperion: { administrationId } })
      )["id"],
    );
  }

  /** Changes what is named, part by part, and keeps the rest. */
  async configure(id: string, change: Readonly<Record<string, Json>>): Promise<void> {
    const { version, ...settings } = await this.ask("GET", `/tenants/${id}/settings`);
    const merged = Object.fromEntries(
      Object.entries(change).map(([part, value]) => [
        part,
        { ...(settings[part] as Json), ...value },
      ]),
    );
    await this.ask("PUT", `/tenants/${id}/settings`, { version, ...settings, ...merged });
  }

  /**
   * Goes the way of a browser, to the vendor's consent and back to the callback, and confirms what
   * that gave access to. Answers the name of what was connected.
   */
  async connect(id: string, vendor: Vendor): Promise<string> {
    const { authorizeUrl } = await this.ask("POST", `/tenants/${id}/connect/${vendor}`);
    const { fetch: ask } = this.#way;
    const consent = await ask(String(authorizeUrl), { redirect: "manual" });
    const location = consent.headers.get("location");
    if (location === null)
      throw new Error(`${vendor} didn't redirect: ${consent.status} ${await consent.text()}`);
    const back = await ask(location, {
      redirect: "manual",
      headers: { accept: "application/json" },
    });
    if (!back.ok)
      throw new Error(`the callback of ${vendor} answered ${back.status}: ${await back.text()}`);
    // A release from before confirmation is connected by now.
    const done =
      back.status === 202
        ? await this.ask("POST", `/tenants/${id}/connect/${vendor}/confirm`)
        : ((await back.json()) as Json);
    return typeof done["name"] === "string" ? done["name"] : vendor;
  }

  async health(id: string): Promise<Health> {
    return (await this.ask("GET", `/tenants/${id}/health`)) as unknown as Health;
  }

  async jobs(id: string, query: Record<string, string> = {}): Promise<readonly JobSummary[]> {
    return (await this.ask("GET", `/tenants/${id}/jobs?${new URLSearchParams(query)}`))[
      "jobs"
    ] as readonly JobSummary[];
  }

  async story(id: string, jobId: string): Promise<JobDetail> {
    return (await this.ask("GET", `/tenants/${id}/jobs/${jobId}`)) as unknown as JobDetail;
  }

  async until<T>(
    what: string,
    condition: () => Promise<T | null>,
    timeoutMs = 60_000,
    everyMs = this.#way.everyMs,
  ): Promise<T> {
    const end = performance.now() + timeoutMs;
    for (let pause = everyMs; ; pause = nextPause(pause)) {
      const value = await condition();
      if (value !== null) return value;
      if (performance.now() > end) throw new Error(`waited in vain: ${what}`);
      await sleep(pause);
    }
  }

  /** The company's look-ups are loaded and nothing runs any more. */
  async settled(id: string): Promise<void> {
    await this.until("the look-ups are loaded and nothing runs", async () => {
      const { company, jobs } = await this.health(id);
      return company !== null && jobs["queued"] === 0 && jobs["running"] === 0 ? true : null;
    });
  }
}

async function call(
  send: typeof fetch,
  url: string,
  method: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<Json> {
  const response = await send(url, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok)
    throw new Error(`${method} ${new URL(url).pathname}: ${response.status} ${text}`);
  return text === "" ? {} : (JSON.parse(text) as Json);
}
