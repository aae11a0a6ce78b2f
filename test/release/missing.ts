/**
 * What a deployment still lacks, piece by piece, each with the command or the line that brings it.
 * Pure: what is known of the account comes in. `null` stands for what could not be asked, and is
 * said to be unknown rather than taken for there.
 */

export const ENVIRONMENTS = ["staging", "production"] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

/** The part of a wrangler configuration that is looked at, for one environment. */
export type Configuration = {
  readonly vars: Readonly<Record<string, unknown>>;
  readonly databaseName: string | null;
  readonly databaseId: string | null;
  readonly routes: readonly { readonly pattern: string; readonly customDomain: boolean }[];
  readonly crons: readonly string[];
  readonly queues: readonly string[];
  /** Names of the bindings by which mail is sent. */
  readonly mail: readonly string[];
  readonly requiredSecrets: readonly string[];
};

export type Account = {
  /** Names of the secrets that were put. */
  readonly secrets: readonly string[] | null;
  /** Names of the queues that were made. */
  readonly queues: readonly string[] | null;
};

export type Piece = { readonly what: string; readonly how: string };

export type Looked = {
  readonly missing: readonly Piece[];
  /** What a deployment may do without, and doesn't have. */
  readonly without: readonly Piece[];
  /** What could not be looked at, by name, with what to do so that it can. */
  readonly unknown: readonly Piece[];
};

const NO_ID = /^0{8}-/;
const EXAMPLE = /(^|\.)example(\.|$)/;

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
    configuration.databaseId !== null && !NO_ID.test(configuration.databaseId),
    "the D1 database",
    `npx wrangler d1 create ${database} --jurisdiction eu, then its id as database_id of env.${environment} in wrangler.toml`,
  );
  const address = hostOf(vars["PUBLIC_URL"]);
  need(
    address !== null && !EXAMPLE.test(address),
    "PUBLIC_URL",
    `the https address of pages and callbacks, in [env.${environment}.vars], and its host in routes of [env.${environment}]`,
  );
  const webhooks =
    vars["WEBHOOK_URL"] === "" || vars["WEBHOOK_URL"] === undefined
      ? address
      : hostOf(vars["WEBHOOK_URL"]);
  need(
    webhooks !== null,
    "WEBHOOK_URL",
    "the https address that webhooks are sent to, or nothing where it is PUBLIC_URL",
  );
  for (const host of new Set([address, webhooks]))
    if (host !== null && !EXAMPLE.test(host))
      need(
        configuration.routes.some((route) => route.pattern === host && route.customDomain),
        `a domain for ${host}`,
        `routes = [{ pattern = "${host}", custom_domain = true }] in [env.${environment}]`,
      );
  need(
    vars["JURISDICTION"] === "eu",
    "JURISDICTION",
    `JURISDICTION = "eu" in [env.${environment}.vars]; never change it once there are tenants`,
  );
  need(configuration.crons.length > 0, "the cron trigger", 'crons = ["* * * * *"] in [triggers]');
  const without: Piece[] = [];
  const from = typeof vars["MAIL_FROM"] === "string" ? vars["MAIL_FROM"] : "";
  if (from === "")
    without.push({
      what: "e-mail (alerts and daily summaries)",
      how: `MAIL_FROM = "bridge@your-domain" in [env.${environment}.vars]; the domain must be set up for sending at Cloudflare (Email Service)`,
    });
  else
    need(
      configuration.mail.includes("MAIL"),
      "the binding MAIL, as MAIL_FROM is set",
      `[[env.${environment}.send_email]] with name = "MAIL" in wrangler.toml`,
    );
  const known = account.queues;
  if (known !== null)
    for (const queue of configuration.queues)
      need(
        known.includes(queue),
        `the queue ${queue}`,
        `npx wrangler queues create ${queue} --jurisdiction eu`,
      );
  const put = account.secrets;
  if (put !== null)
    for (const secret of configuration.requiredSecrets)
      need(
        put.includes(secret),
        `the secret ${secret}`,
        `npx wrangler secret put ${secret} --env ${environment}${HINTS[secret] ?? ""}`,
      );
  return { missing, without, unknown: unknownOf(environment, configuration, account) };
}

const SIGN_IN = "npx wrangler login (or CLOUDFLARE_API_TOKEN), then look again";

/**
 * Queues are the account's: who can't list them isn't signed in. Who can, and sees no secrets, has
 * no Worker to keep them yet.
 */
function unknownOf(
  environment: Environment,
  { queues, requiredSecrets }: Configuration,
  account: Account,
): readonly Piece[] {
  const put = `npx wrangler secret put NAME --env ${environment}, for each: the first one makes the Worker`;
  return [
    ...(account.queues === null ? [{ what: `the queues ${queues.join(", ")}`, how: SIGN_IN }] : []),
    ...(account.secrets === null
      ? [
          {
            what: `the secrets ${requiredSecrets.join(", ")}`,
            how: account.queues === null ? SIGN_IN : put,
          },
        ]
      : []),
  ];
}

const HINTS: Readonly<Record<string, string>> = {
  ADMIN_TOKEN: "   (16 characters or more: openssl rand -base64 24)",
  ENCRYPTION_KEYS: '   (k1: and 32 bytes: echo "k1:$(openssl rand -base64 32)")',
};

/** The host of an https address; `null` for anything else. */
function hostOf(value: unknown): string | null {
  if (typeof value !== "string" || !URL.canParse(value)) return null;
  const { protocol, hostname } = new URL(value);
  return protocol === "https:" ? hostname : null;
}
