/**
 * Checks a Standard Webhooks signature, stores one row in an object's SQLite, answers. Nothing
 * else.
 */
import { DurableObject } from "cloudflare:workers";

type BareEnv = { readonly SECRET: string; readonly BARE: DurableObjectNamespace<Bare> };

export class Bare extends DurableObject<BareEnv> {
  constructor(ctx: DurableObjectState, env: BareEnv) {
    super(ctx, env);
    ctx.storage.sql.exec(
      "CREATE TABLE IF NOT EXISTS events (id TEXT PRIMARY KEY, body TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID",
    );
  }

  async store(id: string, body: string): Promise<void> {
    this.ctx.storage.sql.exec(
      "INSERT OR IGNORE INTO events (id, body, at) VALUES (?, ?, ?)",
      id,
      body,
      Date.now(),
    );
  }
}

let key: Promise<CryptoKey> | undefined;

export default {
  async fetch(request, env) {
    const id = request.headers.get("webhook-id") ?? "";
    const timestamp = request.headers.get("webhook-timestamp") ?? "";
    const signature = request.headers.get("webhook-signature")?.replace("v1,", "") ?? "";
    const body = await request.text();
    key ??= crypto.subtle.importKey(
      "raw",
      Buffer.from(env.SECRET.replace("whsec_", ""), "base64"),
      { name: "HMAC", hash: "SHA-256" },
      false,
      ["verify"],
    );
    const good = await crypto.subtle.verify(
      "HMAC",
      await key,
      Buffer.from(signature, "base64"),
      new TextEncoder().encode(`${id}.${timestamp}.${body}`),
    );
    if (!good) return new Response(null, { status: 401 });
    await env.BARE.getByName("bare").store(id, body);
    return Response.json({ stored: true }, { status: 202 });
  },
} satisfies ExportedHandler<BareEnv>;
