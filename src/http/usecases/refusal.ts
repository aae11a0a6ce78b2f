/** Why a request was refused: one shape for API and pages. */
import { defined } from "../../domain/platform/defined.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { FaultAt } from "../../settings/setting-faults.ts";
import { type Message, message } from "../../messages/message.ts";
import type { Refusal } from "../../sync/contract/index.ts";
import type { Right } from "../auth/rights.ts";
import type { ProblemStatus } from "../problem.ts";

export type Refused = {
  readonly status: Extract<ProblemStatus, 400 | 403 | 404 | 409 | 503>;
  /** A word for programs. */
  readonly kind: string;
  readonly detail: Message;
  readonly errors?: readonly FaultAt[];
};

export type Answer<T> = Promise<Result<T, Refused>>;

/** `null`: refused, or out of reach; whoever asks says so, and shows what it knows otherwise. */
export const orNull = async <T>(answer: Answer<T>): Promise<T | null> => {
  const settled = await answer;
  return settled.ok ? settled.value : null;
};

export const reject = (
  status: Refused["status"],
  kind: string,
  detail: Message,
  errors?: readonly FaultAt[],
): { readonly ok: false; readonly error: Refused } =>
  err({ status, kind, detail, ...defined({ errors }) });

/** What was asked for. `none`: how it is refused where it isn't there. */
export async function requireExisting<T>(
  asked: Answer<T | null>,
  none: ReturnType<typeof reject>,
): Answer<T> {
  const answer = await asked;
  if (!answer.ok) return answer;
  return answer.value === null ? none : ok(answer.value);
}

type RefusalText = { readonly kind: string; readonly detail: Message };

const FORBIDDEN: Partial<Readonly<Record<Right, RefusalText>>> = {
  "make-secrets": { kind: "no-secrets", detail: message("refusals.operatorMakesSecrets") },
  "make-tenants": { kind: "one-tenant-only", detail: message("refusals.operatorMakesTenants") },
  "end-tenants": { kind: "one-tenant-only", detail: message("refusals.operatorEndsTenants") },
  "manage-people": {
    kind: "one-tenant-only",
    detail: message("refusals.operatorManagesPeople"),
  },
  "all-changes": {
    kind: "one-tenant-only",
    detail: message("refusals.operatorSeesAllChanges"),
  },
  "choose-administration": {
    kind: "sign-in-chooses",
    detail: message("refusals.operatorNamesAdministration"),
  },
};
const OWNERS: RefusalText = { kind: "owners-only", detail: message("refusals.ownersOnly") };
const BY_ROLE: Partial<Readonly<Record<Right, RefusalText>>> = {
  work: OWNERS,
  connect: OWNERS,
  "personal-data": OWNERS,
  export: OWNERS,
  "manage-shop-people": OWNERS,
  "end-unwritten": OWNERS,
  book: { kind: "reads-only", detail: message("refusals.accountantsOnly") },
  approve: { kind: "reads-only", detail: message("refusals.accountantsOnly") },
  "vat-evidence": { kind: "reads-only", detail: message("refusals.accountantsOnly") },
};
const NOT_THEIRS: RefusalText = { kind: "not-allowed", detail: message("refusals.operatorOnly") };

/** The actor has no such right. */
export function forbidden(right: Right): ReturnType<typeof reject> {
  const { kind, detail } = FORBIDDEN[right] ?? BY_ROLE[right] ?? NOT_THEIRS;
  return reject(403, kind, detail);
}

/** The object's refusals because of its input; all others concern its state. */
const STATUS: Readonly<Record<string, Refused["status"]>> = {
  "not-found": 404,
  "bad-cursor": 400,
  "bad-rows": 400,
};

/** The answer of the object's call. Its own refusal, which is a value, becomes one of ours. */
export function toResult<T extends object>(
  asked: Result<({ readonly ok: true } & T) | Refusal, Refused>,
): Result<T, Refused> {
  if (!asked.ok) return asked;
  const { value } = asked;
  return value.ok ? ok(value) : reject(STATUS[value.kind] ?? 409, value.kind, value.message);
}
