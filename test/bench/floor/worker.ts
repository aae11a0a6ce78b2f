/**
 * What the platform itself takes for an order: as many calls, requests, rows and timers as the
 * bridge makes for one of a known customer, with answers of the same sizes, and no code of an
 * order's. The floor under the processor time that the bridge is measured with.
 */
import { DurableObject, RpcTarget } from "cloudflare:workers";

type FloorEnv = {
  readonly SECRET: string;
  readonly SHOP_URL: string;
  readonly LEDGER_URL: string;
  readonly TENANTS: DurableObjectNamespace<Tenant>;
  readonly GATES: DurableObjectNamespace<Gate>;
};

/** Bytes that cross: a claim, what is resolved, what is sealed of a write and of a run. */
const CLAIM = "c".repeat(14_000);
const RESOLVED = "r".repeat(1_500);
const SEALED = new Uint8Array(3_000);
/** Rows that an order's calls write each, 13 in all with the gate's, and statements that only read. */
const ROWS = { accept: 3, begin: 3, complete: 6 } as const;
const READS = { accept: 5, resolveFor: 1, begin: 1, complete: 1 } as const;

export class Gate extends DurableObject<FloorEnv> {
  constructor(ctx: DurableObjectState, env: FloorEnv) {
    super(ctx, env);
    ctx.storage.sql.exec("CREATE TABLE IF NOT EXISTS gates (id TEXT PRIMARY KEY, next REAL)");
  }

  async lease(endpoint: string): Promise<number> {
    this.ctx.storage.sql.exec(
      "INSERT OR REPLACE INTO gates (id, next) VALUES (?, ?)",
      endpoint,
      Date.now(),
    );
    return 0;
  }
}

class Run extends RpcTarget {
  readonly #tenant: Tenant;

  constructor(tenant: Tenant) {
    super();
    this.#tenant = tenant;
  }

  async resolveFor(): Promise<string> {
    this.#tenant.read(READS.resolveFor);
    return RESOLVED;
  }

  async begin(_sealed: Uint8Array): Promise<number> {
    return this.#tenant.begin();
  }

  async complete(_timeline: Uint8Array): Promise<void> {
    this.#tenant.write(ROWS.complete, READS.complete);
  }
}

export class Tenant extends DurableObject<FloorEnv> {
  #at = 0;

  constructor(ctx: DurableObjectState, env: FloorEnv) {
    super(ctx, env);
    ctx.storage.sql.exec(
      "CREATE TABLE IF NOT EXISTS rows (id INTEGER PRIMARY KEY, body TEXT NOT NULL)",
    );
  }

  async accept(_id: string): Promise<{ claim: string; run: Run }> {
    await new Promise((resolve) => void setTimeout(resolve, 0));
    this.write(ROWS.accept, READS.accept);
    return { claim: CLAIM, run: new Run(this) };
  }

  async begin(): Promise<number> {
    const waits = await this.env.GATES.getByName("ledger").lease("/orders");
    this.write(ROWS.begin, READS.begin);
    return waits;
  }

  read(statements: number): void {
    for (let n = 0; n < statements; n += 1)
      this.ctx.storage.sql.exec("SELECT body FROM rows WHERE id = ?", this.#at).toArray();
  }

  write(rows: number, statements: number): void {
    this.read(statements);
    this.ctx.storage.transactionSync(() => {
      for (let n = 0; n < rows; n += 1)
        this.ctx.storage.sql.exec(
          "INSERT OR REPLACE INTO rows (id, body) VALUES (?, ?)",
          (this.#at += 1),
          RESOLVED,
        );
    });
  }
}

let key: Promise<CryptoKey> | undefined;

async function isSigned(request: Request, body: ArrayBuffer, env: FloorEnv): Promise<boolean> {
  const header = (name: string): string => request.headers.get(`webhook-${name}`) ?? "";
  key ??= crypto.subtle.importKey(
    "raw",
    Buffer.from(env.SECRET.replace("whsec_", ""), "base64"),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["verify"],
  );
  return crypto.subtle.verify(
    "HMAC",
    await key,
    Buffer.from(header("signature").replace("v1,", ""), "base64"),
    Buffer.concat([Buffer.from(`${header("id")}.${header("timestamp")}.`), Buffer.from(body)]),
  );
}

async function run(env: FloorEnv, calls: Run): Promise<void> {
  await (await fetch(env.SHOP_URL)).arrayBuffer();
  await calls.resolveFor();
  await calls.begin(SEALED);
  await (await fetch(env.LEDGER_URL, { method: "POST", body: RESOLVED })).arrayBuffer();
  await calls.complete(SEALED);
}

export default {
  async fetch(request, env, ctx) {
    const body = await request.arrayBuffer();
    if (!(await isSigned(request, body, env))) return new Response(null, { status: 401 });
    const { run: calls } = (await env.TENANTS.getByName("tenant").accept(
      request.headers.get("webhook-id") ?? "",
    )) as unknown as { run: Run & Disposable };
    ctx.waitUntil(run(env, calls).finally(() => calls[Symbol.dispose]()));
    return Response.json({ jobId: "1" }, { status: 202 });
  },
} satisfies ExportedHandler<FloorEnv>;
