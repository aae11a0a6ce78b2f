/**
 * The tenant's grants. One refresh at a time; the newest refresh token is stored before its access
 * token is handed out; a refresh is journaled, so that a lost answer is known after a crash.
 *
 * After a lost answer the old token is tried once more, five seconds later at the earliest, and
 * then at growing intervals (src/sync/backoff.ts). After `invalid_grant` only a person can help. A
 * renewed token of another company is refused before it is stored. A sign-in during a renewal
 * counts, whichever is stored first.
 */
import { MINUTE_MS } from "../../../domain/platform/durations.ts";
import type { Clock } from "../../../domain/platform/clock.ts";
import { type Vendor, VENDORS } from "../../../domain/ids.ts";
import { MAIN_CLIENT } from "../../../domain/ledger/ledger-clients.ts";
import type { Result, Failure } from "../../../domain/result.ts";
import { bounded } from "../../../domain/vendors/retry-after.ts";
import { type Keyring, openJson, sealContext, sealJson } from "../../../store/seal.ts";
import { backoff, jitterOf } from "../../backoff.ts";
import type { AccessToken } from "../../contract/runs.ts";
import type { ConnectionView, GrantInput } from "../../contract/index.ts";
import { buffer } from "../journal/journal.ts";
import { cachedAll, cachedFirst } from "../storage/cached-reads.ts";
import { memoryOf } from "../storage/memory.ts";
import { isRetired } from "../storage/meta.ts";
import { all, first, type Row, run, type Value } from "../storage/sql.ts";

export type Renewed = {
  readonly accessToken: string;
  /** `null`: the old one stays valid. */
  readonly refreshToken: string | null;
  readonly expiresAt: number;
  readonly scope: string;
  /** The company of the token, where it names one. */
  readonly identity: string | null;
};

/** `client`: the client of eAccounting that the grant belongs to. */
export type Renew = (
  vendor: Vendor,
  refreshToken: string,
  client: string,
) => Promise<Result<Renewed, Failure>>;

export type Access =
  | { readonly kind: "token"; readonly token: AccessToken }
  | { readonly kind: "later"; readonly inMs: number }
  | { readonly kind: "none" }
  /** Only a person can help; `failure` says why. */
  | { readonly kind: "dead"; readonly failure: Failure };

type TokenRow = {
  vendor: Vendor;
  key_id: string;
  sealed: ArrayBuffer;
  version: number;
  state: "connected" | "needs-login";
  expires_at: number;
  identity: string;
  name: string;
  scope: string;
  connected_at: number;
  refreshed_at: number;
  refresh_tries: number;
  refresh_not_before: number | null;
  client: string;
  client_refused: number;
} & Row;

type Secrets = { readonly accessToken: string; readonly refreshToken: string };

/** An access token with less left isn't handed out: it must outlive the call it is for. */
const SPARE_MS = MINUTE_MS;
/** Renewed this long ahead, so that a failure is noticed before it stops work. */
const AHEAD_MS = 600_000;
/** The vendor may still be busy with the renewal whose answer was lost. */
const LEAST_WAIT_MS = 5_000;

type VaultOf = {
  readonly sql: SqlStorage;
  readonly clock: Clock;
  readonly keyring: () => Promise<Keyring>;
  readonly renew: Renew;
  readonly tenantId: () => string;
  /** Delays of a failed renewal, by try. */
  readonly waits: readonly number[];
};

export class Vault {
  readonly #of: VaultOf;
  readonly #flights = new Map<Vendor, Promise<Access>>();
  readonly #opened = new Map<Vendor, { readonly version: number; readonly secrets: Secrets }>();

  constructor(of: VaultOf) {
    this.#of = of;
  }

  /** A token that will live for a minute at least, renewed when need be. */
  async access(vendor: Vendor): Promise<Access> {
    const row = this.#row(vendor);
    if (row === null) return { kind: "none" };
    if (row.state === "needs-login")
      return { kind: "dead", failure: { kind: "needs-login", vendor } };
    if (row.expires_at - this.#of.clock.now() > SPARE_MS) {
      const secrets = await this.#open(row);
      return { kind: "token", token: { token: secrets.accessToken, version: row.version } };
    }
    return this.refresh(vendor, row.version);
  }

  /** Opens what is sealed, so that `atHand` finds it. Makes no outside call. */
  async open(): Promise<void> {
    await Promise.all(VENDORS.map(async (vendor) => this.#openNow(vendor)));
  }

  async #openNow(vendor: Vendor): Promise<void> {
    const row = this.#row(vendor);
    if (row !== null && this.#opened.get(vendor)?.version !== row.version) await this.#open(row);
  }

  /** Like `access`, for a token that is in memory and needs no renewal; otherwise `null`. */
  atHand(vendor: Vendor): Access | null {
    const row = this.#row(vendor);
    const known = this.#opened.get(vendor);
    if (row === null || row.state !== "connected" || known?.version !== row.version) return null;
    if (row.expires_at - this.#of.clock.now() <= SPARE_MS) return null;
    return { kind: "token", token: { token: known.secrets.accessToken, version: row.version } };
  }

  /** Renews the token unless that happened since `badVersion`; one answer for all callers. */
  async refresh(vendor: Vendor, badVersion: number): Promise<Access> {
    const flight = this.#flights.get(vendor);
    if (flight !== undefined) return flight;
    const row = this.#row(vendor);
    if (row !== null && row.version > badVersion) return this.access(vendor);
    const started = this.#renew(vendor).finally(() => this.#flights.delete(vendor));
    this.#flights.set(vendor, started);
    return started;
  }

  async #renew(vendor: Vendor): Promise<Access> {
    const row = this.#row(vendor);
    if (row === null) return { kind: "none" };
    if (row.state === "needs-login")
      return { kind: "dead", failure: { kind: "needs-login", vendor } };
    const now = this.#of.clock.now();
    const notBefore = row.refresh_not_before ?? 0;
    if (notBefore > now) return { kind: "later", inMs: notBefore - now };
    const secrets = await this.#open(row);
    // Before it goes out: a crash counts as a try as well.
    const wait = backoff(
      this.#of.waits,
      row.refresh_tries,
      jitterOf(`${this.#of.tenantId()} ${vendor} ${row.refresh_tries}`),
    );
    this.#wait(row, now + Math.max(LEAST_WAIT_MS, wait));
    const renewed = await this.#of.renew(vendor, secrets.refreshToken, row.client);
    if (!renewed.ok) return this.#failed(row, renewed.error);
    const { accessToken, refreshToken, expiresAt, scope, identity } = renewed.value;
    // Without a company in it nothing can be compared, which counts as another one. Asperion's
    // tokens name none.
    if (vendor === "eaccounting" && identity?.toLowerCase() !== row.identity.toLowerCase())
      return this.#dead(row, { kind: "wrong-company", expected: row.identity, got: identity });
    const next: Secrets = { accessToken, refreshToken: refreshToken ?? secrets.refreshToken };
    const version = row.version + 1;
    const sealed = await sealJson(await this.#of.keyring(), next, this.#aad(vendor, version));
    memoryOf(this.#of.sql).tokens.clear();
    const stored = first(this.#of.sql)`
      UPDATE tokens
      SET key_id = ${sealed.keyId}, sealed = ${buffer(sealed.bytes)}, version = ${version},
        expires_at = ${expiresAt}, scope = ${scope}, refreshed_at = ${this.#of.clock.now()},
        refresh_tries = 0, refresh_not_before = NULL, client_refused = 0
      WHERE vendor = ${vendor} AND version = ${row.version}
      RETURNING version`;
    // Somebody signed in meanwhile: what they brought counts. Their version may have this one's
    // number.
    if (stored === null) return this.access(vendor);
    return { kind: "token", token: { token: accessToken, version } };
  }

  /** A renewal goes out, and isn't tried again before that instant. */
  #wait({ vendor, version }: TokenRow, notBefore: number): void {
    this.#write(
      `UPDATE tokens
       SET refresh_tries = refresh_tries + 1, refresh_not_before = ?
       WHERE vendor = ? AND version = ?`,
      notBefore,
      vendor,
      version,
    );
  }

  #failed(row: TokenRow, failure: Failure): Access | Promise<Access> {
    if (failure.kind === "needs-login") return this.#dead(row, failure);
    const now = this.#of.clock.now();
    if (failure.kind === "client-refused")
      this.#write(
        "UPDATE tokens SET client_refused = 1 WHERE vendor = ? AND version = ?",
        row.vendor,
        row.version,
      );
    if (failure.kind === "rate-limited")
      this.#write(
        `UPDATE tokens
         SET refresh_not_before = max(refresh_not_before, ?)
         WHERE vendor = ? AND version = ?`,
        now + bounded(failure.retryAfterMs),
        row.vendor,
        row.version,
      );
    // Unknown or passing: the old token is tried once more after the wait. What a sign-in brought
    // meanwhile works now.
    const current = this.#row(row.vendor);
    if (current === null || current.version !== row.version) return this.access(row.vendor);
    return { kind: "later", inMs: Math.max(0, (current.refresh_not_before ?? 0) - now) };
  }

  #dead({ vendor, version }: TokenRow, failure: Failure): Access | Promise<Access> {
    this.#write(
      `UPDATE tokens
       SET state = 'needs-login', refresh_not_before = NULL
       WHERE vendor = ? AND version = ?`,
      vendor,
      version,
    );
    if (this.#row(vendor)?.version !== version) return this.access(vendor);
    return { kind: "dead", failure };
  }

  /**
   * Under a version of its own: a renewal, or another sign-in, may take the next number while this
   * one is sealed. False where the tenant was retired, also meanwhile: nothing is stored.
   */
  async store(grant: GrantInput): Promise<boolean> {
    const { vendor } = grant;
    const secrets: Secrets = { accessToken: grant.accessToken, refreshToken: grant.refreshToken };
    for (;;) {
      const version = this.#nextVersion(vendor);
      const sealed = await sealJson(await this.#of.keyring(), secrets, this.#aad(vendor, version));
      if (isRetired(this.#of.sql)) return false;
      if (this.#nextVersion(vendor) !== version) continue;
      const now = this.#of.clock.now();
      this.#write(
        `INSERT OR REPLACE INTO tokens (
           vendor, key_id, sealed, version, state, expires_at, identity, name, scope,
           connected_at, refreshed_at, client
         )
         VALUES (?, ?, ?, ?, 'connected', ?, ?, ?, ?, ?, ?, ?)`,
        vendor,
        sealed.keyId,
        buffer(sealed.bytes),
        version,
        grant.accessExpiresAt,
        grant.identity,
        grant.name,
        grant.scope,
        now,
        now,
        grant.client ?? MAIN_CLIENT,
      );
      this.#opened.delete(vendor);
      return true;
    }
  }

  #nextVersion(vendor: Vendor): number {
    return (this.#row(vendor)?.version ?? 0) + 1;
  }

  /**
   * Seals grants again that are sealed under an older key. Returns how many can't be opened because
   * their key is gone.
   */
  async reseal(): Promise<number> {
    const keyring = await this.#of.keyring();
    let lost = 0;
    for (const row of all<TokenRow>(this.#of.sql)`
      SELECT * FROM tokens WHERE key_id <> ${keyring.writes.id}`) {
      const aad = this.#aad(row.vendor, row.version);
      const opened = await openJson(
        keyring,
        { keyId: row.key_id, bytes: new Uint8Array(row.sealed) },
        aad,
      );
      if (!opened.ok) {
        lost += 1;
        continue;
      }
      const sealed = await sealJson(keyring, opened.value, aad);
      // Renewed meanwhile: then it is sealed under the newest key already.
      this.#write(
        "UPDATE tokens SET key_id = ?, sealed = ? WHERE vendor = ? AND version = ?",
        sealed.keyId,
        buffer(sealed.bytes),
        row.vendor,
        row.version,
      );
    }
    return lost;
  }

  /** The client of eAccounting that this tenant is connected with. */
  client(): string {
    return this.#row("eaccounting")?.client ?? MAIN_CLIENT;
  }

  identity(vendor: Vendor): string | null {
    return this.#row(vendor)?.identity ?? null;
  }

  forget(): void {
    this.#write("DELETE FROM tokens");
    this.#opened.clear();
  }

  /** The instant at which the next renewal is due; `null` without a living grant. */
  nextRenewal(): number | null {
    return (
      cachedFirst<{ at: number | null }>(this.#of.sql)`
        SELECT min(max(expires_at - ${AHEAD_MS}, coalesce(refresh_not_before, 0))) AS at
        FROM tokens
        WHERE state = 'connected'`?.at ?? null
    );
  }

  dueForRenewal(): { vendor: Vendor; version: number }[] {
    const dueFrom = this.#of.clock.now() + AHEAD_MS;
    return cachedAll<TokenRow>(this.#of.sql, "SELECT * FROM tokens WHERE state = 'connected'")
      .filter(({ expires_at: at }) => at <= dueFrom)
      .map(({ vendor, version }) => ({ vendor, version }));
  }

  views(): ConnectionView[] {
    return (["asperion", "eaccounting"] as const).map((vendor) => {
      const row = this.#row(vendor);
      return row === null
        ? {
            vendor,
            state: "none",
            identity: null,
            name: null,
            accessExpiresAt: null,
            connectedAt: null,
            refreshedAt: null,
            scope: null,
            client: null,
            clientRefused: false,
          }
        : {
            vendor,
            state: row.state,
            identity: row.identity,
            name: row.name,
            accessExpiresAt: row.expires_at,
            connectedAt: row.connected_at,
            refreshedAt: row.refreshed_at,
            scope: row.scope,
            client: vendor === "eaccounting" ? row.client : null,
            clientRefused: row.client_refused === 1,
          };
    });
  }

  /** Read once: each call of a vendor asks. */
  #row(vendor: Vendor): TokenRow | null {
    const { tokens } = memoryOf(this.#of.sql);
    if (!tokens.has(vendor))
      tokens.set(
        vendor,
        first<TokenRow>(this.#of.sql)`SELECT * FROM tokens WHERE vendor = ${vendor}`,
      );
    return (tokens.get(vendor) ?? null) as TokenRow | null;
  }

  #write(query: string, ...binds: Value[]): void {
    memoryOf(this.#of.sql).tokens.clear();
    run(this.#of.sql, query, ...binds);
  }

  async #open(row: TokenRow): Promise<Secrets> {
    const known = this.#opened.get(row.vendor);
    if (known?.version === row.version) return known.secrets;
    const opened = await openJson(
      await this.#of.keyring(),
      { keyId: row.key_id, bytes: new Uint8Array(row.sealed) },
      this.#aad(row.vendor, row.version),
    );
    if (!opened.ok)
      throw new Error(
        `the grant for ${row.vendor} can't be opened: ` +
          `${opened.error.kind}, key ${opened.error.keyId}`,
      );
    const secrets = opened.value as Secrets;
    this.#opened.set(row.vendor, { version: row.version, secrets });
    return secrets;
  }

  #aad(vendor: Vendor, version: number): string {
    return sealContext(this.#of.tenantId(), "tokens", `${vendor} ${version}`);
  }
}
