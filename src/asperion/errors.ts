/**
 * Classifies Asperion's answers. Its errors are problem JSON; only those count as its own, except
 * 401 and 403 on a read, which an ASP.NET server sends with an empty body.
 *
 * Assumption: statuses are used as in ASP.NET (400 validation, 401 token, 403 access, 404 no such
 * resource, 409 conflict, 429 limit).
 */
import { z } from "zod";
import { type HttpFault, unanswered, unansweredWrite } from "../domain/vendors/http.ts";
import type { VendorAnswer, VendorRequest } from "../domain/vendors/request.ts";
import type { Result, Failure, VendorFault } from "../domain/result.ts";
import { retryAfterMs } from "../domain/vendors/retry-after.ts";

const vendor = "asperion";

const problemSchema = z.looseObject({
  title: z.string(),
  status: z.int().nullish(),
  detail: z.string().nullish(),
  errors: z.record(z.string(), z.array(z.string())).nullish(),
});

type Refusal = { readonly message: string; readonly fields: readonly VendorFault[] };

/** A refused write did not happen only if the vendor says so with one of these and its own body. */
const DEFINITE_STATUSES = new Set([400, 401, 403, 429]);

/** `null`: the read succeeded. */
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
  const refusal = readProblem(answer);
  const bare = answer.body === null && [401, 403, 429].includes(answer.status);
  if (refusal === null && !bare && answer.status !== 401 && answer.status !== 429)
    return {
      kind: "transient",
      vendor,
      cause: `status ${answer.status} without the vendor's error body`,
    };
  return (
    meaning(request, answer, refusal ?? { message: "", fields: [] }, tokenVersion) ?? {
      kind: "transient",
      vendor,
      cause: `status ${answer.status}`,
    }
  );
}

/** `null`: the write succeeded. */
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
  const refusal = readProblem(answer);
  const definite =
    DEFINITE_STATUSES.has(answer.status) || answer.status === 404 || answer.status === 409;
  if (refusal === null || !definite)
    return {
      kind: "unknown-outcome",
      vendor,
      cause: `status ${answer.status}${refusal === null ? " without the vendor's error body" : ""}`,
    };
  return meaning(request, answer, refusal, tokenVersion);
}

/** `null`: a status that only says that it failed. */
function meaning(
  request: VendorRequest,
  answer: VendorAnswer,
  { message, fields }: Refusal,
  tokenVersion: number,
): Failure | null {
  switch (answer.status) {
    case 401:
      return { kind: "unauthorized", vendor, tokenVersion };
    case 403:
      return { kind: "no-access", vendor, capability: request.capability, code: null, message };
    case 404:
      return { kind: "not-found", vendor, what: request.endpoint };
    case 409:
      return { kind: "conflict", vendor, code: null, message };
    case 429:
      return {
        kind: "rate-limited",
        vendor,
        endpoint: request.endpoint,
        retryAfterMs: retryAfterMs(answer.headers, message),
      };
    case 400:
    case 422:
      return { kind: "rejected", vendor, status: answer.status, code: null, message, fields };
    default:
      return null;
  }
}

function readProblem(answer: VendorAnswer): Refusal | null {
  const parsed = problemSchema.safeParse(answer.body);
  if (!parsed.success) return null;
  const { title, detail, errors } = parsed.data;
  const fields = Object.entries(errors ?? {}).flatMap(([field, texts]) =>
    texts.map((message) => ({ field, message: message.slice(0, 500) })),
  );
  return { message: (detail ?? title).slice(0, 1000), fields };
}

/** A filter, sort key or value that the vendor refuses: ask in another way. */
export const isQueryRefused = (failure: Failure): boolean =>
  failure.kind === "rejected" && failure.status === 400;
