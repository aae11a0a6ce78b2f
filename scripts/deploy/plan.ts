/**
 * Plans `--create`: from the configuration and the account's resources to the steps that add the
 * rest, in order. Pure. If something can't be checked, nothing is done at all. Each step may be
 * found half done, so another run can continue a stopped one.
 */
import { type Configuration, isExample } from "./missing.ts";
import { misplaced, notedId, type Places } from "./places.ts";
import { ASKED, type Refusal } from "./refusals.ts";

/** The account's resources; `null`: they couldn't be asked. */
export type Existing = Places & {
  /** Names of those in the jurisdiction; empty too where the configuration names none. */
  readonly buckets: readonly string[] | null;
  /** Names of the Worker's secrets; none where there is no Worker yet. */
  readonly secrets: readonly string[] | null;
  /** Names of secrets that an earlier run made for this account and kept on this machine. */
  readonly kept: readonly string[];
};

export type Step =
  | { readonly kind: "address" }
  | { readonly kind: "create-database"; readonly name: string; readonly jurisdiction: string }
  | { readonly kind: "note-database"; readonly name: string; readonly id: string }
  | { readonly kind: "create-queue"; readonly name: string; readonly jurisdiction: string }
  | { readonly kind: "create-bucket"; readonly name: string; readonly jurisdiction: string }
  | { readonly kind: "put-secret"; readonly name: string; readonly from: SecretSource };

/** `kept`: made by an earlier run, which was stopped before it could be put. */
type SecretSource = "asked" | "generated" | "kept";

export type Plan =
  | { readonly kind: "refused"; readonly refusals: readonly Refusal[] }
  | { readonly kind: "steps"; readonly steps: readonly Step[] };

/** Secrets that this script makes itself; it never asks for them. */
const GENERATED: ReadonlySet<string> = new Set(["ENCRYPTION_KEYS", "ADMIN_TOKEN"]);

/**
 * Returns the plan for one environment. The encryption key comes first among the secrets, and is
 * made only for a Worker without any secret: a lost key has to be restored, as another one opens
 * nothing that is sealed.
 */
export function planOf(configuration: Configuration, existing: Existing): Plan {
  const refusals = refusalsOf(configuration, existing);
  if (refusals.length > 0) return { kind: "refused", refusals };
  const jurisdiction = String(configuration.vars["JURISDICTION"]);
  return {
    kind: "steps",
    steps: [
      ...(isExample(configuration.vars["PUBLIC_URL"]) ? [{ kind: "address" } as const] : []),
      ...databaseSteps(configuration, existing.databases ?? [], jurisdiction),
      ...configuration.queues
        .filter((queue) => !(existing.queues ?? []).some(({ name }) => name === queue))
        .map((name) => ({ kind: "create-queue", name, jurisdiction }) as const),
      ...configuration.buckets
        .filter((bucket) => !(existing.buckets ?? []).includes(bucket))
        .map((name) => ({ kind: "create-bucket", name, jurisdiction }) as const),
      ...secretSteps(configuration, existing),
    ],
  };
}

function refusalsOf(configuration: Configuration, existing: Existing): readonly Refusal[] {
  const unasked = ASKED.filter((what) => existing[what] === null);
  if (unasked.length > 0) return unasked.map((what): Refusal => ({ code: "not-signed-in", what }));
  const jurisdiction = configuration.vars["JURISDICTION"];
  if (typeof jurisdiction !== "string" || jurisdiction === "")
    return [{ code: "jurisdiction-unset" }];
  return misplaced(configuration, existing);
}

function databaseSteps(
  configuration: Configuration,
  databases: NonNullable<Existing["databases"]>,
  jurisdiction: string,
): readonly Step[] {
  const { databaseName } = configuration;
  if (databaseName === null || notedId(configuration) !== null) return [];
  const made = databases.find(({ name }) => name === databaseName);
  return made === undefined
    ? [{ kind: "create-database", name: databaseName, jurisdiction }]
    : [{ kind: "note-database", name: databaseName, id: made.id }];
}

function secretSteps(configuration: Configuration, existing: Existing): readonly Step[] {
  const put = existing.secrets ?? [];
  const lacking = configuration.requiredSecrets.filter((name) => !put.includes(name));
  const keyFirst = [
    ...lacking.filter((name) => name === "ENCRYPTION_KEYS"),
    ...lacking.filter((name) => name !== "ENCRYPTION_KEYS"),
  ];
  return keyFirst.map((name) => ({ kind: "put-secret", name, from: sourceOf(name, existing) }));
}

function sourceOf(name: string, { secrets, kept }: Existing): SecretSource {
  if (!GENERATED.has(name)) return "asked";
  // The key is put first. Where others are there it was put, and may have been rotated since: what
  // this machine kept is then the first one alone.
  if (name === "ENCRYPTION_KEYS" && (secrets ?? []).length > 0) return "asked";
  return kept.includes(name) ? "kept" : "generated";
}
