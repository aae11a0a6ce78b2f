// What an identity server remembers: codes, grants, access and refresh tokens. No HTTP here.
// A grant is what one consent gave: one client, one subject (the administration or company that was picked). All
// tokens that come from it, by any number of refreshes, are its family and die with it.
// Lifetimes go by the sandbox clock: codes 5 minutes and once, access tokens an hour.
import { createHmac } from "node:crypto";
import type { SandboxClock } from "./clock.ts";
import { drawn } from "./random.ts";

/**
 * rotating: a refresh token works once, an old one is invalid_grant. family-revoked: the same, and
 * using an old one revokes the whole family (a thief is assumed). reusable: the same refresh token
 * is good again and again.
 */
export type RefreshMode = "rotating" | "reusable" | "family-revoked";

export interface Grant {
  readonly id: string;
  readonly clientId: string;
  readonly subject: string;
  readonly scope: string;
  revoked: boolean;
}

export interface Code {
  readonly grant: Omit<Grant, "id" | "revoked">;
  readonly redirectUri: string;
  readonly challenge: string | null;
  readonly expires: number;
  usedBy: Grant | null;
}

export interface IssuedTokens {
  readonly accessToken: string;
  readonly refreshToken: string | null;
  readonly expiresIn: number;
  readonly scope: string;
}

interface RefreshEntry {
  readonly grant: Grant;
  readonly expires: number;
  spent: boolean;
}

export interface GrantOptions {
  readonly clock: SandboxClock;
  readonly refreshMode: () => RefreshMode;
  readonly claims: (grant: Grant) => Record<string, unknown>;
  readonly accessSeconds?: number;
  /** Each refresh token lives this long; left out: for ever. */
  readonly refreshSeconds?: number;
  /** A refresh token comes only with the scope offline_access. */
  readonly needsOfflineAccess?: boolean;
}

const CODE_MS = 300_000;

export class Grants {
  readonly #options: GrantOptions;
  readonly #key = drawn(32);
  #codes = new Map<string, Code>();
  #access = new Map<string, { grant: Grant; expires: number }>();
  #refresh = new Map<string, RefreshEntry>();
  #grants: Grant[] = [];
  #issued = new Set<string>();

  constructor(options: GrantOptions) {
    this.#options = options;
  }

  issueCode(grant: Code["grant"], redirectUri: string, challenge: string | null): string {
    const code = drawn(24).toString("base64url");
    const expires = this.#options.clock.now() + CODE_MS;
    this.#issued.add(code);
    this.#codes.set(code, { grant, redirectUri, challenge, expires, usedBy: null });
    return code;
  }

  /** A code is good once; shown a second time it also revokes what it gave (RFC 6749, 4.1.2). */
  takeCode(value: string): Code | null {
    const code = this.#codes.get(value);
    if (code === undefined) return null;
    if (code.usedBy !== null) code.usedBy.revoked = true;
    return code.usedBy !== null || code.expires <= this.#options.clock.now() ? null : code;
  }

  /** Ends a code without giving anything for it: a wrong verifier or redirect address spends it. */
  spoilCode(value: string): void {
    this.#codes.delete(value);
  }

  redeem(code: Code): IssuedTokens {
    const grant = this.open(code.grant);
    code.usedBy = grant;
    return this.issue(grant);
  }

  open(given: Code["grant"]): Grant {
    const grant: Grant = { ...given, id: drawn(8).toString("hex"), revoked: false };
    this.#grants.push(grant);
    return grant;
  }

  issue(grant: Grant, keepRefreshToken: string | null = null): IssuedTokens {
    const seconds = this.#options.accessSeconds ?? 3600;
    const now = this.#options.clock.now();
    const accessToken = this.#sign({
      ...this.#options.claims(grant),
      client_id: grant.clientId,
      scope: grant.scope.split(" "),
      iat: Math.floor(now / 1000),
      exp: Math.floor(now / 1000) + seconds,
      jti: drawn(8).toString("hex"),
    });
    this.#issued.add(accessToken);
    this.#access.set(accessToken, { grant, expires: now + seconds * 1000 });
    const offline =
      this.#options.needsOfflineAccess !== true ||
      grant.scope.split(" ").includes("offline_access");
    let refreshToken = keepRefreshToken;
    if (refreshToken === null && offline) {
      refreshToken = drawn(32).toString("base64url");
      const expires = now + (this.#options.refreshSeconds ?? Number.MAX_SAFE_INTEGER / 2000) * 1000;
      this.#issued.add(refreshToken);
      this.#refresh.set(refreshToken, { grant, expires, spent: false });
    }
    return { accessToken, refreshToken, expiresIn: seconds, scope: grant.scope };
  }

  refresh(token: string, clientId: string): IssuedTokens | null {
    const entry = this.#refresh.get(token);
    if (entry === undefined || entry.grant.clientId !== clientId || entry.grant.revoked)
      return null;
    if (entry.expires <= this.#options.clock.now()) return null;
    const mode = this.#options.refreshMode();
    if (mode === "reusable") return this.issue(entry.grant, token);
    if (entry.spent) {
      if (mode === "family-revoked") entry.grant.revoked = true;
      return null;
    }
    entry.spent = true;
    return this.issue(entry.grant);
  }

  /** Every code and token that was ever given out: for tests that look whether one leaks. */
  issued(): readonly string[] {
    return [...this.#issued];
  }

  /** The grant behind an access token that is good now. */
  authenticate(accessToken: string): Grant | null {
    const entry = this.#access.get(accessToken);
    return entry === undefined || entry.grant.revoked || entry.expires <= this.#options.clock.now()
      ? null
      : entry.grant;
  }

  revokeToken(token: string): void {
    const entry = this.#refresh.get(token);
    if (entry !== undefined) entry.grant.revoked = true;
    this.#access.delete(token);
  }

  expireAccessTokens(): void {
    this.#access.clear();
  }

  revokeAll(): void {
    for (const grant of this.#grants) grant.revoked = true;
  }

  list(): readonly Grant[] {
    return this.#grants;
  }

  reset(): void {
    this.#codes = new Map();
    this.#access = new Map();
    this.#refresh = new Map();
    this.#grants = [];
  }

  /** Looks like a JWT and can be read as one; only this server can tell whether it is good. */
  #sign(claims: Record<string, unknown>): string {
    const part = (value: unknown): string =>
      Buffer.from(JSON.stringify(value)).toString("base64url");
    const head = `${part({ alg: "HS256", typ: "JWT" })}.${part(claims)}`;
    return `${head}.${createHmac("sha256", this.#key).update(head).digest("base64url")}`;
  }
}
