// Control of the identity server: who gets the next consent, and what dies now.
import type { Hono } from "hono";
import { z } from "zod";
import type { OAuthServer } from "./oauth.ts";
import { readBody } from "./read-body.ts";
import type { SandboxEnv } from "./socket.ts";

const settingsSchema = z.strictObject({
  autoConsent: z.boolean().optional(),
  nextSubject: z.string().nullable().optional(),
  denyNext: z.boolean().optional(),
});

const grantSchema = z.strictObject({
  subject: z.string().optional(),
  clientId: z.string().optional(),
  scope: z.string().optional(),
});

export function mountOAuthControl(app: Hono<SandboxEnv>, oauth: OAuthServer): void {
  app.get("/oauth", (c) =>
    c.json({
      settings: oauth.settings,
      subjects: oauth.options.subjects(),
      grants: oauth.grants.list(),
    }),
  );
  app.get("/oauth/issued", (c) => c.json({ issued: oauth.grants.issued() }));
  app.put("/oauth", async (c) => {
    const body = await readBody(c, settingsSchema);
    if (body instanceof Response) return body;
    const wanted = body.nextSubject;
    if (
      typeof wanted === "string" &&
      !oauth.options.subjects().some((subject) => subject.id === wanted)
    ) {
      return c.json({ error: `There is no subject "${wanted}".` }, 400);
    }
    Object.assign(oauth.settings, body);
    return c.json({ settings: oauth.settings });
  });
  app.post("/oauth/expire-access-tokens", (c) => {
    oauth.grants.expireAccessTokens();
    return c.body(null, 204);
  });
  app.post("/oauth/revoke-grants", (c) => {
    oauth.grants.revokeAll();
    return c.body(null, 204);
  });
  // Tokens without the dance, for tests and benchmarks that aren't about it.
  app.post("/oauth/grant", async (c) => {
    const body = await readBody(c, grantSchema);
    if (body instanceof Response) return body;
    const clientId = body.clientId ?? oauth.options.clients[0]?.id ?? "";
    const subject =
      body.subject ?? oauth.settings.nextSubject ?? oauth.options.subjects()[0]?.id ?? "";
    const scope = body.scope ?? oauth.options.scopes?.join(" ") ?? "offline_access";
    const issued = oauth.grants.issue(oauth.grants.open({ clientId, subject, scope }));
    return c.json(
      {
        access_token: issued.accessToken,
        refresh_token: issued.refreshToken,
        expires_in: issued.expiresIn,
      },
      201,
    );
  });
}
