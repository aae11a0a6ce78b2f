/** Shared by all routes: how refusals are declared and returned, and how views are made. */
import { debitOf } from "../../domain/ledger/day-book.ts";
import type { Context, MiddlewareHandler } from "hono";
import type { z } from "@hono/zod-openapi";
import type { ChecksByVendor } from "../../domain/vendors/checks.ts";
import { VENDORS } from "../../domain/ids.ts";
import type { Result } from "../../domain/result.ts";
import { DEFAULT_LANGUAGE, isLanguage, type Language } from "../../domain/language.ts";
import { APPROVAL_WAIT, type OperationView, type JobView } from "../../domain/jobs/job.ts";
import { isOnlyShown } from "../../domain/jobs/planned-effect.ts";
import type { PostingLine } from "../../domain/ledger/posting.ts";
import type { Reason } from "../../domain/reasons/index.ts";
import type { AlertView, JobTimeline, TenantHealth } from "../../sync/contract/index.ts";
import { NO_ADMINISTRATION, type TenantRow } from "../../store/tenants.ts";
import { loadMessages } from "../../messages/index.ts";
import type { ApiEnv } from "../auth/bearer.ts";
import type { TenantRequest, EdgeDeps } from "../deps.ts";
import type { ProblemInput, ProblemStatus } from "../problem.ts";
import { acceptedLanguage } from "../language.ts";
import { type Postings, postingsOf } from "../usecases/ledger/posting.ts";
import type { Refused } from "../usecases/refusal.ts";
import { requireTenant } from "../usecases/tenant-access.ts";
import { webhookAddress } from "../usecases/tenants/webhook-access.ts";
import { asForecast, describeReason } from "../usecases/jobs/reason-text.ts";
import { posting } from "./shapes.ts";
import * as schemas from "./schemas.ts";

type Frozen<T> = T extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Frozen<T[Key]> }
    : T;

/** What a schema describes; read-only, as views are inside. */
export type View<Schema extends z.ZodType> = Frozen<z.output<Schema>>;

const problemAnswer = (description: string) => ({
  description,
  content: { "application/problem+json": { schema: schemas.problem } },
});

export const REFUSALS = {
  400: problemAnswer("A fault in what was sent, each with its path"),
  401: problemAnswer("No token, or none that is taken"),
  403: problemAnswer("Not for this token"),
  404: problemAnswer("No such thing, or not for this token"),
  409: problemAnswer("Not as things are now"),
  503: problemAnswer("Not now: try again"),
} as const;

export const json = <T extends z.ZodType>(description: string, schema: T) => ({
  description,
  content: { "application/json": { schema } },
});
export const body = <T extends z.ZodType>(schema: T) => ({
  required: true as const,
  content: { "application/json": { schema } },
});
export const optionalBody = <T extends z.ZodType>(schema: T) => ({
  content: { "application/json": { schema } },
});
/** For an optional body: an empty one counts as none, whatever its headers say. */
export const emptyBodyAsNone: MiddlewareHandler<ApiEnv> = async (c, next) => {
  if ((await c.req.text()) === "") {
    const headers = new Headers(c.req.raw.headers);
    headers.delete("content-type");
    c.req.raw = new Request(c.req.raw.url, { method: c.req.method, headers });
  }
  await next();
};

export const nothing = { description: "Done" } as const;

/** Ends a request with a problem: the API's error handler answers it. */
export class ProblemError extends Error {
  readonly status: ProblemStatus;
  readonly problem: ProblemInput;
  constructor(status: ProblemStatus, problem: ProblemInput) {
    super("answered with a problem");
    this.status = status;
    this.problem = problem;
  }
}

/** The value. Throws where it was refused, as that ends the request. */
export function unwrapOrThrow<T>(result: Result<T, Refused>): T {
  if (result.ok) return result.value;
  throw new ProblemError(result.error.status, result.error);
}

export function tenantView(deps: EdgeDeps, row: TenantRow): View<typeof schemas.tenant> {
  const { id, name, language, state, createdAt } = row;
  return {
    id,
    name,
    language,
    state,
    version: row.settingsVersion,
    asperion: {
      administrationId: row.administrationId === NO_ADMINISTRATION ? null : row.administrationId,
    },
    company: row.companyId === null ? null : { id: row.companyId, name: row.companyName },
    webhook: { url: webhookAddress(deps, id), token: row.webhookTokenHash !== null },
    createdAt,
  };
}

/**
 * Returns the language of an answer's texts: the one of `Accept-Language`, otherwise the tenant's.
 * Its messages are loaded.
 */
export async function requestedLanguage(c: Context, tenant: TenantRow): Promise<Language> {
  const accepted = acceptedLanguage(c.req.header("accept-language"));
  return accepted === null ? tenantLanguage(tenant) : loaded(accepted);
}

/** The same, where the tenant's row wasn't read yet. */
export const languageFor = async (c: Context, asking: TenantRequest): Promise<Language> =>
  requestedLanguage(c, unwrapOrThrow(await requireTenant(asking)));

/** The tenant's language; its messages are loaded. */
export const tenantLanguage = ({ language }: Pick<TenantRow, "language">): Promise<Language> =>
  loaded(isLanguage(language) ? language : DEFAULT_LANGUAGE);

async function loaded(language: Language): Promise<Language> {
  await loadMessages(language);
  return language;
}

const reasonView =
  (language: string, isShown = false) =>
  (reason: JobView["reasons"][number]) => {
    const told = describeReason(reason, language);
    const { severity: _, ...described } = isShown ? asForecast(told, language) : told;
    return described;
  };

export const describedReasons = (reasons: readonly Reason[], language: string) =>
  reasons.map(reasonView(language));

export function jobView(job: JobView, language: string): View<typeof schemas.job> {
  const { changes, facts, stands = APPROVAL_WAIT, ...rest } = job;
  return {
    ...rest,
    ...(stands === APPROVAL_WAIT ? {} : { stands }),
    reasons: job.reasons.map(reasonView(language, isOnlyShown(job))),
    ...(changes === undefined ? {} : { changes }),
    ...(facts === undefined ? {} : { order: orderView(facts) }),
  };
}

/** Its total is in the job's figures. */
const orderView = ({ charged: _, ...facts }: NonNullable<JobView["facts"]>) => ({
  ...facts,
  rates: facts.rates.map(([rate, net, vat]) => ({ rate, net, vat })),
});

const operationView = (operation: OperationView) => ({
  ...operation,
  request: operation.request ?? null,
  response: operation.response ?? null,
});

const postingLine = (language: string) => (line: PostingLine) => ({
  ...line,
  lines: line.lines,
  within: line.within ?? null,
  reasons: line.reasons.map(reasonView(language)),
});

export const postingViews = ({ documents }: Postings, language: string): View<typeof posting>[] =>
  documents.map(({ role, documentId, number, predicted, booked, compared }) => ({
    role,
    documentId,
    number,
    predicted:
      predicted === null
        ? null
        : { ...predicted, lines: predicted.lines.map(postingLine(language)) },
    booked:
      booked === null
        ? null
        : {
            readAt: booked.readAt,
            voucher: typeof booked.voucher === "string" ? null : booked.voucher,
          },
    differences:
      compared === null
        ? null
        : compared.lines
            .filter(({ differs }) => differs)
            .map(({ account, expected, found }) => ({ account, expected, found })),
  }));

/** `postings`: with the names of accounts, where they were read. */
export function jobAnswer(
  described: JobTimeline,
  language: string,
  postings: Postings = postingsOf(described, {}),
): View<typeof schemas.jobDetail> {
  const { job, operations, timeline, days = [] } = described;
  return {
    ...jobView(job, language),
    operations: operations.map(operationView),
    postings: postingViews(postings, language),
    days: days.map(({ day, role, n, rows, voucher }) => ({
      day,
      role,
      n,
      total: debitOf(rows),
      voucher:
        voucher === null ? null : { id: voucher.id, number: voucher.voucher?.number ?? null },
    })),
    story: timeline.map((entry) => ({ ...entry, detail: entry.detail ?? null })),
  };
}

export function alertView(
  { reason, ...alert }: AlertView,
  language: string,
): View<typeof schemas.alert> {
  const { code, text, next } = describeReason(reason, language);
  return { ...alert, code, text, next };
}

const checkedRows = (checks: ChecksByVendor): View<typeof schemas.health>["vendorChecks"] =>
  VENDORS.flatMap((vendor) => {
    const { at, rows } = checks[vendor] ?? { at: 0, rows: [] };
    return rows.map(({ id, verdict, facts }) => ({ vendor, id, verdict, facts, at }));
  });

export function healthView(
  { systemArticles, articles, lastWebhook, vendorChecks, open: _, ...health }: TenantHealth,
  language: string,
): View<typeof schemas.health> {
  const described = reasonView(language);
  return {
    ...health,
    pause: health.pause.paused
      ? { ...health.pause, reason: described(health.pause.reason) }
      : { paused: false },
    connections: health.connections,
    capabilities: health.capabilities.map((capability) => ({
      ...capability,
      reason: described(capability.reason),
    })),
    jobs: health.jobs,
    lastDay: health.lastDay,
    company: health.company,
    ownArticles: systemArticles,
    ownArticleNumbers: articles,
    heard: lastWebhook,
    learnt: health.learnt,
    backfill: health.backfill,
    stoppedFlows: health.stoppedFlows,
    works: health.works,
    vendorChecks: checkedRows(vendorChecks),
    sweeps: health.sweeps,
    vendorLimit:
      health.vendorLimit === null
        ? null
        : {
            perMinute: health.vendorLimit.perMinute,
            endpoints: health.vendorLimit.endpoints,
          },
    runs: health.runs,
  };
}
