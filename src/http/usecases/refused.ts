/** Why a wish was not granted: one shape for API and pages. */
import { err, ok, type Result } from "../../domain/result.ts";
import type { Refusal } from "../../sync/rpc.ts";
import type { Fault, ProblemStatus } from "../problem.ts";

export type Refused = {
  readonly status: Extract<ProblemStatus, 400 | 403 | 404 | 409 | 503>;
  /** A word for programs. */
  readonly kind: string;
  readonly detail: string;
  readonly errors?: readonly Fault[];
};

export type Answer<T> = Promise<Result<T, Refused>>;

export const refuse = (status: Refused["status"], kind: string, detail: string, errors?: readonly Fault[]): { readonly ok: false; readonly error: Refused } =>
  err({ status, kind, detail, ...(errors === undefined ? {} : { errors }) });

/** Whoever makes a secret is shown it. */
export const noSecrets = () => refuse(403, "no-secrets", "secrets are made by an operator");

/** What the object says of its input; everything else of its is said of its state. */
const STATUS: Readonly<Record<string, Refused["status"]>> = { "not-found": 404, "bad-cursor": 400, "bad-rows": 400 };

/** The object's own refusal, which is a value, as ours. */
export function settled<T extends object>(answer: ({ readonly ok: true } & T) | Refusal): Result<T, Refused> {
  if (answer.ok) return ok(answer);
  return refuse(STATUS[answer.kind] ?? 409, answer.kind, answer.message);
}
