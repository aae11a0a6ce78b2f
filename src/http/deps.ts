/**
 * The dependencies of the edges. Nothing in src/http uses the environment, the time or the network
 * itself.
 */
import type { Clock } from "../domain/platform/clock.ts";
import type { Config } from "../env.ts";
import type { Db } from "../store/db.ts";
import type { FileStore } from "../store/files.ts";
import type { Keyring, RandomBytes } from "../store/seal.ts";
import type { ClaimGrant, TenantStub } from "../sync/tenant/stub.ts";
import type { Ticket } from "../sync/tenant/live/live.ts";
import type { AccessKeys } from "./auth/access.ts";
import type { Holder } from "./auth/rights.ts";
import type { OAuthPort } from "./oauth/port.ts";
import type { Registry } from "./webhooks/registry.ts";

/** One event of the log: ids, codes and numbers only. */
export type LogEvent = {
  readonly event: string;
  readonly [field: string]: string | number | boolean | null;
};

export type HttpDeps = {
  readonly config: Config;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly db: Db;
  readonly keyring: () => Promise<Keyring>;
  /** The tenant's object. Only for known ids: naming an object creates it, for ever. */
  readonly tenant: (tenantId: string) => TenantStub;
  readonly openSocket: (tenantId: string, ticket: Ticket) => Promise<Response>;
  /**
   * Runs a job that `accept` or `retry` said may run now; `handed`: it is claimed for that. Never
   * rejects; in `waitUntil`.
   */
  readonly dispatch: (tenantId: string, jobId: string, handed?: ClaimGrant) => Promise<void>;
  readonly vendors: OAuthPort;
  /** `null`: this deployment sends no mail. */
  readonly mail: ((to: readonly string[], subject: string, text: string) => Promise<void>) | null;
  /** The store of settlement files; `null`: this deployment has none. */
  readonly files: FileStore | null;
  /** The keys that Cloudflare Access signs with; empty where not configured or out of reach. */
  readonly accessKeys: AccessKeys;
  readonly log: (event: LogEvent) => void;
  /** How long a body may take; absent: see webhooks/body.ts. */
  readonly bodyDeadlineMs?: number;
};

/** With what the app makes of them, once per isolate. */
export type EdgeDeps = HttpDeps & { readonly registry: Registry };

/** The caller. auth/rights.ts alone says what they may do. */
export type Actor = Holder & {
  /** The name in the audit log: an e-mail address, or the kind of token. */
  readonly name: string;
  /** The name in the event log: without personal data. */
  readonly id: string;
};

/** A caller's request on one tenant. Use cases decide whether it may be touched. */
export type TenantRequest = {
  readonly deps: EdgeDeps;
  readonly actor: Actor;
  readonly tenantId: string;
};
