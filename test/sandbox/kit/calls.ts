// The log of every call a vendor got: what tests count, and what the page shows.
// Bounded twice, so that a benchmark can run for hours: by entries, and by the bytes of the bodies (the oldest bodies
// go first, their entries stay). Counts by route go on counting when entries fall out.
// It never keeps a token, a client secret or a code.

export interface Call {
  readonly n: number;
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly route: string;
  readonly query: Readonly<Record<string, string>>;
  readonly requestHeaders: Readonly<Record<string, string>>;
  requestBody: string | null;
  /** null: no answer was sent (yet). */
  status: number | null;
  responseBody: string | null;
  /** Kinds of the faults that struck, e.g. "latency+drop". */
  fault: string | null;
  ms: number | null;
}

export interface CallFilter {
  readonly since?: number | undefined;
  readonly route?: string | undefined;
  readonly limit?: number | undefined;
}

const MOST_CALLS = 50_000;
const MOST_BODY_CHARS = 64_000_000;

export class Calls {
  #calls: Call[] = [];
  #counts = new Map<string, number>();
  #lastN = 0;
  #bodyChars = 0;
  #firstWithBody = 0;

  begin(call: Omit<Call, "n">): Call {
    this.#lastN += 1;
    const entry: Call = { n: this.#lastN, ...call };
    this.#calls.push(entry);
    this.#counts.set(entry.route, (this.#counts.get(entry.route) ?? 0) + 1);
    this.#grow(entry.requestBody);
    // Trimmed by blocks: shifting an array at every call would cost more than the call.
    if (this.#calls.length > MOST_CALLS * 1.1) {
      for (const old of this.#calls.splice(0, this.#calls.length - MOST_CALLS))
        this.#forgetBodies(old);
      this.#firstWithBody = 0;
    }
    return entry;
  }

  finish(entry: Call, status: number | null, responseBody: string | null, ms: number): void {
    entry.status = status;
    entry.responseBody = responseBody;
    entry.ms = ms;
    this.#grow(responseBody);
  }

  list(
    filter: CallFilter = {},
    sameRoute: (pattern: string, route: string) => boolean = (a, b) => a === b,
  ): readonly Call[] {
    const since = filter.since ?? 0;
    const { route } = filter;
    const found = this.#calls.filter(
      (call) => call.n > since && (route === undefined || sameRoute(route, call.route)),
    );
    return filter.limit === undefined ? found : found.slice(-filter.limit);
  }

  counts(): Record<string, number> {
    return Object.fromEntries([...this.#counts].sort(([a], [b]) => a.localeCompare(b)));
  }

  get last(): number {
    return this.#lastN;
  }

  clear(): void {
    this.#calls = [];
    this.#counts = new Map();
    this.#lastN = 0;
    this.#bodyChars = 0;
    this.#firstWithBody = 0;
  }

  #grow(body: string | null): void {
    this.#bodyChars += body?.length ?? 0;
    while (this.#bodyChars > MOST_BODY_CHARS) {
      const oldest = this.#calls[this.#firstWithBody];
      if (oldest === undefined) return;
      this.#forgetBodies(oldest);
      this.#firstWithBody += 1;
    }
  }

  #forgetBodies(call: Call): void {
    this.#bodyChars -= (call.requestBody?.length ?? 0) + (call.responseBody?.length ?? 0);
    call.requestBody = null;
    call.responseBody = null;
  }
}
