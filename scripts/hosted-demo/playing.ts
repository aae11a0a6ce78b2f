/**
 * Both sandboxes, as they are after the calls of a journal. Calls go one after another: each has
 * one instant and draws its ids and tokens by itself, so that it can be done again.
 */
import { createAsperionSandbox } from "../../test/sandbox/asperion/sandbox.ts";
import { createEaccountingSandbox } from "../../test/sandbox/eaccounting/app.ts";
import { SandboxClock } from "../../test/sandbox/kit/clock.ts";
import { drawFrom } from "../../test/sandbox/kit/random.ts";
import { CLIENTS } from "./env.ts";
import { type Entry, type Journal, seeded } from "./journal.ts";
import { vendorAt } from "./network.ts";

/** Delivers the shop's webhooks to the product. */
export type Deliver = (request: Request) => Promise<Response>;

export class Playing {
  readonly #seed: string;
  readonly #apps;
  /** The instant of the call that is done now; `null`: none is. */
  #at: number | null;
  #deliver: Deliver = () => Promise.resolve(new Response(null, { status: 202 }));

  /** `begun`: when they were first made, in ms. */
  private constructor(seed: string, begun: number) {
    this.#seed = seed;
    this.#at = begun;
    drawFrom(seeded(seed, 0));
    const clock = new SandboxClock(() => this.#at ?? Date.now());
    this.#apps = {
      asperion: createAsperionSandbox({
        clock,
        clients: [CLIENTS.asperion],
        fetch: (...request) => this.#deliver(new Request(...request)),
      }).app,
      eaccounting: createEaccountingSandbox({ clock, clients: [CLIENTS.eaccounting] }).app,
    };
    this.#done();
  }

  /** Webhooks that went out before don't go out again. */
  static async after(
    journal: Pick<Journal, "entries">,
    made: { readonly seed: string; readonly begun: number },
    deliver: Deliver,
  ): Promise<Playing> {
    const playing = new Playing(made.seed, made.begun);
    for (const entry of journal.entries()) await playing.do(entry);
    playing.#deliver = deliver;
    return playing;
  }

  async do({ n, at, method, url, headers, body }: Entry): Promise<Response> {
    this.#at = at;
    drawFrom(seeded(this.#seed, n));
    try {
      const bodyless = method === "GET" || method === "HEAD";
      return await this.look(
        new Request(url, {
          method,
          headers: headers.map(([name, value]) => [name, value]),
          ...(bodyless ? {} : { body }),
        }),
      );
    } finally {
      this.#done();
    }
  }

  /** A call that changes nothing. */
  async look(request: Request): Promise<Response> {
    const vendor = vendorAt(new URL(request.url));
    if (vendor === null) return new Response(null, { status: 404 });
    return this.#apps[vendor].fetch(request, {});
  }

  #done(): void {
    this.#at = null;
    drawFrom(null);
  }
}
