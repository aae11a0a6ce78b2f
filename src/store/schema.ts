/**
 * D1: the registry (tenants, settings, secrets, sessions, audit) is its own; `links`, `alerts` and
 * the days are a projection of the tenants' objects, may lag, can be rebuilt and are never read to
 * decide a write. Jobs stand in their object alone.
 *
 * No payload and no personal data. Instants are ms since the epoch, amounts decimal text. Natural
 * keys and few indexes, as each one is paid for with every write.
 */
import { sql } from "drizzle-orm";
import {
  type AnySQLiteColumn,
  customType,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import { LANGUAGES } from "../domain/language.ts";
import { SHOP_ROLES } from "../domain/users/shop-role.ts";
import { decodeBase64, encodeBase64 } from "../domain/platform/text.ts";

/** Bytes as base64 text: D1 answers blobs as arrays of numbers, which cost more. */
const bytes = customType<{ data: Uint8Array<ArrayBuffer>; driverData: string }>({
  dataType: () => "text",
  toDriver: (value) => encodeBase64(value),
  fromDriver: (text) => decodeBase64(text) ?? new Uint8Array(0),
});

/** A retired tenant keeps its row: its id is never used again. */
export const tenants = sqliteTable(
  "tenants",
  {
    id: text().primaryKey(),
    name: text().notNull(),
    language: text().notNull(),
    administrationId: integer().notNull(),
    /** The reserved eAccounting company, of one tenant each. Freed when that is retired. */
    companyId: text(),
    companyName: text(),
    /** The client of eAccounting that it was connected with last; `null`: never connected. */
    ledgerClient: text(),
    state: text({ enum: ["active", "paused", "retired"] }).notNull(),
    settingsVersion: integer().notNull(),
    /** For senders that can't sign; `null` is off. */
    webhookTokenHash: text(),
    createdAt: integer().notNull(),
  },
  (table) => [uniqueIndex("tenants_company").on(table.companyId)],
);

export const settingsVersions = sqliteTable(
  "settings_versions",
  {
    tenantId: text().notNull(),
    version: integer().notNull(),
    json: text().notNull(),
    actor: text().notNull(),
    at: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.version] })],
);

export const webhookSecrets = sqliteTable(
  "webhook_secrets",
  {
    tenantId: text().notNull(),
    id: text().notNull(),
    sealed: bytes().notNull(),
    keyId: text().notNull(),
    createdAt: integer().notNull(),
    revokedAt: integer(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
);

/**
 * A copy of the secret that signs a tenant's webhooks to the outside, for what its object can't say
 * itself.
 */
export const noticeSecrets = sqliteTable("notice_secrets", {
  tenantId: text().primaryKey(),
  sealed: bytes().notNull(),
  keyId: text().notNull(),
});

/** The address of a tenant's alerts in a chat. Anybody with it may write there, so it is sealed. */
export const chatAddresses = sqliteTable(
  "chat_addresses",
  {
    tenantId: text().notNull(),
    chat: text({ enum: ["slack", "teams"] }).notNull(),
    sealed: bytes().notNull(),
    keyId: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.chat] })],
);

/** A way to a vendor's sign-in that has begun. Used once: read by `DELETE … RETURNING`. */
export const oauthStates = sqliteTable("oauth_states", {
  stateHash: text().primaryKey(),
  /**
   * `session:<hash>`, or `api:<actor>` where no browser session began it; `choice:` and `pending:`
   * before it (see src/http/oauth).
   */
  boundTo: text().notNull(),
  tenantId: text().notNull(),
  vendor: text({ enum: ["asperion", "eaccounting"] }).notNull(),
  /** The PKCE verifier. */
  sealed: bytes().notNull(),
  keyId: text().notNull(),
  /** The client of eAccounting that it began with; `null`: Asperion's. */
  client: text(),
  expiresAt: integer().notNull(),
});

/**
 * People who sign in. An operator has every tenant; a member those of `memberships`. Kept for 90
 * days when access ends (src/store/retention.ts); the audit names them by their address.
 */
export const users = sqliteTable(
  "users",
  {
    id: text().primaryKey(),
    /** Folded: the name for signing in, here or at Cloudflare Access, and in the audit log. */
    email: text().notNull(),
    name: text().notNull(),
    role: text({ enum: ["operator", "member"] })
      .notNull()
      .default("member"),
    language: text({ enum: LANGUAGES }),
    /** See src/store/passwords.ts; `null` until the first link was used. */
    passwordHash: text(),
    /** Of a one-time link that sets the password, issued by a user manager. */
    linkHash: text(),
    linkExpiresAt: integer(),
    /** The same, requested by a user who forgot the password; it leaves the other as it is. */
    resetHash: text(),
    resetExpiresAt: integer(),
    createdAt: integer().notNull(),
    lastSignInAt: integer(),
    endedAt: integer(),
  },
  (table) => [
    uniqueIndex("users_email").on(table.email),
    // Anybody may ask for a link.
    index("users_link")
      .on(table.linkHash)
      .where(sql`"link_hash" IS NOT NULL`),
    index("users_reset")
      .on(table.resetHash)
      .where(sql`"reset_hash" IS NOT NULL`),
  ],
);

/**
 * Addresses that the mail service refuses, as mail to them bounced or was complained of: of people
 * and of notifications, for all of a deployment. By SHA-256 of the folded address.
 */
export const bouncedAddresses = sqliteTable("bounced_addresses", {
  addressHash: text().primaryKey(),
  /** When it first bounced, in ms. */
  since: integer().notNull(),
});

/** Passkeys of people, by the id that their authenticator gave them. */
export const passkeys = sqliteTable(
  "passkeys",
  {
    id: text().primaryKey(),
    userId: text().notNull(),
    name: text().notNull(),
    /** COSE, base64. */
    publicKey: text().notNull(),
    /** The authenticator's count of uses; 0 where it has none. */
    counter: integer().notNull(),
    createdAt: integer().notNull(),
    lastUsedAt: integer(),
  },
  (table) => [index("passkeys_user").on(table.userId)],
);

/** What a passkey has to sign, once. Used by `DELETE … RETURNING`. */
export const passkeyChallenges = sqliteTable("passkey_challenges", {
  hash: text().primaryKey(),
  /** The user who adds a passkey; `null`: a sign-in. */
  userId: text(),
  /** The session or browser that it was made for. */
  boundTo: text().notNull(),
  expiresAt: integer().notNull(),
});

/** Which shops are a member's, and what they are in each. */
export const memberships = sqliteTable(
  "memberships",
  {
    userId: text().notNull(),
    tenantId: text().notNull(),
    role: text({ enum: SHOP_ROLES }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.tenantId] }),
    index("memberships_tenant").on(table.tenantId),
  ],
);

export const sessions = sqliteTable("sessions", {
  hash: text().primaryKey(),
  actor: text().notNull(),
  /** `null`: signed in with the bootstrap token. */
  userId: text(),
  /** Of the bootstrap token's: a keyed hash of that token, with which it ends. */
  boundTo: text(),
  createdAt: integer().notNull(),
  /** Written every few minutes at most. */
  lastSeenAt: integer().notNull(),
  /** The browser and the country that Cloudflare saw: the user knows a session by them. */
  browser: text(),
  country: text(),
  expiresAt: integer().notNull(),
});

/**
 * Sessions with open pages of tenants, so that their sockets can be closed with the session: an
 * object doesn't know sessions.
 */
export const openPages = sqliteTable(
  "open_pages",
  { session: text().notNull(), tenantId: text().notNull() },
  (table) => [primaryKey({ columns: [table.session, table.tenantId] })],
);

/**
 * Sign-in attempts within a window of time, by source and by account, so that guessing is slow in
 * every isolate.
 */
export const signInTries = sqliteTable(
  "sign_in_tries",
  {
    source: text().primaryKey(),
    windowStart: integer().notNull(),
    tries: integer().notNull(),
  },
  // Each try clears those that are over.
  (table) => [index("sign_in_tries_window").on(table.windowStart)],
);

export const apiTokens = sqliteTable("api_tokens", {
  /** The public part, which the token begins with. */
  id: text().primaryKey(),
  hash: text().notNull(),
  /** `null`: all tenants. */
  tenantId: text(),
  /** `read` asks and changes nothing; `agent` asks by tools, `agent-people` with buyers' texts. */
  scope: text({ enum: ["read", "full", "agent", "agent-people"] })
    .notNull()
    .default("read"),
  name: text().notNull(),
  createdAt: integer().notNull(),
  expiresAt: integer(),
  lastUsedAt: integer(),
  revokedAt: integer(),
});

/** The audit log. Append-only: triggers refuse UPDATE and DELETE. */
export const audit = sqliteTable(
  "audit",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    at: integer().notNull(),
    actor: text().notNull(),
    tenantId: text(),
    action: text().notNull(),
    before: text(),
    after: text(),
  },
  (table) => [index("audit_tenant").on(table.tenantId, table.id)],
);

/**
 * Columns of every projected table: the newer `seq` wins, and a deletion is a row too, until it is
 * purged.
 */
const projected = { seq: integer().notNull(), deletedAt: integer() };
/** Finds old deletions to purge, of any tenant. */
const deletions = (name: string, of: { readonly deletedAt: AnySQLiteColumn }) =>
  index(name)
    .on(of.deletedAt)
    .where(sql`"deleted_at" IS NOT NULL`);

export const links = sqliteTable(
  "links",
  {
    tenantId: text().notNull(),
    kind: text().notNull(),
    /** Debtor id or SKU; an e-mail address only as its hash. */
    source: text().notNull(),
    target: text().notNull(),
    by: text().notNull(),
    updatedAt: integer().notNull(),
    ...projected,
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.kind, table.source] }),
    deletions("links_deleted", table),
  ],
);

export const alerts = sqliteTable(
  "alerts",
  {
    tenantId: text().notNull(),
    id: text().notNull(),
    code: text().notNull(),
    params: text().notNull(),
    jobId: text(),
    since: integer().notNull(),
    resolvedAt: integer(),
    ...projected,
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index("alerts_open")
      .on(table.tenantId)
      .where(sql`"resolved_at" IS NULL AND "deleted_at" IS NULL`),
    deletions("alerts_deleted", table),
  ],
);

/** A day of the comparison of both sides, by the shop's clock. Counts and sums, no orders. */
export const reconciliations = sqliteTable(
  "reconciliations",
  {
    tenantId: text().notNull(),
    day: text().notNull(),
    at: integer().notNull(),
    orders: integer().notNull(),
    states: text().notNull(),
    totals: text().notNull(),
    findings: integer().notNull(),
    ...projected,
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.day] }),
    deletions("reconciliations_deleted", table),
  ],
);

/**
 * A day on which what is past its retention was deleted. `tenantId` is `-` for what belongs to no
 * tenant's object.
 */
export const retentionRuns = sqliteTable(
  "retention_runs",
  {
    tenantId: text().notNull(),
    day: text().notNull(),
    at: integer().notNull(),
    runs: integer().notNull(),
    cleared: text().notNull(),
    ...projected,
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.day] }),
    deletions("retention_runs_deleted", table),
  ],
);

/**
 * Owners of stock or products of an administration of Asperion: one tenant each, as two would undo
 * each other's figures.
 */
export const owners = sqliteTable(
  "owners",
  {
    administrationId: integer().notNull(),
    what: text({ enum: ["stock", "products"] }).notNull(),
    tenantId: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.administrationId, table.what] })],
);

/** Queue messages that ran out of tries. Counted and shown; they never end a job. */
export const deadLetters = sqliteTable("dead_letters", {
  id: text().primaryKey(),
  tenantId: text(),
  /** Ids only, as a queue message has nothing else. */
  body: text().notNull(),
  at: integer().notNull(),
  /** Retried or dismissed by a person, with a reason. */
  endedAt: integer(),
  endedBy: text(),
  note: text(),
});

export const heartbeats = sqliteTable("heartbeats", {
  name: text().primaryKey(),
  at: integer().notNull(),
});

/** Keys that an object has sealed something with: they may not leave the configuration. */
export const keyIds = sqliteTable(
  "key_ids",
  { tenantId: text().notNull(), keyId: text().notNull(), since: integer().notNull() },
  (table) => [primaryKey({ columns: [table.tenantId, table.keyId] })],
);
