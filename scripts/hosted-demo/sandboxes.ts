/**
 * The object that plays both vendors and builds the demo: once, and again each night
 * (make-anew.ts).
 *
 * Promises: the vendors' state outlives the object's memory (journal.ts); a rebuilt demo starts
 * empty; a database that isn't the demo's stays as it is (own-database.ts); visitors' actions per
 * day are limited.
 */
import { DurableObject } from "cloudflare:workers";
import { randomBytes } from "node:crypto";
import type { DemoEnv } from "./env.ts";
import { type Entry, Journal } from "./journal.ts";
import type { Made } from "./make-anew.ts";
import { claimDatabase } from "./own-database.ts";
import type { Playing } from "./playing.ts";
import { lastNight } from "./every-night.ts";

/** Limits of all visitors' actions per day. */
const MOST = { act: 500, enter: 5_000 } as const;

const REFUSED = "refused";

export type Bridge = {
  /** Asks the bridge within this Worker. */
  ask(request: Request, ctx: Pick<ExecutionContext, "waitUntil">): Promise<Response>;
  /** Runs the minute's cron. */
  tick(): Promise<void>;
  /** Takes away all that the object of a tenant stores. */
  forget(tenantId: string): Promise<void>;
};

export class Sandboxes extends DurableObject<DemoEnv> {
  readonly #journal: Journal;
  readonly #bridge: Bridge;
  #playing: Promise<Playing> | null = null;
  /** An alarm that runs isn't seen by `getAlarm`. */
  #making = false;
  /** The call that is done now; the next one waits for it. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(ctx: DurableObjectState, env: DemoEnv, bridge: Bridge) {
    super(ctx, env);
    this.#journal = new Journal(ctx.storage.sql);
    this.#bridge = bridge;
  }

  /** A call of a vendor; the host says of which. */
  override async fetch(request: Request): Promise<Response> {
    const body = await request.text();
    return this.#inTurn(async () => {
      const playing = await (this.#playing ??= this.#play());
      if (changesNothing(request)) return playing.look(request);
      const entry = this.#journal.add(entryOf(request, body));
      return entry === null ? new Response(null, { status: 503 }) : playing.do(entry);
    });
  }

  /** The demo as it is; `null` while it is being made. */
  look(): Made | null {
    const made = this.#journal.fact("made");
    return made === null ? null : (JSON.parse(made) as Made);
  }

  /** There can be no demo: its database has shops or people that the demo didn't make. */
  isRefused(): boolean {
    return this.#journal.fact(REFUSED) !== null;
  }

  /** Counts one more action of visitors; false where the day's limit is reached. */
  takes(what: keyof typeof MOST): boolean {
    const count = Number(this.#journal.fact(what) ?? "0") + 1;
    if (count > MOST[what]) return false;
    this.#journal.note(what, String(count));
    return true;
  }

  /** Sees to it that there is a demo, and one of today. `now` in ms. */
  async tick(now: number): Promise<void> {
    const made = this.look();
    if (this.#making || (made !== null && made.at >= lastNight(now))) return;
    if ((await this.ctx.storage.getAlarm()) === null) await this.ctx.storage.setAlarm(Date.now());
  }

  /** One that fails is tried again by the platform. */
  override async alarm(): Promise<void> {
    this.#making = true;
    try {
      await this.#makeAnew();
    } finally {
      this.#making = false;
    }
  }

  async #makeAnew(): Promise<void> {
    if (!(await claimDatabase(this.env.DB))) return this.#journal.note(REFUSED, "1");
    this.#journal.forget(REFUSED);
    const { makeAnew } = await import("./make-anew.ts");
    const made = await makeAnew({
      env: this.env,
      bridge: (request) => this.#bridge.ask(request, this.ctx),
      tick: () => this.#bridge.tick(),
      forget: (tenantId) => this.#bridge.forget(tenantId),
      vendor: (request) => this.fetch(request),
      closed: () => this.#journal.forget("made"),
      emptied: () => this.#inTurn(() => this.#begin()),
    });
    this.#journal.note("made", JSON.stringify(made));
  }

  async #begin(): Promise<void> {
    this.#journal.clear();
    this.#playing = this.#play();
    await this.#playing;
  }

  async #play(): Promise<Playing> {
    const begun = this.#journal.fact("begun") ?? String(Date.now());
    const seed = this.#journal.fact("seed") ?? randomBytes(32).toString("base64");
    this.#journal.note("begun", begun);
    this.#journal.note("seed", seed);
    const { Playing } = await import("./playing.ts");
    return Playing.after(this.#journal, { seed, begun: Number(begun) }, (request) =>
      this.#bridge.ask(request, this.ctx),
    );
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => undefined);
    return done;
  }
}

/** A sign-in is asked for with GET, and yet makes a code. */
const changesNothing = ({ method, url }: Request): boolean =>
  method === "GET" && !new URL(url).pathname.toLowerCase().startsWith("/connect/");

const entryOf = ({ method, url, headers }: Request, body: string): Omit<Entry, "n"> => ({
  at: Date.now(),
  method,
  url,
  headers: [...headers],
  body,
});
