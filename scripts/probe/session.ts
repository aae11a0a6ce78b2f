/**
 * The probe's way to a vendor: one request at a time, at the product's pace, by the product's own
 * HTTP code, with the raw answer. Each check gets a session that lets it do what its level allows.
 */
import { bodyOf, NoAnswer } from "../../src/domain/vendors/checks.ts";
import type { Vendor } from "../../src/domain/ids.ts";
import { buildRequest, type Http, type HttpRequest, send } from "../../src/domain/vendors/http.ts";
import type { VendorAnswer, VendorRequest } from "../../src/domain/vendors/request.ts";
import { retryAfterMs } from "../../src/domain/vendors/retry-after.ts";
import type { TokenSet } from "../../src/domain/vendors/tokens.ts";
import { asperionHttp } from "../../src/asperion/request.ts";
import { eaccountingHttp } from "../../src/eaccounting/request.ts";
import type { Level } from "./check.ts";
import type { Pace, Time } from "./pace.ts";
import { redact, redactQuery } from "./redact.ts";

const TIMEOUT_MS = 30_000;
/** A 429 is waited for as often; then the check stays unclear. */
const MOST_WAITS = 3;
const EARLY_MS = 60_000;

export type Exchange = {
  readonly method: string;
  readonly endpoint: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** `null`: no answer came. */
  readonly status: number | null;
  readonly answer: unknown;
};

export type Parts = {
  readonly ids?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
};

type Asked = Parts & {
  /** Left out: the session's own. `null`: none is named. Asperion alone. */
  readonly administration?: number | null;
  /** A 429 is the answer, not a reason to wait. */
  readonly burst?: boolean;
};

export type Access = {
  readonly vendor: Vendor;
  readonly http: Http;
  readonly apiUrl: string;
  readonly administrationId: number | null;
  tokens: TokenSet;
  refresh(refreshToken: string): Promise<TokenSet | null>;
};

/** Notes what stays, and answers what removes the note. */
type Stayer = (what: string) => () => void;

export class NotAllowed extends Error {}
export { NoAnswer };

export class Session {
  readonly access: Access;
  readonly time: Time;
  readonly marker: string;
  readonly #pace: Pace;
  readonly #level: Level;
  readonly #exchanges: Exchange[] = [];
  readonly #stay: Stayer;

  constructor(options: {
    readonly access: Access;
    readonly time: Time;
    readonly pace: Pace;
    readonly marker: string;
    readonly level: Level;
    readonly stay: Stayer;
  }) {
    this.access = options.access;
    this.time = options.time;
    this.marker = options.marker;
    this.#pace = options.pace;
    this.#level = options.level;
    this.#stay = options.stay;
  }

  /** Redacted. */
  get exchanges(): readonly Exchange[] {
    return this.#exchanges;
  }

  get(endpoint: string, parts: Asked = {}): Promise<VendorAnswer> {
    return this.#ask("GET", endpoint, parts);
  }

  /** Of records that are the probe's own and are taken back, or of what must be refused. */
  write(
    method: "POST" | "PUT" | "DELETE",
    endpoint: string,
    parts: Asked = {},
  ): Promise<VendorAnswer> {
    if (this.#level === "read") throw new NotAllowed(`${method} ${endpoint} in a check that reads`);
    return this.#ask(method, endpoint, parts);
  }

  /**
   * What can't be taken back. It is noted before it goes out, as after a kill it may be there, and
   * struck off again where the vendor refused it.
   */
  async book(
    what: string,
    method: "POST" | "PUT",
    endpoint: string,
    parts: Asked = {},
  ): Promise<VendorAnswer> {
    if (this.#level !== "book") throw new NotAllowed(`${method} ${endpoint} without --book`);
    const removeNote = this.#stay(what);
    const answer = await this.#ask(method, endpoint, parts);
    if (answer.status >= 400 && answer.status < 500) removeNote();
    return answer;
  }

  /** What of the probe's own records can't be deleted. */
  stays(what: string): void {
    this.#stay(what);
  }

  async #ask(
    method: VendorRequest["method"],
    endpoint: string,
    asked: Asked,
  ): Promise<VendorAnswer> {
    const request = buildRequest(this.access.vendor, method, endpoint, "probe", asked);
    for (let waits = 0; ; waits += 1) {
      if (asked.burst !== true) await this.#pace.wait(request);
      const outcome = await send(this.access.http, await this.#encode(request, asked), TIMEOUT_MS);
      this.#note(request, outcome.ok ? outcome.value : null);
      if (!outcome.ok) throw new NoAnswer(`${method} ${endpoint}: ${outcome.error.kind}`);
      const answer = outcome.value;
      if (answer.status !== 429 || asked.burst === true || waits === MOST_WAITS) return answer;
      await this.time.sleep(retryAfterMs(answer.headers, messageOf(answer)));
    }
  }

  async #encode(request: VendorRequest, asked: Asked): Promise<HttpRequest> {
    const { access } = this;
    const { refreshToken, expiresAt } = access.tokens;
    if (refreshToken !== null && this.time.now() > expiresAt - EARLY_MS) {
      const tokens = await access.refresh(refreshToken);
      if (tokens !== null) access.tokens = tokens;
    }
    const { accessToken } = access.tokens;
    if (access.vendor === "eaccounting")
      return eaccountingHttp(access.apiUrl, request, accessToken);
    const administrationId =
      asked.administration === undefined ? access.administrationId : asked.administration;
    return asperionHttp(access.apiUrl, request, { accessToken, administrationId });
  }

  #note({ method, endpoint, query, body }: VendorRequest, answer: VendorAnswer | null): void {
    this.#exchanges.push({
      method,
      endpoint,
      query: redactQuery(query),
      body: redact(body),
      status: answer?.status ?? null,
      answer: redact(answer?.body ?? null),
    });
  }
}

export { bodyOf, isOk, isRow, type Row, rowsAt } from "../../src/domain/vendors/checks.ts";

/** The vendor's own words; "" where there are none. */
export function messageOf(answer: VendorAnswer): string {
  const { DeveloperErrorMessage, detail } = bodyOf(answer);
  return typeof DeveloperErrorMessage === "string"
    ? DeveloperErrorMessage
    : typeof detail === "string"
      ? detail
      : "";
}
