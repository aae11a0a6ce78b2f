/**
 * Lists what a deployment still lacks, each with the command or line that adds it. Pure: the known
 * state of the account is passed in. `null` means that it couldn't be asked, and is reported as
 * unknown.
 */
import { t } from "../terminal.ts";
import { misplaced, notedId, type Places } from "./places.ts";
import { said } from "./refusals.ts";

export const ENVIRONMENTS = ["staging", "production"] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

/** The part of a wrangler configuration that is looked at, for one environment. */
export type Configuration = {
  readonly vars: Readonly<Record<string, unknown>>;
  /** `account_id`; `null`: none is named. */
  readonly accountId: string | null;
  readonly databaseName: string | null;
  readonly databaseId: string | null;
  /** The other environment whose configuration has the same `databaseId`. */
  readonly databaseSharedWith: Environment | null;
  readonly routes: readonly { readonly pattern: string; readonly customDomain: boolean }[];
  readonly crons: readonly string[];
  readonly queues: readonly string[];
  /** Names of the buckets; none where files aren't kept. */
  readonly buckets: readonly string[];
  /** Names of the bindings by which mail is sent. */
  readonly mail: readonly string[];
  readonly requiredSecrets: readonly string[];
};

export type Account = Places & {
  /** Names of the secrets that were put. */
  readonly secrets: readonly string[] | null;
  /** Names of the buckets that were made. */
  readonly buckets: readonly string[] | null;
};

export type Piece = { readonly what: string; readonly how: string };

export type Looked = {
  readonly missing: readonly Piece[];
  /** Optional parts that the deployment doesn't have. */
  readonly without: readonly Piece[];
  /** What couldn't be checked, by name, with what to do about it. */
  readonly unknown: readonly Piece[];
};

const EXAMPLE = /(^|\.)example(\.|$)/;

/** Whether an address is still the one that wrangler.toml comes with, or none at all. */
export function isExample(value: unknown): boolean {
  const host = hostOf(value);
  return host === null || EXAMPLE.test(host);
}

export function missingOf(
  environment: Environment,
  configuration: Configuration,
  account: Account,
): Looked {
  const { vars } = configuration;
  const missing: Piece[] = [];
  const need = (ok: boolean, what: string, how: string): void =>
    void (ok || missing.push({ what, how }));
  const database = configuration.databaseName ?? "bridge";
  need(
    notedId(configuration) !== null,
    t("cli.deploy.database.what"),
    t("cli.deploy.database.how", { database, environment }),
  );
  missing.push(...misplaced(configuration, account).map(said));
  const address = hostOf(vars["PUBLIC_URL"]);
  need(
    address !== null && !EXAMPLE.test(address),
    "PUBLIC_URL",
    t("cli.deploy.publicUrl", { environment }),
  );
  const webhooks =
    vars["WEBHOOK_URL"] === "" || vars["WEBHOOK_URL"] === undefined
      ? address
      : hostOf(vars["WEBHOOK_URL"]);
  need(webhooks !== null, "WEBHOOK_URL", t("cli.deploy.webhookUrl"));
  for (const host of new Set([address, webhooks]))
    if (host !== null && !EXAMPLE.test(host))
      need(
        configuration.routes.some((route) => route.pattern === host && route.customDomain),
        t("cli.deploy.domain.what", { host }),
        t("cli.deploy.domain.how", { host, environment }),
      );
  need(
    vars["JURISDICTION"] === "eu",
    "JURISDICTION",
    t("cli.deploy.jurisdiction", { environment }),
  );
  need(configuration.crons.length > 0, t("cli.deploy.cron.what"), t("cli.deploy.cron.how"));
  const without: Piece[] = [];
  const from = typeof vars["MAIL_FROM"] === "string" ? vars["MAIL_FROM"] : "";
  if (from === "")
    without.push({
      what: t("cli.deploy.mail.what"),
      how: t("cli.deploy.mail.how", { environment }),
    });
  else
    need(
      configuration.mail.includes("MAIL"),
      t("cli.deploy.mailBinding.what"),
      t("cli.deploy.mailBinding.how", { environment }),
    );
  if (configuration.buckets.length === 0)
    without.push({
      what: t("cli.deploy.files.what"),
      how: t("cli.deploy.files.how", { environment }),
    });
  const made = account.buckets;
  if (made !== null)
    for (const bucket of configuration.buckets)
      need(
        made.includes(bucket),
        t("cli.deploy.bucket.what", { bucket }),
        t("cli.deploy.bucket.how", { bucket }),
      );
  const known = account.queues;
  if (known !== null)
    for (const queue of configuration.queues)
      need(
        known.some(({ name }) => name === queue),
        t("cli.deploy.queue.what", { queue }),
        t("cli.deploy.queue.how", { queue }),
      );
  const put = account.secrets;
  if (put !== null)
    for (const secret of configuration.requiredSecrets)
      need(
        put.includes(secret),
        t("cli.deploy.secret.what", { secret }),
        `${t("cli.deploy.secret.how", { secret, environment })}${hintOf(secret)}`,
      );
  return { missing, without, unknown: unknownOf(environment, configuration, account) };
}

/**
 * Queues are the account's: who can't list them isn't signed in. Who can, and sees no secrets, has
 * no Worker to keep them yet.
 */
function unknownOf(
  environment: Environment,
  configuration: Configuration,
  account: Account,
): readonly Piece[] {
  const { queues, buckets, requiredSecrets } = configuration;
  const put = t("cli.deploy.putEach", { environment });
  return [
    ...(account.databases === null && notedId(configuration) !== null
      ? [{ what: t("cli.deploy.database.what"), how: t("cli.deploy.signIn") }]
      : []),
    ...(account.queues === null
      ? [
          {
            what: t("cli.deploy.queues", { names: queues.join(", ") }),
            how: t("cli.deploy.signIn"),
          },
        ]
      : []),
    ...(account.buckets === null && buckets.length > 0
      ? [
          {
            what: t("cli.deploy.buckets", { names: buckets.join(", ") }),
            how: t("cli.deploy.r2"),
          },
        ]
      : []),
    ...(account.secrets === null
      ? [
          {
            what: t("cli.deploy.secrets", { names: requiredSecrets.join(", ") }),
            how: account.queues === null ? t("cli.deploy.signIn") : put,
          },
        ]
      : []),
  ];
}

/** How a secret of that shape is made. */
function hintOf(secret: string): string {
  if (secret === "ADMIN_TOKEN") return t("cli.deploy.hints.adminToken");
  return secret === "ENCRYPTION_KEYS" ? t("cli.deploy.hints.encryptionKeys") : "";
}

/** The host of an https address; `null` for anything else. */
function hostOf(value: unknown): string | null {
  if (typeof value !== "string" || !URL.canParse(value)) return null;
  const { protocol, hostname } = new URL(value);
  return protocol === "https:" ? hostname : null;
}
