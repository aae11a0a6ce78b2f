/**
 * Files of a worker share its runtime: each begins with empty storage. What the runtime deletes is
 * only what it holds in memory, so everything is woken before it.
 */
import {
  applyD1Migrations,
  type D1Migration,
  listDurableObjectIds,
  reset,
  runInDurableObject,
} from "cloudflare:test";
import { env } from "cloudflare:workers";

declare global {
  namespace Cloudflare {
    interface Env {
      MIGRATIONS: D1Migration[];
    }
  }
}

async function wakeAll(): Promise<void> {
  await env.DB.exec("SELECT 1");
  await wake(env.TENANTS);
  await wake(env.GATES);
}

async function wake<T extends Rpc.DurableObjectBranded>(
  objects: DurableObjectNamespace<T>,
): Promise<void> {
  for (const id of await listDurableObjectIds(objects))
    await runInDurableObject(objects.get(id), () => undefined);
}

await wakeAll();
await reset();
const left = await env.DB.prepare("SELECT name FROM sqlite_master").all();
if (left.results.length > 0) throw new Error("the database of the file before is still there");
await applyD1Migrations(env.DB, env.MIGRATIONS);
