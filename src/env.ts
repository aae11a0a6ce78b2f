/**
 * The deployment's configuration, read once at the edge: names, defaults and checks. A fault names
 * the variable and its problem, never its value, so /healthz may show it and logs may hold it.
 *
 * In production (PUBLIC_URL isn't localhost) every address is https and the jurisdiction is set:
 * the same tenant name in another jurisdiction would be another, empty object.
 */
import { z } from "zod";
import { type LedgerClient, MAIN_CLIENT } from "./domain/ledger/ledger-clients.ts";
import { err, ok, type Result } from "./domain/result.ts";
import { decodeBase64 } from "./domain/platform/text.ts";

export type Timings = {
  /** How long a claim of a job lasts. */
  readonly leaseMs: number;
  readonly vendorTimeoutMs: number;
  /** When a write in doubt is looked up: three delays after the deadline of its attempt. */
  readonly settleMs: readonly [number, number, number];
  /** At most one fetch per key in this time. */
  readonly coalesceMs: number;
  readonly backoffMs: readonly number[];
  readonly sweepMs: number;
  /**
   * Delay between connecting both vendors and the first check of the assumptions made of them; 0:
   * no automatic check.
   */
  readonly checksAfterMs: number;
  /** How long an isolate trusts its copy of a tenant's registry entry. */
  readonly registryCacheMs: number;
};

/** 32 bytes of key material with the name that is stored beside everything sealed with it. */
export type EncryptionKey = { readonly id: string; readonly bytes: Uint8Array<ArrayBuffer> };

export type VendorConfig = {
  /** No trailing slash. */
  readonly apiUrl: string;
  readonly identityUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
};

export type Config = {
  /** Origin (and path, if any) without a trailing slash: pages, API and callbacks. */
  readonly publicUrl: string;
  /** Origin that webhooks are sent to. */
  readonly webhookUrl: string;
  /** False on localhost. */
  readonly production: boolean;
  readonly jurisdiction: "" | "eu";
  readonly asperion: VendorConfig;
  readonly eaccounting: VendorConfig;
  /** The clients of eAccounting shops use. The first is that of `eaccounting`. */
  readonly ledgerClients: readonly [LedgerClient, ...LedgerClient[]];
  /** One, or two while rotating. */
  readonly adminTokens: readonly string[];
  /** Cloudflare Access in front of the pages; `null` where there is none. */
  readonly access: { readonly teamUrl: string; readonly audience: string } | null;
  /** The first one seals new values; all of them open stored ones. */
  readonly encryptionKeys: readonly [EncryptionKey, ...EncryptionKey[]];
  readonly timings: Timings;
  readonly eaccountingRatePerMinute: number;
  /** Sender of mails; empty: no mails are sent. */
  readonly mailFrom: string;
  /** Contact for security reports, as a `mailto:` or `https:` address; empty: none is published. */
  readonly securityContact: string;
  /** Domain whose mail reaches this Worker; empty: no settlement files by mail. */
  readonly settlementMailDomain: string;
};

export type ConfigFault = { readonly name: string; readonly problem: string };

const MISSING = "is missing";

const required = z.string(MISSING).trim().min(1, MISSING);

const address = required
  .refine(isHttpUrl, "is not an http or https address without query and fragment")
  .transform((text) => text.replace(/\/+$/, ""));

const ms = z
  .int("must be a whole number of milliseconds")
  .min(1, "must be at least 1")
  .max(86_400_000, "must be at most a day");

const timings = z
  .strictObject({
    leaseMs: ms.default(25_000),
    vendorTimeoutMs: ms.default(8_000),
    settleMs: z.tuple([ms, ms, ms], "must be three numbers").default([60_000, 300_000, 900_000]),
    coalesceMs: z.int().min(0).max(86_400_000).default(5_000),
    backoffMs: z
      .array(ms)
      .min(1, "must not be empty")
      .default([1_000, 5_000, 30_000, 120_000, 600_000]),
    sweepMs: ms.default(300_000),
    checksAfterMs: z.int().min(0).max(86_400_000).default(60_000),
    registryCacheMs: z.int().min(0).max(86_400_000).default(60_000),
  })
  .refine(
    (value) => value.vendorTimeoutMs < value.leaseMs,
    "vendorTimeoutMs must be shorter than leaseMs",
  );

/** Parses a variable as JSON; `empty` is its value when it is empty. */
const jsonText = (empty: unknown) =>
  z
    .string()
    .default("")
    .transform((text, context): unknown => {
      if (text.trim() === "") return empty;
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: "custom", message: "is not JSON" });
        return z.NEVER;
      }
    });

const shops = z.int("must be a whole number of shops").min(1, "must be at least 1");

const CLIENT_NAME = "needs small letters, digits and -, at most 32";

/**
 * Further clients of eAccounting. An entry named `main` says how many shops the client of
 * `EACCOUNTING_CLIENT_ID` takes.
 */
const clients = z
  .array(
    z.union(
      [
        z.strictObject({ name: z.literal(MAIN_CLIENT), shops }),
        z.strictObject({
          name: z
            .string()
            .regex(/^[a-z0-9][a-z0-9-]{0,31}$/, CLIENT_NAME)
            .refine((name) => name !== MAIN_CLIENT, `is ${MAIN_CLIENT}, which has no id here`),
          id: z.string().trim().min(1),
          secret: z.string().trim().min(1),
          shops: shops.optional(),
        }),
      ],
      'is neither {"name":"main","shops":…} nor {"name":…,"id":…,"secret":…}',
    ),
    "is not a list",
  )
  .refine((all) => isEachOnce(all.map(({ name }) => name)), "has a name twice")
  .refine(
    (all) => isEachOnce(all.flatMap((one) => ("id" in one ? [one.id] : []))),
    "has a client id twice",
  );

const isEachOnce = (values: readonly string[]): boolean => new Set(values).size === values.length;

const adminTokens = required
  .transform((text) => text.split(",").map((part) => part.trim()))
  .refine((tokens) => tokens.length <= 2, "holds more than two values")
  .refine(
    (tokens) => tokens.every((token) => token.length >= 16),
    "each value needs at least 16 characters",
  );

const encryptionKeys = required.transform(
  (text, context): readonly [EncryptionKey, ...EncryptionKey[]] => {
    const keys: EncryptionKey[] = [];
    for (const [index, entry] of text.split(",").entries()) {
      const at = entry.indexOf(":");
      const id = entry.slice(0, Math.max(at, 0)).trim();
      const bytes = decodeBase64(entry.slice(at + 1).trim());
      if (!/^[A-Za-z0-9_-]{1,32}$/.test(id))
        context.addIssue({
          code: "custom",
          message:
            `entry ${index + 1} has no id before its colon ` +
            "(letters, digits, - and _, at most 32)",
        });
      else if (bytes === null)
        context.addIssue({ code: "custom", message: `key "${id}" is not base64` });
      else if (bytes.length !== 32)
        context.addIssue({
          code: "custom",
          message: `key "${id}" has ${bytes.length} bytes instead of 32`,
        });
      else if (keys.some((key) => key.id === id))
        context.addIssue({ code: "custom", message: `key "${id}" is there twice` });
      else keys.push({ id, bytes });
    }
    const [first, ...rest] = keys;
    return first === undefined ? z.NEVER : [first, ...rest];
  },
);

const schema = z.object({
  PUBLIC_URL: address,
  WEBHOOK_URL: z.union([z.literal(""), address]).optional(),
  JURISDICTION: z.enum(["", "eu"], 'must be "eu" or empty').default(""),
  ASPERION_API_URL: address,
  ASPERION_IDENTITY_URL: address,
  EACCOUNTING_API_URL: address.refine((text) => text.endsWith("/v2"), "must end in /v2"),
  EACCOUNTING_IDENTITY_URL: address,
  ASPERION_CLIENT_ID: required,
  ASPERION_CLIENT_SECRET: required,
  EACCOUNTING_CLIENT_ID: required,
  EACCOUNTING_CLIENT_SECRET: required,
  EACCOUNTING_CLIENTS: jsonText([]).pipe(clients),
  ADMIN_TOKEN: adminTokens,
  ENCRYPTION_KEYS: encryptionKeys,
  ACCESS_TEAM_URL: z
    .union([z.literal(""), address.refine((text) => text.startsWith("https://"), "is not https")])
    .default(""),
  ACCESS_AUDIENCE: z.string().trim().default(""),
  TIMINGS: jsonText({}).pipe(timings),
  MAIL_FROM: z.union([z.literal(""), z.email("is not an e-mail address")]).default(""),
  SECURITY_CONTACT: z
    .string()
    .trim()
    .regex(
      /^(?:mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)?$/,
      "is neither a mailto: nor an https: address",
    )
    .default(""),
  SETTLEMENT_MAIL_DOMAIN: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^(?:[a-z0-9-]+(?:\.[a-z0-9-]+)+)?$/, "is not a domain")
    .default(""),
  EACCOUNTING_RATE_PER_MINUTE: z
    .string()
    .default("600")
    .refine((text) => /^[1-9]\d{0,5}$/.test(text.trim()), "must be a whole number from 1 to 999999")
    .transform(Number),
});

/**
 * Reads the Worker's environment (or any object of that shape). Returns the configuration, or every
 * fault found in it.
 */
export function parseConfig(env: object): Result<Config, readonly ConfigFault[]> {
  const parsed = schema.safeParse(env);
  if (!parsed.success)
    return err(
      parsed.error.issues.map((issue) => {
        const [name, ...rest] = issue.path.map(String);
        return {
          name: name ?? "configuration",
          problem: rest.length === 0 ? problemOf(issue) : `${rest.join(".")}: ${problemOf(issue)}`,
        };
      }),
    );
  const value = parsed.data;
  const config: Config = {
    publicUrl: value.PUBLIC_URL,
    webhookUrl:
      value.WEBHOOK_URL === undefined || value.WEBHOOK_URL === ""
        ? value.PUBLIC_URL
        : value.WEBHOOK_URL,
    production: !isLocal(value.PUBLIC_URL),
    jurisdiction: value.JURISDICTION,
    asperion: {
      apiUrl: value.ASPERION_API_URL,
      identityUrl: value.ASPERION_IDENTITY_URL,
      clientId: value.ASPERION_CLIENT_ID,
      clientSecret: value.ASPERION_CLIENT_SECRET,
    },
    eaccounting: {
      apiUrl: value.EACCOUNTING_API_URL,
      identityUrl: value.EACCOUNTING_IDENTITY_URL,
      clientId: value.EACCOUNTING_CLIENT_ID,
      clientSecret: value.EACCOUNTING_CLIENT_SECRET,
    },
    ledgerClients: ledgerClients(value),
    adminTokens: value.ADMIN_TOKEN,
    access:
      value.ACCESS_TEAM_URL === "" || value.ACCESS_AUDIENCE === ""
        ? null
        : { teamUrl: value.ACCESS_TEAM_URL, audience: value.ACCESS_AUDIENCE },
    encryptionKeys: value.ENCRYPTION_KEYS,
    timings: value.TIMINGS,
    eaccountingRatePerMinute: value.EACCOUNTING_RATE_PER_MINUTE,
    mailFrom: value.MAIL_FROM,
    securityContact: value.SECURITY_CONTACT,
    settlementMailDomain: value.SETTLEMENT_MAIL_DOMAIN,
  };
  const faults = config.production ? productionFaults(config) : [];
  const [main, ...further] = config.ledgerClients;
  if (further.some(({ clientId }) => clientId === main.clientId))
    faults.push({ name: "EACCOUNTING_CLIENTS", problem: "has the id of EACCOUNTING_CLIENT_ID" });
  // With only one of the two, requests that bypass Access would reach the pages.
  if ((value.ACCESS_TEAM_URL === "") !== (value.ACCESS_AUDIENCE === ""))
    faults.push({
      name: value.ACCESS_TEAM_URL === "" ? "ACCESS_TEAM_URL" : "ACCESS_AUDIENCE",
      problem: MISSING,
    });
  return faults.length === 0 ? ok(config) : err(faults);
}

function ledgerClients({
  EACCOUNTING_CLIENT_ID: clientId,
  EACCOUNTING_CLIENT_SECRET: clientSecret,
  EACCOUNTING_CLIENTS: listed,
}: z.infer<typeof schema>): Config["ledgerClients"] {
  const main = listed.find(({ name }) => name === MAIN_CLIENT);
  return [
    { name: MAIN_CLIENT, clientId, clientSecret, shops: main?.shops ?? null },
    ...listed.flatMap((one) =>
      "id" in one
        ? [
            {
              name: one.name,
              clientId: one.id,
              clientSecret: one.secret,
              shops: one.shops ?? null,
            },
          ]
        : [],
    ),
  ];
}

function productionFaults(config: Config): ConfigFault[] {
  const addresses: readonly (readonly [string, string])[] = [
    ["PUBLIC_URL", config.publicUrl],
    ["WEBHOOK_URL", config.webhookUrl],
    ["ASPERION_API_URL", config.asperion.apiUrl],
    ["ASPERION_IDENTITY_URL", config.asperion.identityUrl],
    ["EACCOUNTING_API_URL", config.eaccounting.apiUrl],
    ["EACCOUNTING_IDENTITY_URL", config.eaccounting.identityUrl],
  ];
  const faults = addresses
    .filter(([, url]) => !url.startsWith("https://"))
    .map(([name]) => ({ name, problem: "must be https outside of this machine" }));
  if (config.jurisdiction !== "eu")
    faults.push({ name: "JURISDICTION", problem: 'must be "eu" outside of this machine' });
  return faults;
}

/** zod's own texts can quote what they received. That is a key of TIMINGS, never a secret. */
const problemOf = (issue: z.core.$ZodIssue): string =>
  issue.code === "unrecognized_keys" ? `unknown name ${issue.keys.join(", ")}` : issue.message;

function isHttpUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return (
    (url.protocol === "http:" || url.protocol === "https:") &&
    url.search === "" &&
    url.hash === "" &&
    url.username === "" &&
    url.password === ""
  );
}

function isLocal(text: string): boolean {
  const { hostname } = new URL(text);
  return hostname === "localhost" || hostname === "127.0.0.1" || hostname === "[::1]";
}
