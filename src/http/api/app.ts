/**
 * The management API under /api/v1 and its OpenAPI document, made of the schemas that validate. All
 * that a page does is here, by the same use cases. Faults of every kind leave as problem+json; a
 * bug's own words never do.
 */
import { OpenAPIHono } from "@hono/zod-openapi";
import { HTTPException } from "hono/http-exception";
import { message } from "../../messages/message.ts";
import { d1Problem, isUnavailable } from "../../store/d1-errors.ts";
import { loadMessages } from "../../messages/index.ts";
import { bearer, type ApiEnv } from "../auth/bearer.ts";
import { bodyWithin } from "../body-within.ts";
import { refusalOf } from "../auth/permit.ts";
import type { EdgeDeps } from "../deps.ts";
import { problemResponse } from "../problem.ts";
import { faultsIn } from "../../settings/setting-faults.ts";
import { ProblemError } from "./answers.ts";
import { clearingRoutes } from "./clearing.ts";
import { dayRoutes } from "./days.ts";
import { payoutFileRoutes } from "./payout-files.ts";
import { payoutRoutes } from "./payouts.ts";
import { approvalRoutes } from "./approvals.ts";
import { attentionRoutes } from "./attention.ts";
import { backfillRoutes } from "./backfills.ts";
import { manualLinkRoutes } from "./manual-links.ts";
import { controlRoutes, runRoutes } from "./control.ts";
import { documentRoute } from "./document.ts";
import { actRoutes } from "./job-actions.ts";
import { deadLetterRoutes } from "./dead-letters.ts";
import { dryRunRoutes } from "./dry-run.ts";
import { figureRoutes } from "./figures.ts";
import { transferRoutes } from "./tenant-transfer.ts";
import { jobRoutes, linkRoutes } from "./jobs.ts";
import { notificationRoutes } from "./notifications.ts";
import { privacyRoutes } from "./personal-data.ts";
import { reconciliationRoutes } from "./reconciliation.ts";
import { takeBackRoutes } from "./take-backs.ts";
import type { Route } from "./route.ts";
import { memberRoutes } from "./members.ts";
import { peopleRoutes } from "./users.ts";
import { settingsRoutes } from "./settings.ts";
import { settingsCopyRoutes } from "./settings-copy.ts";
import { setupRoutes } from "./setup.ts";
import { tenantRoutes } from "./tenants.ts";
import { tokenRoutes } from "./tokens.ts";
import { vatEvidenceRoutes } from "./vat-evidence.ts";
import { webhookAccessRoutes } from "./webhooks.ts";

export function createApi(deps: EdgeDeps): OpenAPIHono {
  const v1 = new OpenAPIHono<ApiEnv>({
    defaultHook: (result) =>
      result.success ? undefined : problemResponse(400, { errors: faultsIn(result.error) }),
  });
  v1.use("*", async (_, next) => {
    await loadMessages("en");
    await next();
  });
  v1.use("*", bearer(deps));
  // Checked before anything else of a request, so that every later route is covered.
  v1.use("*", async (c, next) => {
    const refused = await refusalOf(deps, c, c.var.actor);
    return refused === null ? next() : problemResponse(refused.status, refused);
  });
  // No body is read from unknown callers.
  v1.use("*", (c, next) =>
    // A settlement file is counted and read as it comes (usecases/vouchers/payouts.ts).
    isSettlement(c.req.method, c.req.path)
      ? next()
      : bodyWithin((_, status) => problemResponse(status), deps.bodyDeadlineMs)(c, next),
  );
  v1.openAPIRegistry.registerComponent("securitySchemes", "Bearer", {
    type: "http",
    scheme: "bearer",
  });
  for (const add of ROUTES) add(v1, deps);
  v1.notFound(() => problemResponse(404));
  v1.onError((error) => failed(deps, error));

  const api = new OpenAPIHono();
  api.route("/api/v1", v1);
  api.get(
    "/api/openapi.json",
    documentRoute(api, {
      openapi: "3.1.0",
      info: {
        title: "Bridge from Asperion to eAccounting: management API",
        version: "1",
        description: INTRODUCTION,
      },
      servers: [{ url: deps.config.publicUrl }],
      security: [{ Bearer: [] }],
    }),
  );
  return api;
}

/** What holds for all operations. */
const INTRODUCTION = [
  "A tenant is a shop. Send a token in the header `Authorization: Bearer`; an operator makes it " +
    "under API tokens. One for reading gets 403 for whatever changes something, and a tenant " +
    "that isn't the token's looks as if it weren't there (404).",
  "A list that answers `cursor` has further pages: send it along for the next one; `null` is the " +
    "last one. One that answers `pages` takes `page`.",
  "Whatever is refused is `application/problem+json`: `kind` is a word for programs, `detail` a " +
    "sentence, `errors` says what is wrong at which `path`. What answers `Retry-After` " +
    "may be tried again after so long; a 503 may have been carried out: look before you repeat " +
    "a change.",
  "Settings have versions: send the one that you read. With another than the newest, 409 " +
    "`stale-version` is answered and nothing is saved.",
  "Amounts are decimal strings. Instants are milliseconds since 1970 unless they are text.",
  "Texts of reasons and alerts are in the language that Accept-Language asks for (en, nl, pl, " +
    "sv), else in the tenant's.",
].join("\n\n");

const isSettlement = (method: string, path: string): boolean =>
  method === "POST" && /\/tenants\/[^/]+\/payouts$/.test(path);

const ROUTES: readonly Route[] = [
  ...tenantRoutes,
  ...settingsRoutes,
  ...settingsCopyRoutes,
  ...controlRoutes,
  ...backfillRoutes,
  ...payoutRoutes,
  ...payoutFileRoutes,
  ...clearingRoutes,
  ...dayRoutes,
  ...takeBackRoutes,
  ...runRoutes,
  ...dryRunRoutes,
  ...webhookAccessRoutes,
  ...transferRoutes,
  ...figureRoutes,
  ...actRoutes,
  ...jobRoutes,
  ...manualLinkRoutes,
  ...approvalRoutes,
  ...attentionRoutes,
  ...deadLetterRoutes,
  ...linkRoutes,
  ...reconciliationRoutes,
  ...privacyRoutes,
  ...vatEvidenceRoutes,
  ...notificationRoutes,
  ...setupRoutes,
  ...tokenRoutes,
  ...peopleRoutes,
  ...memberRoutes,
];

/** The problem that answers a request that failed. A bug's own words never leave. */
function failed(deps: EdgeDeps, error: Error): Response | Promise<Response> {
  if (error instanceof ProblemError) return problemResponse(error.status, error.problem);
  if (error instanceof HTTPException)
    return (
      error.res ??
      problemResponse(error.status === 415 ? 415 : 400, {
        errors: [
          {
            path: "",
            message:
              error.status === 415 ? message("problems.sendJson") : message("problems.bodyNotJson"),
          },
        ],
      })
    );
  const d1 = d1Problem(error);
  deps.log({ event: "api-failed", fault: error.name, database: d1 });
  return isUnavailable(d1)
    ? problemResponse(503, { headers: { "retry-after": "5" } })
    : problemResponse(500);
}
