/** `Request` and `Response` as the platform has them, with bodies that are here as a whole. */
import { type BodyGiven, SimulatedBody } from "./body.ts";
import { type HeadersGiven, SimulatedHeaders } from "./headers.ts";
import { SimulatedSignal } from "./signals.ts";

type ResponseGiven = {
  readonly status?: number | undefined;
  readonly statusText?: string | undefined;
  readonly headers?: HeadersGiven | null | undefined;
};

const WITHOUT_BODY: ReadonlySet<number> = new Set([101, 204, 205, 304]);
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const FOLDED: ReadonlySet<string> = new Set(["DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"]);

const headersFor = (
  given: HeadersGiven | null | undefined,
  type: string | null,
): SimulatedHeaders => {
  const headers = new SimulatedHeaders(given);
  if (type !== null && !headers.has("content-type")) headers.set("content-type", type);
  return headers;
};

export class SimulatedResponse extends SimulatedBody {
  readonly headers: SimulatedHeaders;
  readonly status: number;
  readonly statusText: string;
  readonly type = "default";
  readonly url = "";
  readonly redirected = false;

  constructor(body?: BodyGiven, given: ResponseGiven | null = null) {
    super(body);
    const status = Number(given?.status ?? 200);
    if (!(status >= 200 && status <= 599))
      throw new RangeError(`init["status"] must be in the range of 200 to 599: ${status}`);
    if (body !== null && body !== undefined && WITHOUT_BODY.has(status))
      throw new TypeError(`Response constructor: Invalid response status code ${status}`);
    this.status = status;
    this.statusText = given?.statusText ?? "";
    this.headers = headersFor(given?.headers, this.typeOfBody);
  }

  static json(value: unknown, given: ResponseGiven | null = null): SimulatedResponse {
    const text = JSON.stringify(value) as string | undefined;
    if (text === undefined) throw new TypeError("Value is not JSON serializable");
    const headers = headersFor(given?.headers, "application/json");
    return new SimulatedResponse(text, { ...given, headers });
  }

  static redirect(url: string | URL, status = 302): SimulatedResponse {
    if (!REDIRECTS.has(status)) throw new RangeError(`Invalid status code ${status}`);
    return new SimulatedResponse(null, { status, headers: { location: new URL(url).href } });
  }

  get ok(): boolean {
    return this.status <= 299;
  }

  clone(): SimulatedResponse {
    const { status, statusText, headers } = this;
    return new SimulatedResponse(this.doubled(), { status, statusText, headers });
  }

  get [Symbol.toStringTag](): string {
    return "Response";
  }
}

type RequestGiven = {
  readonly method?: string | undefined;
  readonly headers?: HeadersGiven | null | undefined;
  readonly body?: BodyGiven;
  readonly redirect?: string | undefined;
  readonly signal?: SimulatedSignal | null | undefined;
};

/** What the first one had is the second one's, unless it brings a body itself. */
const bodyFor = (
  input: string | URL | SimulatedRequest,
  { body }: RequestGiven,
): BodyGiven | undefined =>
  body === undefined || body === null
    ? input instanceof SimulatedRequest
      ? input.handedOn()
      : null
    : body;

export class SimulatedRequest extends SimulatedBody {
  readonly headers: SimulatedHeaders;
  readonly method: string;
  readonly url: string;
  readonly redirect: string;
  readonly signal: SimulatedSignal;

  constructor(input: string | URL | SimulatedRequest, given: RequestGiven = {}) {
    super(bodyFor(input, given));
    const before = input instanceof SimulatedRequest ? input : null;
    this.url = input instanceof SimulatedRequest ? input.url : new URL(input).href;
    const method = given.method ?? before?.method ?? "GET";
    const folded = method.toUpperCase();
    this.method = FOLDED.has(folded) ? folded : method;
    if ((this.method === "GET" || this.method === "HEAD") && (given.body ?? null) !== null)
      throw new TypeError("Request with GET/HEAD method cannot have body.");
    this.headers = headersFor(given.headers ?? before?.headers, this.typeOfBody);
    this.redirect = given.redirect ?? before?.redirect ?? "follow";
    const signal = given.signal === undefined ? before?.signal : given.signal;
    this.signal = signal ?? new SimulatedSignal();
  }

  clone(): SimulatedRequest {
    const { url, method, headers, redirect, signal } = this;
    return new SimulatedRequest(url, { method, headers, redirect, signal, body: this.doubled() });
  }

  get [Symbol.toStringTag](): string {
    return "Request";
  }
}
