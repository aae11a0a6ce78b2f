/** The edges over a real D1, with a fake of the tenants' objects and of the vendors' sign-in. */
import { createHttp } from "../../src/http/app.ts";
import type { AccessKey } from "../../src/http/auth/access.ts";
import type { HttpDeps, LogEvent } from "../../src/http/deps.ts";
import type { AuthorizeInput, Exchanged, ExchangeInput } from "../../src/http/oauth/port.ts";
import { parseConfig } from "../../src/env.ts";
import type { Vendor } from "../../src/domain/ids.ts";
import {
  NO_OWN_ARTICLES,
  NOTHING_LEARNT,
  type LedgerCompany,
} from "../../src/domain/ledger/ledger.ts";
import { err, ok, type Result, type Failure } from "../../src/domain/result.ts";
import { lazyKeyring, randomBytes } from "../../src/store/seal.ts";
import type { TenantHealth } from "../../src/sync/contract/index.ts";
import { migratedDb } from "../store/d1.ts";
import { fakeAccept, fakeContext, fakeTenants, type TenantAnswers, testClock } from "./fakes.ts";

export const ADMIN = "admin-token-for-the-tests";
const KEY = btoa("0123456789abcdef0123456789abcdef");

export const environment = {
  PUBLIC_URL: "http://localhost:8787",
  WEBHOOK_URL: "http://127.0.0.1:8788",
  JURISDICTION: "",
  ASPERION_API_URL: "http://127.0.0.1:1",
  ASPERION_IDENTITY_URL: "http://127.0.0.1:1",
  EACCOUNTING_API_URL: "http://127.0.0.1:2/v2",
  EACCOUNTING_IDENTITY_URL: "http://127.0.0.1:2",
  ADMIN_TOKEN: ADMIN,
  ENCRYPTION_KEYS: `k1:${KEY}`,
  ACCESS_TEAM_URL: "",
  ACCESS_AUDIENCE: "",
  SECURITY_CONTACT: "",
  SETTLEMENT_MAIL_DOMAIN: "",
  ASPERION_CLIENT_ID: "a",
  ASPERION_CLIENT_SECRET: "b",
  EACCOUNTING_CLIENT_ID: "c",
  EACCOUNTING_CLIENT_SECRET: "d",
  EACCOUNTING_CLIENTS: "",
};

export const company = (id: string, name: string): LedgerCompany => ({
  companyId: id,
  name,
  organisationNumber: null,
  country: "SE",
  currency: "SEK",
  showPricesExclVatForPrivate: false,
  domesticRounding: "none",
  modules: [],
  termsOfPaymentId: null,
});

export const healthOf = (tenantId: string, over: Partial<TenantHealth> = {}): TenantHealth => ({
  tenantId,
  pause: { paused: false },
  connections: [],
  capabilities: [],
  settingsVersion: 1,
  journalBornAt: 0,
  schemaVersion: 1,
  jobs: { queued: 0, running: 0, waiting: 0, done: 0, dead: 0 },
  inDoubt: 0,
  oldestWaiting: null,
  lastDay: [],
  lastDayByFlow: [],
  openAlerts: 0,
  firstDay: null,
  open: { alerts: 0, approvals: 0 },
  bookkeeping: null,
  projectionLag: { rows: 0, oldest: null },
  nextAlarm: null,
  company: null,
  systemArticles: NO_OWN_ARTICLES,
  articles: [],
  learnt: NOTHING_LEARNT,
  stoppedFlows: {},
  works: [],
  sweeps: null,
  changeFilter: null,
  orderSort: null,
  vendorChecks: {},
  lastWebhook: null,
  backfill: null,
  runs: [],
  vendorLimit: null,
  ...over,
});

export async function edges(
  answers: TenantAnswers = {},
  env: Partial<typeof environment> = {},
  over: Partial<Pick<HttpDeps, "bodyDeadlineMs" | "files" | "mail">> = {},
) {
  const parsed = parseConfig({ ...environment, ...env });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const clock = testClock();
  const tenants = fakeTenants({
    "inbox.accept": fakeAccept(),
    "admin.configure": { ok: true },
    "connections.store": { ok: true },
    ...answers,
  });
  const context = fakeContext();
  const logs: LogEvent[] = [];
  const dispatched: string[] = [];
  const asked: { authorize: AuthorizeInput[]; exchange: ExchangeInput[] } = {
    authorize: [],
    exchange: [],
  };
  const tokens = {
    accessToken: "at",
    refreshToken: "rt",
    accessExpiresAt: clock.now() + 3_600_000,
    scope: "all",
  };
  const vendors = {
    /** What the next exchange answers. */
    asperion: ok({
      vendor: "asperion",
      tokens,
      administrations: [{ id: 123, name: "Demo Shop" }],
    }) as Result<Exchanged, Failure>,
    eaccounting: ok({
      vendor: "eaccounting",
      tokens,
      company: company("c-1", "Demo AB"),
      client: "main",
    }) as Result<Exchanged, Failure>,
    signsInto(id: string, name: string) {
      const signed = { vendor: "eaccounting", tokens, client: "main" } as const;
      vendors.eaccounting = ok({ ...signed, company: company(id, name) });
    },
    fails(vendor: Vendor, failure: Failure) {
      vendors[vendor] = err(failure);
    },
  };
  const access: { keys: AccessKey[] } = { keys: [] };
  const db = await migratedDb();
  const deps: HttpDeps = {
    config: parsed.value,
    clock,
    random: randomBytes,
    db,
    keyring: lazyKeyring(parsed.value.encryptionKeys),
    tenant: tenants.tenant,
    openSocket: async () => new Response(null, { status: 503 }),
    dispatch: async (tenantId, jobId) => void dispatched.push(`${tenantId}/${jobId}`),
    vendors: {
      authorizeUrl: async (vendor, input) => {
        asked.authorize.push(input);
        return `https://${vendor}.example/authorize?state=${input.state}`;
      },
      exchange: async (vendor, input) => {
        asked.exchange.push(input);
        const answer = vendors[vendor];
        return answer.ok && answer.value.vendor === "eaccounting"
          ? ok({ ...answer.value, client: input.client ?? "main" })
          : answer;
      },
    },
    mail: null,
    accessKeys: async () => access.keys,
    files: null,
    log: (event) => void logs.push(event),
    ...over,
  };
  const app = createHttp(deps);
  const fetch = async (path: string, init: RequestInit = {}) =>
    app.fetch(
      new Request(`${environment.PUBLIC_URL}${path}`, { redirect: "manual", ...init }),
      {},
      context.ctx,
    );

  async function api(method: string, path: string, body?: unknown, token: string | null = ADMIN) {
    const response = await fetch(`/api/v1${path}`, {
      method,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text.startsWith("{") ? JSON.parse(text) : text) as Record<string, unknown>,
    };
  }

  async function makeTenant(name = "Shop", administrationId = 123): Promise<string> {
    const made = await api("POST", "/tenants", {
      name,
      language: "en",
      asperion: { administrationId },
    });
    if (made.status !== 201) throw new Error(JSON.stringify(made.body));
    return String(made.body["id"]);
  }

  const auditOf = async (tenantId: string): Promise<string[]> => {
    const { results } = await db.$client
      .prepare("SELECT actor, action FROM audit WHERE tenant_id = ? ORDER BY id")
      .bind(tenantId)
      .all<{ actor: string; action: string }>();
    return results.map((row) => `${row.actor} ${row.action}`);
  };

  return {
    deps,
    app,
    api,
    fetch,
    makeTenant,
    auditOf,
    clock,
    tenants,
    context,
    logs,
    dispatched,
    asked,
    vendors,
    access,
    db,
    config: parsed.value,
  };
}

export type Edges = Awaited<ReturnType<typeof edges>>;
