import { applyD1Migrations, type D1Migration, reset } from "cloudflare:test";
import { env } from "cloudflare:workers";

declare global {
  namespace Cloudflare {
    interface Env {
      MIGRATIONS: D1Migration[];
    }
  }
}

// The runtime is that of the file before.
await reset();
await applyD1Migrations(env.DB, env.MIGRATIONS);
