/** Routes that need no right on a shop. */
export const OPEN_ROUTES = {
  anybody: ["GET /", "GET /.well-known/security.txt", "GET /api/openapi.json", "GET /healthz"],
  "own-proof": [
    "GET /admin/sign-in",
    "POST /admin/sign-in",
    "GET /admin/welcome/:link",
    "POST /admin/welcome/:link",
    "GET /oauth/:vendor/callback",
    "POST /webhooks/asperion/:tenantId",
    "POST /webhooks/asperion/:tenantId/:token",
  ],
  "signed-in": [
    "GET /admin",
    "POST /admin/language",
    "GET /admin/manual",
    "GET /admin/manual/:page",
    "GET /admin/search",
    "GET /admin/sessions",
    "POST /admin/sessions/:hash/end",
    "POST /admin/sessions/end-others",
    "POST /admin/sign-out",
    "GET /api/v1/tenants",
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;
