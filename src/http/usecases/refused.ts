/** Why a wish was not granted: one shape for API and pages. */
import { err, ok, type Result } from "../../domain/result.ts";
import type { Refusal } from "../../sync/rpc.ts";
import type { Right } from "../auth/rights.ts";
import type { Fault, ProblemStatus } from "../problem.ts";

export type Refused = {
  readonly status: Extract<ProblemStatus, 400 | 403 | 404 | 409 | 503>;
  /** A word for programs. */
  readonly kind: string;
  readonly detail: string;
  readonly errors?: readonly Fault[];
};

export type Answer<T> = Promise<Result<T, Refused>>;

export const refuse = (
  status: Refused["status"],
  kind: string,
  detail: string,
  errors?: readonly Fault[],
): { readonly ok: false; readonly error: Refused } =>
  err({ status, kind, detail, ...(errors === undefined ? {} : { errors }) });

type Said = { readonly kind: string; readonly detail: string };

const FORBIDDEN: Partial<Readonly<Record<Right, Said>>> = {
  "make-secrets": { kind: "no-secrets", detail: "secrets are made by an operator" },
  "make-tenants": { kind: "one-tenant-only", detail: "only an operator makes a tenant" },
  "end-tenants": { kind: "one-tenant-only", detail: "only an operator ends a tenant" },
  "manage-people": {
    kind: "one-tenant-only",
    detail: "only an operator manages people and tokens",
  },
  "all-changes": {
    kind: "one-tenant-only",
    detail: "only an operator sees the changes of all tenants",
  },
  "choose-administration": {
    kind: "sign-in-chooses",
    detail:
      "the administration is chosen by signing in at Asperion; only an operator names it without",
  },
};
const NOT_THEIRS: Said = { kind: "not-allowed", detail: "only an operator may do this" };

/** The actor has no such right. */
export function forbidden(right: Right): ReturnType<typeof refuse> {
  const { kind, detail } = FORBIDDEN[right] ?? NOT_THEIRS;
  return refuse(403, kind, detail);
}

/** What the object says of its input; everything else of its is said of its state. */
const STATUS: Readonly<Record<string, Refused["status"]>> = {
  "not-found": 404,
  "bad-cursor": 400,
  "bad-rows": 400,
};

/** The object's own refusal, which is a value, as ours. */
export function settled<T extends object>(
  answer: ({ readonly ok: true } & T) | Refusal,
): Result<T, Refused> {
  if (answer.ok) return ok(answer);
  return refuse(STATUS[answer.kind] ?? 409, answer.kind, answer.message);
}
