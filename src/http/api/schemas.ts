/**
 * The API's shapes: what validates is what the OpenAPI document says. Amounts are decimal text,
 * instants ms.
 */
import { z } from "@hono/zod-openapi";
import {
  FLOW_PARTS,
  JOB_STATUSES,
  LANES,
  OPERATION_KINDS,
  OPERATION_STATES,
  OUTCOMES,
  COUNTED_AS,
  ROLES,
  WAITS,
} from "../../domain/jobs/job.ts";
import { VERDICTS } from "../../domain/vendors/checks.ts";
import { VENDORS } from "../../domain/ids.ts";
import { PAYMENT_STATES } from "../../domain/orders/order.ts";
import { REASON_CODES } from "../../domain/reasons/index.ts";
import { settingsSchema } from "../../settings/schema.ts";
import { LANGUAGES } from "../../domain/language.ts";
import { message } from "../../messages/message.ts";
import { RETRY_SETTINGS } from "../usecases/jobs/retry.ts";
import { newTokenInput, TOKEN_SCOPES } from "../usecases/accounts/tokens.ts";
import { instant, posting, reason } from "./shapes.ts";

export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    kind: z.string().optional(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .openapi("Problem");

const id = z.string().min(1).max(100);
export const tenantPath = z.object({ id });
export const vendor = z.enum(["asperion", "eaccounting"]);
export const flow = z.enum(FLOW_PARTS);

export const newTenant = z
  .strictObject({
    name: z.string().trim().min(1).max(100),
    language: z.enum(LANGUAGES),
    asperion: z.strictObject({ administrationId: z.int().positive() }).nullable().default(null),
  })
  .openapi("NewTenant");

export const tenantChange = z
  .strictObject({
    name: z.string().trim().min(1).max(100).optional(),
    language: z.enum(LANGUAGES).optional(),
    asperion: z
      .strictObject({ administrationId: z.int().positive() })
      .optional()
      .describe("only while none is chosen"),
  })
  .openapi("TenantChange");

export const tenant = z
  .object({
    id,
    name: z.string(),
    language: z.string(),
    state: z.enum(["active", "paused", "retired"]),
    version: z.int(),
    asperion: z.object({ administrationId: z.int().nullable() }),
    company: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
    webhook: z.object({ url: z.string(), token: z.boolean() }),
    createdAt: instant,
  })
  .openapi("Tenant");

/** As sent: the version that was read, and the settings. */
export const settingsInput = settingsSchema
  .safeExtend({ version: z.int().positive() })
  .openapi("SettingsInput");
export const settingsOutput = settingsSchema
  .safeExtend({ version: z.int().positive() })
  .openapi("Settings");

const figures = z.object({
  gross: z.string(),
  vat: z.string(),
  currency: z.string(),
  sold: z
    .object({ gross: z.string(), vat: z.string() })
    .optional()
    .describe(
      "what it counts as in sums and lists, where that isn't its total: with what gift cards " +
        "paid, and nothing of a cancelled order",
    ),
  cancelled: z.literal(true).optional(),
});

export const job = z
  .object({
    id: z.string(),
    key: z.string(),
    flow: z.string(),
    lane: z.enum(LANES),
    status: z.enum(JOB_STATUSES),
    outcome: z.enum(OUTCOMES).nullable(),
    stands: z
      .enum(COUNTED_AS)
      .optional()
      .describe(
        "how it counts, where that isn't its outcome: an order that is booked here and waits " +
          "for its day's voucher (`waits-for-day`), or of which nothing is left (`skipped`), or " +
          "that test mode calculated (`would-be-booked`)",
      ),
    wait: z.enum(WAITS).nullable(),
    due: instant.nullable(),
    wanted: z.int(),
    seen: z.int(),
    settingsVersion: z.int().nullable(),
    label: z.string().nullable(),
    figures: figures.nullable(),
    changes: z
      .array(
        z.object({
          code: z.string(),
          from: z.string().nullable(),
          to: z.string().nullable(),
          managed: z.boolean(),
        }),
      )
      .optional()
      .describe("Of a run of stock: what it did to each article of the shop"),
    order: z
      .object({
        date: z.string(),
        payment: z.enum(PAYMENT_STATES),
        net: z.string().describe("what was sold, without VAT"),
        rates: z
          .array(z.object({ rate: z.string(), net: z.string(), vat: z.string() }))
          .describe("what was sold by VAT rate"),
        rest: z
          .object({ net: z.string(), vat: z.string() })
          .optional()
          .describe("what stands at none of these rates: cents, or all where no rate is known"),
      })
      .optional()
      .describe(
        "Of an order: its date, how it is paid, what it comes to by rate. Rates and rest come to " +
          "`net`, and to the VAT of `figures.sold` or, without it, of `figures`",
      ),
    createdAt: instant,
    updatedAt: instant,
    reasons: z.array(reason),
  })
  .openapi("Job");

const operation = z
  .object({
    role: z.enum(ROLES),
    n: z.int(),
    kind: z.enum(OPERATION_KINDS),
    state: z.enum(OPERATION_STATES),
    marker: z.string().nullable(),
    documentId: z.string().nullable(),
    documentNumber: z.string().nullable(),
    request: z.unknown(),
    response: z.unknown(),
    sentAt: instant.nullable(),
    settledAt: instant.nullable(),
  })
  .openapi("Operation");

const timelineEntry = z.object({
  at: instant,
  what: z.enum([
    "event",
    "read",
    "lookup",
    "plan",
    "rehearsal",
    "write",
    "answer",
    "comparison",
    "wait",
    "outcome",
    "person",
    "cut-off",
    "posting",
  ]),
  title: z.string(),
  detail: z.unknown(),
});

export const jobDetail = job
  .extend({
    operations: z.array(operation),
    story: z.array(timelineEntry),
    postings: z.array(posting),
    days: z
      .array(
        z.object({
          day: z.string(),
          role: z.enum(ROLES),
          n: z.int(),
          total: z.string().describe("its share, in the company's currency"),
          voucher: z
            .object({ id: z.string(), number: z.string().nullable() })
            .nullable()
            .describe("null: it waits for the day's voucher"),
        }),
      )
      .describe("vouchers of days that an order is in"),
  })
  .openapi("JobDetail");

export const retrySettings = z
  .enum(RETRY_SETTINGS)
  .describe(
    "`newest`: the settings as they are now. `planned`: the version that the job was planned " +
      "with last (`settingsVersion`), for this run alone; stops and limits are those of now. " +
      "Only orders and customers are planned so; for anything else it is the newest.",
  );
export const linkKind = z.enum(["customer", "article"]);
export const link = z
  .object({
    kind: linkKind,
    source: z.string(),
    target: z.string(),
    by: z.enum(["engine", "person"]),
    updatedAt: instant,
  })
  .openapi("Link");
export const newLink = z
  .strictObject({ kind: linkKind, source: z.string().min(1).max(200), target: z.guid() })
  .openapi("NewLink");

export const alert = z
  .object({
    id: z.string(),
    code: z.enum(REASON_CODES),
    text: z.string(),
    next: z.string(),
    jobId: z.string().nullable(),
    since: instant,
    resolvedAt: instant.nullable(),
  })
  .openapi("Alert");

const pause = z.union([
  z.object({ paused: z.literal(false) }),
  z.object({ paused: z.literal(true), by: z.enum(["person", "engine"]), reason, since: instant }),
]);

export const BACKFILL_VERDICTS = [
  "would-book",
  "would-attach",
  "booked",
  "attached",
  "already",
  "held",
  "left",
  "changed",
  "cancelled",
  "would-remove",
  "removed",
  "remains",
  "half-undone",
  "released",
] as const;

export const takeBackScope = z
  .discriminatedUnion("of", [
    z.strictObject({ of: z.literal("first-day") }),
    z
      .strictObject({ of: z.literal("days"), from: z.iso.date(), to: z.iso.date() })
      .refine(({ from, to }) => from <= to, {
        path: ["to"],
        params: { described: message("problems.toBeforeFrom") },
      }),
    z.strictObject({ of: z.literal("settings"), version: z.int().positive() }),
    z.strictObject({ of: z.literal("back-fill"), id: z.string().min(1).max(64) }),
  ])
  .openapi("TakeBackScope", {
    description:
      "Documents by when they were made (the first live day, or days of the company's clock), " +
      "by the version of the settings that they were made with, or by the back-fill that made them",
  });

export const backfill = z
  .object({
    id: z.string(),
    dryRun: z.boolean(),
    of: z.string().nullable(),
    from: z.string(),
    to: z.string(),
    state: z.enum([
      "listing",
      "running",
      "done",
      "cancelling",
      "cancelled",
      "failed",
      "undoing",
      "undone",
    ]),
    actor: z.string(),
    createdAt: instant,
    endedAt: instant.nullable(),
    total: z.int(),
    done: z.int(),
    verdicts: z.record(z.string(), z.int()),
    takeBack: takeBackScope.nullable().describe("what it takes back; null: it books"),
    perMinute: z.number().nullable(),
    secondsLeft: z.number().nullable(),
  })
  .openapi("Backfill");

export const run = z
  .object({
    id: z.string(),
    flow: z.string(),
    key: z.string(),
    whole: z.boolean().describe("compares everything, not only what changed"),
    state: z.enum(["reading", "writing", "done", "cancelling", "cancelled", "failed"]),
    read: z.int(),
    readTotal: z.int().nullable().describe("as the vendors say; null where they don't"),
    total: z.int().describe("what differs, as far as it is found"),
    done: z.int().describe("how many of them are settled"),
    perMinute: z.number().nullable(),
    secondsLeft: z.number().nullable().describe("of reading while it reads, of writing after that"),
    beganAt: instant,
    endedAt: instant.nullable(),
  })
  .openapi("Run");

export const backfillOrder = z
  .object({
    key: z.string(),
    dated: z.string(),
    state: z.string(),
    verdict: z.string().nullable(),
    jobId: z.string().nullable(),
    label: z.string().nullable(),
    figures: figures.nullable(),
    reasons: z.array(reason),
  })
  .openapi("BackfillOrder");

const workJob = z
  .object({ id: z.string(), status: z.enum(JOB_STATUSES), outcome: z.enum(OUTCOMES).nullable() })
  .nullable();

export const health = z
  .object({
    tenantId: id,
    pause,
    connections: z.array(
      z.object({
        vendor,
        state: z.enum(["none", "connected", "needs-login"]),
        identity: z.string().nullable(),
        name: z.string().nullable(),
        accessExpiresAt: instant.nullable(),
        connectedAt: instant.nullable(),
        refreshedAt: instant.nullable(),
        scope: z.string().nullish(),
        client: z.string().nullish(),
        clientRefused: z.boolean().optional(),
      }),
    ),
    capabilities: z.array(z.object({ vendor, capability: z.string(), reason, until: instant })),
    settingsVersion: z.int().nullable(),
    journalBornAt: instant,
    schemaVersion: z.int(),
    jobs: z.record(z.enum(JOB_STATUSES), z.int()),
    inDoubt: z.int(),
    oldestWaiting: instant.nullable(),
    lastDay: z
      .array(z.object({ outcome: z.string(), n: z.int() }))
      .optional()
      .describe(
        "how orders, customers, articles and runs of stock stood in the last 24 hours, each once",
      ),
    openAlerts: z.int().optional(),
    projectionLag: z.object({ rows: z.int(), oldest: instant.nullable() }),
    nextAlarm: instant.nullable(),
    company: z
      .looseObject({
        companyId: z.string(),
        name: z.string(),
        country: z.string(),
        currency: z.string(),
      })
      .nullable(),
    bookkeeping: z.enum(["invoicing", "cash", "none"]).nullish(),
    ownArticles: z.looseObject({}),
    ownArticleNumbers: z
      .array(
        z.object({
          kind: z.string(),
          key: z.string().nullable(),
          oss: z.boolean(),
          number: z.string().nullable(),
          id: z.string().nullable(),
          name: z.string().optional(),
        }),
      )
      .describe(
        "the system articles by their numbers; id null: set-up would make it, with this number",
      ),
    learnt: z.looseObject({}),
    stoppedFlows: z.record(
      z.string(),
      z.object({ actor: z.string(), note: z.string(), since: instant }),
    ),
    works: z.array(
      z.object({
        name: z.string(),
        flow: z.string(),
        key: z.string(),
        lastRun: instant.nullable(),
        nextRun: instant.nullable(),
        job: workJob,
        manualRun: z.object({ at: instant, job: workJob }).nullish(),
      }),
    ),
    sweeps: z
      .object({
        everyMs: z.int(),
        webhooksArrive: z.boolean(),
        missedAt: instant.nullable(),
        inARow: z.int().optional(),
        needed: z.int().optional(),
      })
      .nullable()
      .describe(
        "how often orders are looked for that no webhook told of, and when it was last found " +
          "that webhooks are missing; new orders in a row that a webhook told of, and how many " +
          "are needed; null: the interval was chosen, or the flow is off",
      ),
    changeFilter: z.enum(["works", "unusable"]).nullable(),
    orderSort: z
      .enum(["works", "one-key"])
      .nullable()
      .describe("one-key: Asperion refuses to sort orders by several keys"),
    vendorChecks: z
      .array(
        z.object({
          vendor: z.enum(VENDORS),
          id: z.string(),
          verdict: z.enum(VERDICTS),
          facts: z.record(z.string(), z.union([z.string(), z.number()])),
          at: instant,
        }),
      )
      .describe(
        "what reads showed of the rows of docs/vendor-assumptions.md once both sides were " +
          "connected; empty: not asked yet",
      ),
    heard: z
      .object({ type: z.string(), at: instant })
      .nullable()
      .describe("the last webhook whose sender was believed"),
    backfill: backfill.nullable(),
    runs: z.array(run),
    vendorLimit: z
      .object({
        perMinute: z.int(),
        endpoints: z.array(
          z.object({
            endpoint: z.string(),
            lastMinute: z.int(),
            waiting: z.int(),
            pausedMs: z.number(),
            slowedBy: z.number(),
          }),
        ),
      })
      .nullable(),
  })
  .openapi("Health");

export const apiToken = z
  .object({
    id: z.string(),
    name: z.string(),
    tenantId: z.string().nullable(),
    scope: z.enum(TOKEN_SCOPES),
    createdAt: instant,
    expiresAt: instant.nullable(),
    lastUsedAt: instant.nullable(),
  })
  .openapi("ApiToken");
export const newApiToken = z
  .strictObject({
    ...newTokenInput.shape,
    expiresAt: z.iso
      .datetime({ offset: true })
      .nullish()
      .describe("left out: after 90 days; null: never"),
  })
  .openapi("NewApiToken");
