/**
 * The headers of every answer, set by one middleware over the whole app: browsers never guess a
 * type, never frame us, never return over plain http, and store no copy unless the answer allows
 * it.
 *
 * Pages get a policy that allows only scripts and styles of our own files and forms to ourselves;
 * every other answer gets one that allows nothing.
 *
 * Trap: with `Referrer-Policy: no-referrer` browsers send `Origin: null` with our own forms, and
 * the same-origin check would refuse them; `same-origin` still hides addresses from others. Trap:
 * `form-action` also covers the redirect after a form. Signing out ends at Cloudflare Access where
 * that is configured, so its host is allowed there.
 */
import { createMiddleware } from "hono/factory";
import type { Config } from "../env.ts";

const HEADERS: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
  "strict-transport-security": "max-age=31536000; includeSubDomains",
};

const NO_PAGE_POLICY =
  "default-src 'none'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

/** Of an answer that is no page. */
const OF_ANSWERS = {
  ...HEADERS,
  "content-security-policy": NO_PAGE_POLICY,
  "cache-control": "no-store",
};

/** Answers that were made with all of them. */
const complete = new WeakSet<Response>();

/** JSON for a sender that asks often: its headers are set at once, in place of one by one. */
export function answerJson(value: unknown, status: number): Response {
  const answer = Response.json(value, { status, headers: OF_ANSWERS });
  complete.add(answer);
  return answer;
}

const pagePolicy = ({ access }: Pick<Config, "access">): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    `form-action 'self'${access === null ? "" : ` ${new URL(access.teamUrl).origin}`}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join("; ");

const isPage = (headers: Headers): boolean =>
  (headers.get("content-type") ?? "").startsWith("text/html");

/** Sets the headers of every answer, including refusals and faults. */
export const secureHeaders = (config: Pick<Config, "access">) => {
  const policy = pagePolicy(config);
  return createMiddleware(async (c, next) => {
    await next();
    // A socket is no answer that a browser keeps or shows.
    if (c.res.status === 101 || complete.has(c.res)) return;
    const { headers } = c.res;
    for (const [name, value] of Object.entries(HEADERS)) headers.set(name, value);
    headers.set("content-security-policy", isPage(headers) ? policy : NO_PAGE_POLICY);
    if (!headers.has("cache-control")) headers.set("cache-control", "no-store");
  });
};
