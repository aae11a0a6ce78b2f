/**
 * What an answer of eAccounting means. One rule stands above all: a write "did not happen" only if the vendor itself
 * says so (400, 401, 403 or 429 with its own error body). 404 and 409 are questions to look up. Everything else, from a
 * proxy's page to a lost connection, may have been booked and is an unknown outcome.
 *
 * Messages may name people: they go into the encrypted job, never into a log.
 */
import { z } from "zod";
import type { Failure, VendorFault } from "../domain/failure.ts";
import type { HttpFault } from "../domain/http.ts";
import type { VendorAnswer, VendorRequest } from "../domain/request.ts";
import type { Result } from "../domain/result.ts";
import { retryAfterMs } from "../domain/retry-after.ts";

const vendor = "eaccounting";

/** `CommonExtendedBadRequest` of the vendor's specification. */
const envelopeSchema = z.looseObject({
  ErrorCode: z.int(),
  DeveloperErrorMessage: z.string().nullish(),
  ErrorId: z.string().nullish(),
  Errors: z.array(z.looseObject({ Field: z.string().nullish(), Key: z.string().nullish(), Message: z.string().nullish() })).nullish(),
});

/** Start-up guide not finished, company not active, user without access to the company, licence not accepted. */
const COMPANY_CODES = new Set([4003, 4004, 4011, 4012]);
/** Scope, permission, product variant, read-only user, sandbox client in a real company. */
const ACCESS_CODES = new Set([4006, 4007, 4009, 4019, 4034]);
/** No fiscal year for the day; a locked period or year; a coding without the account: the books refuse, nobody's access is meant. */
const BOOKS_CODES = new Set([3001, 4013, 4024, 4026, 4038]);
const MODULE_CODE = 4002;
const NOT_AUTHORIZED = 4005;
const CONFLICT = 4000;
const TOO_MANY_REQUESTS = 4010;
/** The vendor itself is in trouble, or a register that it asks (VIES): passing on a read. */
const PASSING_CODES = new Set([4100, 5000, 5001, 5002]);
/** Internal error, dependency out of reach, operation cancelled: on a write nobody knows how far it got, whatever the status. */
const DOUBTFUL_CODES = new Set([5000, 5001, 5002]);
/** The register out of reach, in an answer that says that nothing happened: the same write may well be taken later. */
const REGISTER_DOWN = 4100;
/** The register's own word on a VAT number: an answer, whatever the status. */
const INVALID_VAT_NUMBER = 4025;
const DEFINITE_STATUSES = new Set([400, 401, 403, 429]);

type Refusal = { readonly status: number; readonly code: number; readonly message: string; readonly fields: readonly VendorFault[]; readonly answer: VendorAnswer };

/** `null`: the read was answered. `tokenVersion` is the version of the access token that was used. */
export function classifyRead(request: VendorRequest, outcome: Result<VendorAnswer, HttpFault>, tokenVersion: number): Failure | null {
  if (!outcome.ok) {
    if (outcome.error.kind === "too-large") return { kind: "contract", vendor, path: "$", message: outcome.error.cause };
    return { kind: "transient", vendor, cause: `${outcome.error.kind}: ${outcome.error.cause}` };
  }
  const answer = outcome.value;
  if (answer.status >= 200 && answer.status < 300) return answer.isJson ? null : { kind: "transient", vendor, cause: `status ${answer.status} without JSON` };
  const refusal = readRefusal(answer);
  if (refusal === null) return withoutEnvelope(request, answer, tokenVersion);
  if (answer.status >= 500 || PASSING_CODES.has(refusal.code)) return { kind: "transient", vendor, cause: `status ${answer.status}, code ${refusal.code}` };
  return meaning(request, refusal, tokenVersion);
}

/** `null`: the write was taken. Every failure but `unknown-outcome`, `not-found` and `conflict` says that nothing happened. */
export function classifyWrite(request: VendorRequest, outcome: Result<VendorAnswer, HttpFault>, tokenVersion: number): Failure | null {
  if (!outcome.ok) {
    const cause = `${outcome.error.kind}: ${outcome.error.cause}`;
    return { kind: outcome.error.kind === "not-started" ? "transient" : "unknown-outcome", vendor, cause };
  }
  const answer = outcome.value;
  if (answer.status >= 200 && answer.status < 300)
    return answer.isJson || answer.body === null ? null : { kind: "unknown-outcome", vendor, cause: `status ${answer.status} without JSON` };
  const refusal = readRefusal(answer);
  if (refusal === null) return { kind: "unknown-outcome", vendor, cause: `status ${answer.status} without the vendor's error body` };
  if (answer.status === 404 || answer.status === 409) return meaning(request, refusal, tokenVersion);
  if (!DEFINITE_STATUSES.has(answer.status) || DOUBTFUL_CODES.has(refusal.code))
    return { kind: "unknown-outcome", vendor, cause: `status ${answer.status}, code ${refusal.code}` };
  if (refusal.code === REGISTER_DOWN) return { kind: "transient", vendor, cause: `status ${answer.status}, code ${refusal.code}` };
  return meaning(request, refusal, tokenVersion);
}

/** By the vendor's code first: which status it comes with isn't documented. */
function meaning(request: VendorRequest, refusal: Refusal, tokenVersion: number): Failure {
  const { status, code, message, fields, answer } = refusal;
  if (code === INVALID_VAT_NUMBER) return { kind: "rejected", vendor, status, code, message, fields };
  if (status === 404) return { kind: "not-found", vendor, what: request.endpoint };
  if (status === 429 || code === TOO_MANY_REQUESTS) return { kind: "rate-limited", vendor, endpoint: request.endpoint, retryAfterMs: retryAfterMs(answer.headers, message) };
  if (COMPANY_CODES.has(code)) return { kind: "company-blocked", vendor, code, message };
  if (status === 409 || code === CONFLICT) return { kind: "conflict", vendor, code, message };
  if (status === 401 || code === NOT_AUTHORIZED) return { kind: "unauthorized", vendor, tokenVersion };
  if (BOOKS_CODES.has(code)) return { kind: "rejected", vendor, status, code, message, fields };
  if (status === 403 || ACCESS_CODES.has(code) || (code === MODULE_CODE && /no access to module/i.test(message)))
    return { kind: "no-access", vendor, capability: request.capability, code, message };
  return { kind: "rejected", vendor, status, code, message, fields };
}

/** A refused read without the vendor's body: only a token that isn't taken is believed from anybody. */
function withoutEnvelope(request: VendorRequest, answer: VendorAnswer, tokenVersion: number): Failure {
  if (answer.status === 401) return { kind: "unauthorized", vendor, tokenVersion };
  if (answer.status === 429) return { kind: "rate-limited", vendor, endpoint: request.endpoint, retryAfterMs: retryAfterMs(answer.headers, null) };
  return { kind: "transient", vendor, cause: `status ${answer.status} without the vendor's error body` };
}

function readRefusal(answer: VendorAnswer): Refusal | null {
  const parsed = envelopeSchema.safeParse(answer.body);
  if (!parsed.success) return null;
  const fields = (parsed.data.Errors ?? []).map((error) => ({ field: error.Field ?? error.Key ?? null, message: (error.Message ?? "").slice(0, 500) }));
  return { status: answer.status, code: parsed.data.ErrorCode, message: (parsed.data.DeveloperErrorMessage ?? "").slice(0, 1000), fields, answer };
}

/** The filter wasn't understood (6000) or its value wasn't (6001): ask in another way. */
export function isFilterRefused(failure: Failure): boolean {
  return failure.kind === "rejected" && (failure.code === 6000 || failure.code === 6001);
}
