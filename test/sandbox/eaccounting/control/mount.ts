// The sandbox's own control routes, besides those of the kit: the company's settings, limits, objects made or changed
// as a person at the vendor's screen would, and what an auditor asks. `?company=<name or id>` picks the company (the
// first one otherwise). README.md lists them.
import type { Context, Hono } from "hono";
import { z } from "zod";
import type { Kit } from "../../kit/kit.ts";
import { readBody } from "../../kit/read-body.ts";
import type { SandboxEnv } from "../../kit/socket.ts";
import { personIn } from "../seed-world.ts";
import type { EaccountingSwitches } from "../switches.ts";
import type { Act } from "../vendor/act.ts";
import type { World } from "../world/world.ts";
import { audit } from "./audit.ts";
import { mountBooksControl } from "./books.ts";
import { mountCompanyControl } from "./company.ts";
import { mountPersonControl } from "./person.ts";
import { mountPlayground } from "./playground.ts";

export interface ControlSite {
  readonly kit: Kit<EaccountingSwitches>;
  readonly world: () => World;
}

const limitsSchema = z.strictObject({ perMinute: z.int().min(1) });
const viesSchema = z.record(z.string().min(1), z.enum(["ok", "invalid", "down"]));
const statusesSchema = z.record(z.string().regex(/^\d{4}$/), z.int().min(400).max(599));

export function mountControl(app: Hono<SandboxEnv>, site: ControlSite): void {
  app.get("/limits", (c) => c.json({ perMinute: site.world().limiter.perMinute }));
  app.put("/limits", async (c) => {
    const body = await readBody(c, limitsSchema);
    if (body instanceof Response) return body;
    site.world().limiter.perMinute = body.perMinute;
    return c.json(body);
  });
  app.put("/statuses", async (c) => {
    const body = await readBody(c, statusesSchema);
    if (body instanceof Response) return body;
    for (const [code, status] of Object.entries(body))
      site.world().statusOverrides.set(Number(code), status);
    return c.json({ statuses: Object.fromEntries(site.world().statusOverrides) });
  });
  app.put("/vies", async (c) => {
    const body = await readBody(c, viesSchema);
    if (body instanceof Response) return body;
    for (const [number, answer] of Object.entries(body))
      site.world().vies.set(number.toUpperCase(), answer);
    return c.json({ vies: Object.fromEntries(site.world().vies) });
  });
  app.get("/faultsofclient", (c) => c.json({ faults: site.world().clientFaults }));
  app.delete("/faultsofclient", (c) => {
    site.world().clientFaults.length = 0;
    return c.body(null, 204);
  });
  app.get("/audit", (c) => {
    const act = personOf(site, c);
    return act instanceof Response ? act : c.json(audit(act.company));
  });
  mountBooksControl(app, site);
  mountCompanyControl(app, site);
  mountPersonControl(app, site);
  mountPlayground(app, site);
}

/** A person at the screen of the company that the call names. */
export function personOf(site: ControlSite, c: Context<SandboxEnv>): Act | Response {
  const company = site.world().company(c.req.query("company"));
  return company === null
    ? c.json({ error: `There is no company "${c.req.query("company")}".` }, 404)
    : personIn(site.world(), site.kit, company);
}
