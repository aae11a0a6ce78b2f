/**
 * The demo's bindings, and the configuration of the product within it: two sandboxes as its
 * vendors, no mail, and secrets derived from the demo's one.
 */
import { createHmac } from "node:crypto";
import type { Sandboxes } from "./sandboxes.ts";

export type DemoEnv = Pick<Env, "DB" | "JOBS" | "TENANTS" | "GATES"> & {
  readonly SANDBOXES: DurableObjectNamespace;
  /** At least 32 characters that can't be guessed. */
  readonly DEMO_SECRET?: string;
  /** Empty on a machine of one's own: the local runtime refuses jurisdictions. */
  readonly JURISDICTION?: string;
};

/** Names that are reserved for never being anybody's: no resolver knows them. */
export const VENDORS = {
  asperion: "https://asperion.invalid",
  eaccounting: "https://eaccounting.invalid",
} as const;
export type Vendor = keyof typeof VENDORS;

export const CLIENTS = {
  asperion: { id: "asperion-client", secret: "asperion-secret" },
  eaccounting: { id: "sandbox-client", secret: "sandbox-secret" },
} as const;

const LEAST_SECRET = 32;

export const isSecret = (env: DemoEnv): boolean => (env.DEMO_SECRET ?? "").length >= LEAST_SECRET;

/** On a machine of one's own. */
export const isLocal = ({ JURISDICTION }: DemoEnv): boolean => (JURISDICTION ?? "") === "";

/**
 * The product's own address. The real one isn't known before the demo is deployed, and isn't
 * needed: callers are within this Worker, or browsers on one of its pages.
 */
export const bridgeAt = (env: DemoEnv): string =>
  isLocal(env) ? "http://localhost" : "https://bridge-demo.invalid";

const known = new WeakMap<DemoEnv, Env>();

/** The same object each time: the bridge remembers by it what it has read. */
export function bridgeEnv(env: DemoEnv): Env {
  const before = known.get(env);
  if (before !== undefined) return before;
  const made = {
    DB: env.DB,
    JOBS: env.JOBS,
    TENANTS: env.TENANTS,
    GATES: env.GATES,
    PUBLIC_URL: bridgeAt(env),
    WEBHOOK_URL: "",
    JURISDICTION: isLocal(env) ? "" : "eu",
    ASPERION_API_URL: VENDORS.asperion,
    ASPERION_IDENTITY_URL: VENDORS.asperion,
    ASPERION_CLIENT_ID: CLIENTS.asperion.id,
    ASPERION_CLIENT_SECRET: CLIENTS.asperion.secret,
    EACCOUNTING_API_URL: `${VENDORS.eaccounting}/v2`,
    EACCOUNTING_IDENTITY_URL: VENDORS.eaccounting,
    EACCOUNTING_CLIENT_ID: CLIENTS.eaccounting.id,
    EACCOUNTING_CLIENT_SECRET: CLIENTS.eaccounting.secret,
    EACCOUNTING_RATE_PER_MINUTE: "600",
    TIMINGS: "",
    ACCESS_TEAM_URL: "",
    ACCESS_AUDIENCE: "",
    MAIL_FROM: "",
    SECURITY_CONTACT: "",
    SETTLEMENT_MAIL_DOMAIN: "",
    ADMIN_TOKEN: derived(env, "admin token").toString("hex"),
    ENCRYPTION_KEYS: `demo:${derived(env, "encryption key").toString("base64")}`,
  } as unknown as Env;
  known.set(env, made);
  return made;
}

const derived = ({ DEMO_SECRET = "" }: DemoEnv, what: string): Buffer =>
  createHmac("sha256", DEMO_SECRET).update(what).digest();

/** Both vendors are one object: they are remembered, and begun anew, together. */
export function sandboxesOf(env: DemoEnv): SandboxesStub {
  const namespace = isLocal(env) ? env.SANDBOXES : env.SANDBOXES.jurisdiction("eu");
  return namespace.getByName("demo") as unknown as SandboxesStub;
}

/** The object's calls from outside. */
export type SandboxesStub = {
  fetch(request: Request): Promise<Response>;
  look(): Promise<ReturnType<Sandboxes["look"]>>;
  isRefused(): Promise<boolean>;
  takes(...what: Parameters<Sandboxes["takes"]>): Promise<boolean>;
  tick(now: number): Promise<void>;
};
