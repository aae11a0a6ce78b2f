/**
 * The HTTP edge: the only file that calls `fetch`. One request in, one answer or one fault out.
 *
 * Promises: at most one request per call, never a retry, never a followed redirect (a bearer token
 * must not travel to where an answer points), an end within the given time, body included, and a
 * bound on what is read. It doesn't judge answers: a status of 500 is an answer. The vendor's
 * client decides what a fault means for a write, as only it knows whether something may have
 * happened.
 */
import type { Vendor } from "../ids.ts";
import type { VendorAnswer, VendorRequest } from "./request.ts";
import { err, ok, type Result, type Failure } from "../result.ts";
import { defined } from "../platform/defined.ts";

export type Http = { readonly fetch: typeof fetch };

export type HttpRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Already encoded; `null` for none. */
  readonly body: string | null;
};

export type HttpFault = {
  /**
   * `not-started`: `fetch` was never called, so nothing can have happened. With any other, the
   * vendor may have received it.
   */
  readonly kind: "timeout" | "network" | "too-large" | "not-started";
  readonly cause: string;
};

/** Classifies a read without an answer: repeated later, unless the answer was too long. */
export const unanswered = (
  vendor: Vendor,
  { endpoint }: Pick<VendorRequest, "endpoint">,
  { kind, cause }: HttpFault,
): Failure =>
  kind === "too-large"
    ? { kind: "contract", vendor, path: endpoint, tooLarge: true, message: cause }
    : { kind: "transient", vendor, cause: `${kind}: ${cause}` };

/** Classifies a write without an answer: the vendor may have received it, if it was started. */
export const unansweredWrite = (vendor: Vendor, { kind, cause }: HttpFault): Failure => ({
  kind: kind === "not-started" ? "transient" : "unknown-outcome",
  vendor,
  cause: `${kind}: ${cause}`,
});

/** More than any page of a list needs; keeps one answer from filling the isolate's memory. */
export const MAX_ANSWER_BYTES = 8 * 1024 * 1024;

/**
 * Sends one request. `timeoutMs` counts from this call and covers the body; with no time left the
 * request isn't started. Throws only for bugs (a URL or header that can't be sent).
 */
export async function send(
  http: Http,
  request: HttpRequest,
  timeoutMs: number,
): Promise<Result<VendorAnswer, HttpFault>> {
  if (timeoutMs <= 0) return err({ kind: "not-started", cause: "no time was left" });
  const over = new AbortController();
  // Raced beside the signal: a runtime that ignores the signal must not outlast the lease.
  const ended = Promise.withResolvers<never>();
  // A timer left behind would keep a tenant's object in memory until it fires.
  const timer = setTimeout(() => {
    const late = new DOMException("no time is left", "TimeoutError");
    over.abort(late);
    ended.reject(late);
  }, timeoutMs);
  try {
    return await Promise.race([exchange(http, request, over.signal), ended.promise]);
  } catch (thrown) {
    // Nothing was sent. Looked at here alone, as each call would be parsed twice.
    if (!URL.canParse(request.url)) throw new TypeError("a request without an address");
    return err({ kind: over.signal.aborted ? "timeout" : "network", cause: describe(thrown) });
  } finally {
    clearTimeout(timer);
  }
}

async function exchange(
  http: Http,
  request: HttpRequest,
  signal: AbortSignal,
): Promise<Result<VendorAnswer, HttpFault>> {
  const fetchOnce = http.fetch;
  const response = await fetchOnce(request.url, {
    method: request.method,
    headers: request.headers,
    ...(request.body === null ? {} : { body: request.body }),
    redirect: "manual",
    signal,
  });
  const text = await readBounded(response, MAX_ANSWER_BYTES);
  if (text === null)
    return err({
      kind: "too-large",
      cause: `answer of more than ${MAX_ANSWER_BYTES} bytes, status ${response.status}`,
    });
  return ok({
    status: response.status,
    // Their names come in small letters, by the standard of `fetch`.
    headers: Object.fromEntries(response.headers),
    ...parse(text),
  });
}

/**
 * Returns the body as text, or `null` as soon as it exceeds the bound. `content-length` may be
 * missing or wrong, so bytes are counted.
 */
async function readBounded(response: Response, limit: number): Promise<string | null> {
  if (response.body === null) return "";
  if (isShort(response.headers, limit)) return response.text();
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for (;;) {
    const chunk = await reader.read();
    if (chunk.done) return text + decoder.decode();
    bytes += chunk.value.byteLength;
    if (bytes > limit) {
      await reader.cancel();
      return null;
    }
    text += decoder.decode(chunk.value, { stream: true });
  }
}

/**
 * True where the runtime itself reads no more than the limit: it stops at the announced length. A
 * compressed body is longer than that.
 */
function isShort(headers: Headers, limit: number): boolean {
  const announced = headers.get("content-length");
  return announced !== null && Number(announced) <= limit && !headers.has("content-encoding");
}

/**
 * Numbers become binary doubles here. That is exact enough: a double has 15 significant digits, the
 * largest amount of either vendor has 12, and `String(n)` gives the shortest text that names the
 * double, which for such an amount is the text that was sent. Clients turn amounts into decimal
 * text that way and never compute with the number.
 */
function parse(text: string): Pick<VendorAnswer, "body" | "isJson"> {
  if (text.trim() === "") return { body: null, isJson: false };
  try {
    return { body: JSON.parse(text), isJson: true };
  } catch {
    return { body: text, isJson: false };
  }
}

/** Names and codes only, never the request, as this is logged. */
function describe(thrown: unknown): string {
  if (!(thrown instanceof Error)) return "unknown";
  const code =
    thrown.cause instanceof Error && "code" in thrown.cause ? ` ${String(thrown.cause.code)}` : "";
  return `${thrown.name}${code}`;
}

/**
 * Joins `base`, `path` and query. The base may have a path of its own (`/v2`); the path is
 * appended, never resolved, so that no id can lead to another host or out of the base. Builders
 * encode ids in a path. Throws on anything else.
 */
export function buildUrl(
  base: string,
  path: string,
  query: Readonly<Record<string, string>>,
): string {
  if (!path.startsWith("/") || /[?#\\\s]|\/\.\.?(\/|$)|\/\//.test(path))
    throw new Error(`not a path: ${path}`);
  const pairs = Object.entries(query).map(
    ([name, value]) => `${encodeName(name)}=${encodeURIComponent(value)}`,
  );
  return base.replace(/\/+$/, "") + path + (pairs.length === 0 ? "" : `?${pairs.join("&")}`);
}

/** OData names begin with a dollar sign, which a query need not escape. */
function encodeName(name: string): string {
  return encodeURIComponent(name).replaceAll("%24", "$");
}

/** Encodes an id as one path segment. */
export function segment(id: string | number): string {
  const text = String(id);
  if (text === "" || text === "." || text === "..") throw new Error("empty id in a path");
  return encodeURIComponent(text);
}

export type RequestParts = {
  readonly ids?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly recorded?: unknown;
};

/**
 * Builds a `VendorRequest` from a path template, so that the rate gate's key and the path agree.
 * Each `{name}` of `endpoint` ("/orders/{id}") is replaced by its value in `ids`, encoded as one
 * path segment. Throws if an id is missing.
 */
export function buildRequest(
  vendor: Vendor,
  method: VendorRequest["method"],
  endpoint: string,
  capability: string,
  parts: RequestParts,
): VendorRequest {
  const path = endpoint.replace(/\{(\w+)\}/g, (_, name: string) => {
    const id = parts.ids?.[name];
    if (id === undefined) throw new Error(`no ${name} for ${endpoint}`);
    return segment(id);
  });
  return {
    vendor,
    method,
    endpoint,
    path,
    query: parts.query ?? {},
    body: parts.body ?? null,
    ...defined({ recorded: parts.recorded }),
    capability,
  };
}
