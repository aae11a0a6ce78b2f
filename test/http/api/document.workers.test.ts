import { expect, test, vi } from "vitest";
import { OUTCOMES } from "../../../src/domain/jobs/job.ts";
import { REASON_CODES } from "../../../src/domain/reasons/index.ts";
import { edges } from "../world.ts";

type Document = {
  paths: Record<string, Record<string, unknown>>;
  components: { schemas: Record<string, unknown> };
};

test("the document says how the API is used, and puts each operation among those of its kind", async () => {
  const { fetch } = await edges();
  const document = (await (await fetch("/api/openapi.json")).json()) as Document & {
    info: { description: string };
  };
  // Not every list has a cursor, and not every 503 says when to try again.
  expect(document.info.description).not.toMatch(/A list answers|429 and 503 may/);
  for (const said of ["Authorization: Bearer", "`cursor`", "problem+json", "stale-version"])
    expect(document.info.description).toContain(said);
  const tagged = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.values(methods).map((operation) => {
      const { tags } = operation as { readonly tags?: readonly string[] };
      return [path, tags?.join(", ") ?? ""] as const;
    }),
  );
  expect(tagged.filter(([, tag]) => !/^[a-z-]+$/.test(tag))).toEqual([]);
  expect(Object.fromEntries(tagged)).toMatchObject({
    "/api/v1/tenants": "tenants",
    "/api/v1/tenants/{id}": "tenants",
    "/api/v1/tenants/{id}/settings/preview": "settings",
    "/api/v1/tokens/{tokenId}": "tokens",
  });
});

test("the table of jobs says that it has all of them, whatever limit is asked", async () => {
  const { fetch } = await edges();
  const document = (await (await fetch("/api/openapi.json")).json()) as Document;
  const table = document.paths["/api/v1/tenants/{id}/jobs.csv"]?.["get"];
  const { description } = table as { readonly description?: string };
  // What a route says of itself stands before its right.
  expect(description).toMatch(/^All of it at once.*`limit`.* Needs the right look: /);
});

test("the OpenAPI document is public, lists every route and names every reason and outcome", async () => {
  const { fetch } = await edges();
  const answer = await fetch("/api/openapi.json");
  expect(answer.status).toBe(200);
  const document = (await answer.json()) as Document;
  const routes = Object.entries(document.paths)
    .flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path.replace("/api/v1", "")}`),
    )
    .sort();
  expect(routes).toEqual(
    [
      "post /tenants",
      "get /tenants",
      "get /tenants/{id}",
      "patch /tenants/{id}",
      "delete /tenants/{id}",
      "get /tenants/{id}/settings",
      "put /tenants/{id}/notifications/chats/{chat}",
      "put /tenants/{id}/settings",
      "get /tenants/{id}/settings/versions",
      "post /tenants/{id}/settings/restore",
      "post /tenants/{id}/settings/copy",
      "post /tenants/{id}/settings/copy/preview",
      "post /tenants/{id}/settings/preview",
      "post /tenants/{id}/settings/preview-document",
      "get /tenants/{id}/mapping",
      "post /tenants/{id}/mapping/try",
      "get /tenants/{id}/webhook-secrets",
      "post /tenants/{id}/webhook-secrets",
      "delete /tenants/{id}/notifications/chats/{chat}",
      "delete /tenants/{id}/webhook-secrets/{secretId}",
      "post /tenants/{id}/webhook-token",
      "delete /tenants/{id}/webhook-token",
      "post /tenants/{id}/connect/{vendor}",
      "get /tenants/{id}/connect/{vendor}/confirm",
      "post /tenants/{id}/connect/{vendor}/confirm",
      "delete /tenants/{id}/connect/{vendor}/confirm",
      "post /tenants/{id}/pause",
      "post /tenants/{id}/resume",
      "get /tenants/{id}/health",
      "post /tenants/{id}/setup",
      "post /tenants/{id}/flows/{flow}/run",
      "post /tenants/{id}/flows/{flow}/pause",
      "post /tenants/{id}/flows/{flow}/resume",
      "post /tenants/{id}/dry-run",
      "get /tenants/{id}/dry-run",
      "post /tenants/{id}/backfills",
      "get /tenants/{id}/backfills",
      "get /tenants/{id}/backfills/{backfillId}",
      "get /tenants/{id}/backfills/{backfillId}/orders",
      "post /tenants/{id}/backfills/{backfillId}/cancel",
      "post /tenants/{id}/backfills/{backfillId}/undo",
      "post /tenants/{id}/backfills/{backfillId}/again",
      "get /tenants/{id}/take-backs",
      "post /tenants/{id}/take-backs",
      "get /tenants/{id}/runs",
      "post /tenants/{id}/runs/{runId}/cancel",
      "get /tenants/{id}/figures",
      "get /tenants/{id}/jobs",
      "get /tenants/{id}/jobs.csv",
      "get /tenants/{id}/jobs/{jobId}",
      "post /tenants/{id}/jobs/{jobId}/retry",
      "post /tenants/{id}/jobs/{jobId}/resync",
      "post /tenants/{id}/jobs/{jobId}/book",
      "post /tenants/{id}/jobs/{jobId}/book-again",
      "post /tenants/{id}/jobs/{jobId}/undo-skip",
      "post /tenants/{id}/connect/{vendor}/check",
      "post /tenants/{id}/jobs/{jobId}/skip",
      "post /tenants/{id}/jobs/{jobId}/link",
      "post /tenants/{id}/jobs/{jobId}/posting",
      "post /tenants/{id}/jobs/{jobId}/unlink",
      "get /tenants/{id}/links",
      "put /tenants/{id}/links",
      "delete /tenants/{id}/links",
      "get /tenants/{id}/alerts",
      "get /tenants/{id}/names",
      "get /tenants/{id}/setup",
      "post /tenants/{id}/go-live",
      "get /tenants/{id}/reconciliation",
      "get /tenants/{id}/reconciliation.csv",
      "post /tenants/{id}/reconciliation",
      "get /tenants/{id}/days",
      "get /tenants/{id}/days/{dayId}",
      "get /tenants/{id}/dead-letters",
      "post /tenants/{id}/dead-letters/{letterId}/retry",
      "post /tenants/{id}/dead-letters/{letterId}/dismiss",
      "get /dead-letters",
      "post /dead-letters/{letterId}/dismiss",
      "get /tenants/{id}/approvals",
      "get /tenants/{id}/clearing",
      "get /tenants/{id}/clearing.csv",
      "get /tenants/{id}/clearing/statement",
      "get /tenants/{id}/payouts",
      "post /tenants/{id}/payouts",
      "get /tenants/{id}/payouts/{payoutId}",
      "delete /tenants/{id}/payouts/{payoutId}",
      "get /tenants/{id}/payouts/{payoutId}/lines",
      "get /tenants/{id}/payouts/{payoutId}/files",
      "get /tenants/{id}/payouts/{payoutId}/files/{fileId}",
      "post /tenants/{id}/payouts/{payoutId}/approve",
      "post /tenants/{id}/payouts/{payoutId}/match",
      "get /tenants/{id}/attention",
      "post /tenants/{id}/approvals/approve",
      "post /tenants/{id}/approvals/reject",
      "post /tenants/{id}/attention/retry",
      "post /tenants/{id}/attention/skip",
      "get /tenants/{id}/export",
      "post /tenants/import",
      "post /tenants/{id}/import",
      "post /tenants/{id}/people/export",
      "post /tenants/{id}/people/preview",
      "get /tenants/{id}/members",
      "post /tenants/{id}/members",
      "patch /tenants/{id}/members/{userId}",
      "delete /tenants/{id}/members/{userId}",
      "post /tenants/{id}/members/{userId}/link",
      "post /tenants/{id}/people/erase",
      "get /tenants/{id}/vat-evidence",
      "get /tenants/{id}/vat-evidence.csv",
      "get /tenants/{id}/vat-evidence/quarters",
      "post /tenants/{id}/reencrypt",
      "get /tenants/{id}/retention",
      "get /tenants/{id}/notifications",
      "post /tenants/{id}/notifications/secret",
      "post /tenants/{id}/notifications/test",
      "get /tokens",
      "post /tokens",
      "delete /tokens/{tokenId}",
      "get /users",
      "post /users",
      "post /users/{userId}/link",
      "delete /users/{userId}",
      "delete /users/{userId}/passkeys",
      "get /users/{userId}/sessions",
      "delete /users/{userId}/sessions",
      "delete /users/{userId}/sessions/{hash}",
      "get /audit",
      "get /tenants/{id}/audit",
    ].sort(),
  );
  const { schemas } = document.components;
  expect(schemas["Reason"]).toMatchObject({ properties: { code: { enum: REASON_CODES } } });
  const job = JSON.stringify(schemas["Job"]);
  for (const outcome of OUTCOMES) expect(job).toContain(`"${outcome}"`);
  expect(schemas["SettingsInput"]).toMatchObject({
    additionalProperties: false,
    properties: { orders: { properties: { startLine: {} } } },
  });
  expect(schemas["Problem"]).toMatchObject({ properties: { errors: {} } });
});

test("the OpenAPI document says of each operation who may, from the table of rights", async () => {
  const { fetch } = await edges();
  const { paths } = (await (await fetch("/api/openapi.json")).json()) as Document;
  const of = (path: string, method: string) =>
    paths[`/api/v1${path}`]?.[method] as { "x-right": string; description: string };
  expect(of("/tenants/{id}", "delete")).toMatchObject({
    "x-right": "end-tenants",
    description: "Needs the right end-tenants: ADMIN_TOKEN, tokens for all tenants.",
  });
  expect(of("/tenants/{id}/jobs", "get")).toMatchObject({
    "x-right": "look",
    description: expect.stringContaining("the tenant's own tokens"),
  });
  expect(of("/tenants/{id}", "patch").description).toContain(
    "choose-administration for a part of it: ADMIN_TOKEN, tokens for all tenants.",
  );
  const operations = Object.values(paths).flatMap(
    (methods) => Object.values(methods) as { "x-right"?: string }[],
  );
  expect(operations.filter((operation) => operation["x-right"] === undefined)).toEqual([]);
});

test("the OpenAPI document is made once, and whoever has it isn't sent it again", async () => {
  const { fetch } = await edges();
  const first = await fetch("/api/openapi.json");
  const [etag, text] = [String(first.headers.get("etag")), await first.text()];
  expect([etag.length > 10, first.headers.get("cache-control")]).toEqual([
    true,
    "public, max-age=300",
  ]);
  const parse = vi.spyOn(JSON, "stringify");
  const again = await fetch("/api/openapi.json");
  expect([await again.text(), parse.mock.calls.length]).toEqual([text, 0]);
  parse.mockRestore();
  for (const held of [etag, `W/${etag}`, `"other", ${etag}`]) {
    const answer = await fetch("/api/openapi.json", { headers: { "if-none-match": held } });
    expect([answer.status, await answer.text(), answer.headers.get("etag")]).toEqual([
      304,
      "",
      etag,
    ]);
  }
  expect(
    (await fetch("/api/openapi.json", { headers: { "if-none-match": '"other"' } })).status,
  ).toBe(200);
});
