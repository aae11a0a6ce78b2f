/**
 * Classifies the answers of eAccounting. Above all: a write "did not happen" only if the vendor's
 * own error body says so: by a code of its list, or by 400, 401, 403 or 429 with another code. A
 * missing record that was to be booked, and a number that is taken, have to be looked up.
 * Everything else, from a proxy's page to a lost connection, may have been booked and is an unknown
 * outcome.
 *
 * Messages may name people: they go into the encrypted job, never into a log.
 */
import { z } from "zod";
import { type HttpFault, unanswered, unansweredWrite } from "../domain/vendors/http.ts";
import type { VendorAnswer, VendorRequest } from "../domain/vendors/request.ts";
import type { Result, Failure, VendorFault } from "../domain/result.ts";
import { retryAfterMs } from "../domain/vendors/retry-after.ts";

const vendor = "eaccounting";

/** `CommonExtendedBadRequest` of the vendor's specification. */
const envelopeSchema = z.looseObject({
  ErrorCode: z.int(),
  DeveloperErrorMessage: z.string().nullish(),
  ErrorId: z.string().nullish(),
  Errors: z
    .array(
      z.looseObject({
        Field: z.string().nullish(),
        Key: z.string().nullish(),
        Message: z.string().nullish(),
      }),
    )
    .nullish(),
});

/**
 * The meaning of each code of the vendor's list, whatever its status: the list is documented, the
 * statuses aren't. `refused`: nothing happened, and a repetition would be refused again.
 */
type Sense =
  | "not-there"
  | "taken"
  | "limited"
  | "company"
  | "token"
  | "access"
  | "refused"
  | "invalid"
  | "module"
  | "passing"
  | "doubtful";

const SENSES: Readonly<Record<Sense, readonly number[]>> = {
  /** A record that the request names doesn't exist. */
  "not-there": [3000],
  /** A record that must be unique exists already. */
  taken: [4000],
  limited: [4010],
  /**
   * Start-up guide not finished, company not active, user without access to the company, licence
   * not accepted.
   */
  company: [4003, 4004, 4011, 4012],
  token: [4005],
  /** Scope, permission, product variant, read-only user, sandbox client in a real company. */
  access: [4006, 4007, 4009, 4019, 4034],
  /** Its text decides: the company lacks a module, or the document's state forbids the action. */
  module: [4002],
  /**
   * Days, accounts and periods of the books; the EU's register for a VAT number (4025); what can't
   * be deleted, sent or set.
   */
  refused: [
    3001, 3002, 3003, 4001, 4008, 4013, 4014, 4015, 4016, 4017, 4018, 4020, 4021, 4022, 4023, 4024,
    4025, 4026, 4027, 4028, 4029, 4030, 4031, 4032, 4033, 4035, 4037, 4038, 4039, 5003, 5004, 5005,
    5006, 5007, 6000, 6001,
  ],
  /** Also a fallback code: it proves nothing where the vendor's status says that it failed. */
  invalid: [2000],
  /** A register that the vendor asks doesn't answer: the same write may succeed later. */
  passing: [4100],
  /** Internal error, dependency down, cancelled: it isn't known how far a write got. */
  doubtful: [5000, 5001, 5002],
};

const SENSE_OF: ReadonlyMap<number, Sense> = new Map(
  Object.entries(SENSES).flatMap(([sense, codes]) =>
    codes.map((code) => [code, sense as Sense] as const),
  ),
);

/** Statuses under which an unlisted code says that nothing happened. */
const DEFINITE_STATUSES = new Set([400, 401, 403, 429]);

type Refusal = {
  readonly status: number;
  readonly code: number;
  readonly message: string;
  readonly fields: readonly VendorFault[];
  readonly answer: VendorAnswer;
};

/** `null`: the read succeeded. `tokenVersion`: version of the access token used. */
export function classifyRead(
  request: VendorRequest,
  outcome: Result<VendorAnswer, HttpFault>,
  tokenVersion: number,
): Failure | null {
  if (!outcome.ok) return unanswered(vendor, request, outcome.error);
  const answer = outcome.value;
  if (answer.status >= 200 && answer.status < 300)
    return answer.isJson
      ? null
      : { kind: "transient", vendor, cause: `status ${answer.status} without JSON` };
  const refusal = readRefusal(answer);
  if (refusal === null) return withoutEnvelope(request, answer, tokenVersion);
  const sense = senseOf(refusal);
  if (sense === "passing" || sense === "doubtful" || sense === "unclear")
    return { kind: "transient", vendor, cause: causeOf(refusal) };
  return meaning(request, refusal, sense, tokenVersion);
}

/**
 * `null`: the write succeeded. Every failure but `unknown-outcome`, `not-found` and `conflict` says
 * that nothing happened.
 */
export function classifyWrite(
  request: VendorRequest,
  outcome: Result<VendorAnswer, HttpFault>,
  tokenVersion: number,
): Failure | null {
  if (!outcome.ok) return unansweredWrite(vendor, outcome.error);
  const answer = outcome.value;
  if (answer.status >= 200 && answer.status < 300)
    return answer.isJson || answer.body === null
      ? null
      : { kind: "unknown-outcome", vendor, cause: `status ${answer.status} without JSON` };
  const refusal = readRefusal(answer);
  if (refusal === null)
    return {
      kind: "unknown-outcome",
      vendor,
      cause: `status ${answer.status} without the vendor's error body`,
    };
  const sense = senseOf(refusal);
  // An unlisted code is trusted only as far as its status.
  const isUnclear =
    sense === "unclear" ||
    (sense === null && ![...DEFINITE_STATUSES, 404, 409].includes(answer.status));
  if (isUnclear || sense === "doubtful" || (sense === "passing" && answer.status >= 500))
    return { kind: "unknown-outcome", vendor, cause: causeOf(refusal) };
  if (sense === "passing") return { kind: "transient", vendor, cause: causeOf(refusal) };
  return meaning(request, refusal, sense, tokenVersion);
}

const causeOf = ({ status, code }: Refusal): string => `status ${status}, code ${code}`;

/** `null`: an unlisted code. `unclear`: a failure of the vendor that no code contradicts. */
function senseOf({ status, code }: Refusal): Sense | "unclear" | null {
  const sense = SENSE_OF.get(code) ?? null;
  if (status >= 500 && (sense === null || sense === "invalid")) return "unclear";
  return sense === "invalid" && (status === 401 || status === 429) ? null : sense;
}

function meaning(
  request: VendorRequest,
  refusal: Refusal,
  sense: Exclude<Sense, "passing" | "doubtful"> | null,
  tokenVersion: number,
): Failure {
  const { status, code, message, fields, answer } = refusal;
  const rejected: Failure = { kind: "rejected", vendor, status, code, message, fields };
  const noAccess: Failure = {
    kind: "no-access",
    vendor,
    capability: request.capability,
    code,
    message,
  };
  switch (sense ?? byStatus(status)) {
    case "not-there":
      return isOfWhatIsNamed(request, sense)
        ? { kind: "not-found", vendor, what: request.endpoint }
        : rejected;
    case "taken":
      return { kind: "conflict", vendor, code, message };
    case "limited":
      return {
        kind: "rate-limited",
        vendor,
        endpoint: request.endpoint,
        retryAfterMs: retryAfterMs(answer.headers, message),
      };
    case "company":
      return { kind: "company-blocked", vendor, code, message };
    case "token":
      return { kind: "unauthorized", vendor, tokenVersion };
    case "access":
      return noAccess;
    case "module":
      return /no ?access ?to ?module/i.test(message) ? noAccess : rejected;
    case "refused":
    case "invalid":
      return rejected;
  }
}

function byStatus(
  status: number,
): "not-there" | "taken" | "limited" | "token" | "access" | "refused" {
  const senses = {
    404: "not-there",
    409: "taken",
    429: "limited",
    401: "token",
    403: "access",
  } as const;
  return Object.entries(senses).find(([of]) => Number(of) === status)?.[1] ?? "refused";
}

/**
 * Whether "not there" is about a record named in the body. A draft to be booked or deleted may be
 * gone because an earlier attempt succeeded, so that is a question. What is created or changed was
 * read before, and a booked invoice is never deleted; there the body names a missing record, and
 * nothing happened.
 */
function isOfWhatIsNamed({ method, endpoint }: VendorRequest, sense: Sense | null): boolean {
  if (sense === null || method === "GET" || method === "DELETE") return true;
  return method === "POST" && endpoint.includes("{") && !endpoint.startsWith("/customerinvoices/");
}

/** A refused read without the vendor's body: only a 401 is trusted then. */
function withoutEnvelope(
  request: VendorRequest,
  answer: VendorAnswer,
  tokenVersion: number,
): Failure {
  if (answer.status === 401) return { kind: "unauthorized", vendor, tokenVersion };
  if (answer.status === 429)
    return {
      kind: "rate-limited",
      vendor,
      endpoint: request.endpoint,
      retryAfterMs: retryAfterMs(answer.headers, null),
    };
  return {
    kind: "transient",
    vendor,
    cause: `status ${answer.status} without the vendor's error body`,
  };
}

function readRefusal(answer: VendorAnswer): Refusal | null {
  const parsed = envelopeSchema.safeParse(answer.body);
  if (!parsed.success) return null;
  const fields = (parsed.data.Errors ?? []).map((error) => ({
    field: error.Field ?? error.Key ?? null,
    message: (error.Message ?? "").slice(0, 500),
  }));
  return {
    status: answer.status,
    code: parsed.data.ErrorCode,
    message: (parsed.data.DeveloperErrorMessage ?? "").slice(0, 1000),
    fields,
    answer,
  };
}

/** The filter (6000) or its value (6001) wasn't understood: ask in another way. */
export function isFilterRefused(failure: Failure): boolean {
  return failure.kind === "rejected" && (failure.code === 6000 || failure.code === 6001);
}
