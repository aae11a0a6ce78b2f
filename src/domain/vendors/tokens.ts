/**
 * The answer of an OAuth token endpoint, in neutral words. Both vendors are IdentityServers, so
 * both answer alike.
 *
 * Never logged, stored encrypted only.
 */
import type { HttpFault } from "./http.ts";
import type { Vendor } from "../ids.ts";
import type { VendorAnswer } from "./request.ts";
import { err, ok, type Result, type Failure } from "../result.ts";

export type TokenSet = {
  readonly accessToken: string;
  /** The newest one; the one that was used, where none came back. `null`: there never was one. */
  readonly refreshToken: string | null;
  /** In ms since the epoch, counted from before the request, so rather too early. */
  readonly expiresAt: number;
  readonly scope: string;
  /**
   * eAccounting: the company that the token names (`customer_id`), lower case. To compare, never as
   * proof.
   */
  readonly companyId: string | null;
};

const DEFAULT_LIFE_SECONDS = 3600;

/**
 * Reads the token endpoint's answer. `invalid_grant`: needs-login; a lost or unreadable answer:
 * unknown-outcome, as the refresh token may have been rotated; `invalid_client` and
 * `unauthorized_client` → client-refused; all else (5xx) → transient.
 */
export function readTokens(
  vendor: Vendor,
  outcome: Result<VendorAnswer, HttpFault>,
  given: { readonly now: number; readonly refreshToken: string | null; readonly scope: string },
): Result<TokenSet, Failure> {
  if (!outcome.ok) {
    const cause = `token endpoint: ${outcome.error.kind} ${outcome.error.cause}`;
    return err({
      kind: outcome.error.kind === "not-started" ? "transient" : "unknown-outcome",
      vendor,
      cause,
    });
  }
  const { status, body } = outcome.value;
  const fields =
    typeof body === "object" && body !== null ? (body as Readonly<Record<string, unknown>>) : {};
  if (status < 200 || status > 299) {
    const code = text(fields["error"]);
    if (code === "invalid_grant") return err({ kind: "needs-login", vendor });
    if (code === "invalid_client" || code === "unauthorized_client")
      return err({ kind: "client-refused", vendor, cause: `token endpoint: ${code}` });
    return err({
      kind: "transient",
      vendor,
      cause: `token endpoint: status ${status}${code === null ? "" : ` ${code.slice(0, 60)}`}`,
    });
  }
  const accessToken = text(fields["access_token"]);
  if (accessToken === null)
    return err({
      kind: "unknown-outcome",
      vendor,
      cause: "token endpoint: answer without access_token",
    });
  const life =
    typeof fields["expires_in"] === "number" && fields["expires_in"] > 0
      ? fields["expires_in"]
      : DEFAULT_LIFE_SECONDS;
  return ok({
    accessToken,
    refreshToken: text(fields["refresh_token"]) ?? given.refreshToken,
    expiresAt: given.now + Math.floor(life * 1000),
    scope: text(fields["scope"]) ?? given.scope,
    companyId:
      vendor === "eaccounting" ? (claim(accessToken, "customer_id")?.toLowerCase() ?? null) : null,
  });
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

/** Returns a claim of a JWT without checking its signature: for comparing, never for access. */
export function claim(token: string, name: string): string | null {
  const payload = token.split(".")[1];
  if (payload === undefined) return null;
  try {
    const bytes = Uint8Array.from(atob(payload.replaceAll("-", "+").replaceAll("_", "/")), (char) =>
      char.charCodeAt(0),
    );
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof claims === "object" && claims !== null
      ? text((claims as Readonly<Record<string, unknown>>)[name])
      : null;
  } catch {
    return null;
  }
}
