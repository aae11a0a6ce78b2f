// `/_control`: how tests, the demo and benchmarks steer a sandbox. Never logged, never struck by a fault, never part of
// the vendor. Requests are read strictly: a misspelt field is a 400 that names it, not a setting that does nothing.
// README.md in this folder lists the routes.
import { Hono, type Context } from "hono";
import { z } from "zod";
import type { Call } from "./calls.ts";
import { faultSchema } from "./faults.ts";
import type { Kit } from "./kit.ts";
import { mountOAuthControl } from "./oauth-control.ts";
import type { OAuthServer } from "./oauth.ts";
import { readBody } from "./read-body.ts";
import { sameRoute } from "./routes.ts";
import type { SandboxEnv } from "./socket.ts";
import type { SwitchDefinitions } from "./switches.ts";

export interface ControlOptions<Definitions extends SwitchDefinitions> {
  readonly kit: Kit<Definitions>;
  readonly oauth: OAuthServer;
  readonly state: (c: Context<SandboxEnv>) => unknown;
  /** Back to the seed. */
  readonly resetState: () => void;
}

const clockSchema = z.strictObject({
  now: z.iso.datetime({ offset: true }).optional(),
  offsetMs: z.number().optional(),
  advanceMs: z.number().optional(),
  frozen: z.boolean().optional(),
});

const KEEPABLE = ["switches", "faults", "clock", "calls", "grants"] as const;
const resetSchema = z.strictObject({ keep: z.array(z.enum(KEEPABLE)).default([]) });

/**
 * Answers the app to mount with `app.route("/_control", …)`; a vendor adds its own routes to it
 * first.
 */
export function createControl<Definitions extends SwitchDefinitions>(
  options: ControlOptions<Definitions>,
): Hono<SandboxEnv> {
  const { kit, oauth } = options;
  const app = new Hono<SandboxEnv>();

  app.get("/switches", (c) =>
    c.json({ switches: kit.switches.all(), definitions: kit.switches.rows() }),
  );
  app.put("/switches", async (c) => {
    const body = await readBody(c, z.record(z.string(), z.unknown()));
    if (body instanceof Response) return body;
    const wrong = kit.switches.put(body);
    return wrong === null
      ? c.json({ switches: kit.switches.all() })
      : c.json({ error: wrong }, 400);
  });
  // The page's form.
  app.post("/switches", async (c) => {
    const wrong = kit.switches.put(Object.fromEntries(new URLSearchParams(await c.req.text())));
    return wrong === null ? c.redirect("/", 303) : c.text(wrong, 400);
  });

  app.get("/faults", (c) => c.json({ faults: kit.faults.rows() }));
  app.post("/faults", async (c) => {
    const fault = await readBody(c, faultSchema);
    return fault instanceof Response ? fault : c.json({ id: kit.faults.add(fault) }, 201);
  });
  app.delete("/faults", (c) => {
    kit.faults.clear();
    return c.body(null, 204);
  });
  app.delete("/faults/:id{[0-9]+}", (c) =>
    c.body(null, kit.faults.remove(Number(c.req.param("id"))) ? 204 : 404),
  );

  app.get("/clock", (c) => c.json(kit.clock.read()));
  app.put("/clock", async (c) => {
    const change = await readBody(c, clockSchema);
    if (change instanceof Response) return change;
    await kit.clock.set(change);
    return c.json(kit.clock.read());
  });

  app.get("/calls/counts", (c) => c.json({ last: kit.calls.last, counts: kit.calls.counts() }));
  app.get("/calls", (c) => {
    const { since, route, limit, bodies } = c.req.query();
    const filter = {
      since: Number(since ?? 0),
      route,
      limit: limit === undefined ? undefined : Number(limit),
    };
    const found = kit.calls.list(filter, sameRoute);
    return c.json({
      last: kit.calls.last,
      calls: found.map((call) => shown(call, bodies !== "0")),
    });
  });
  app.delete("/calls", (c) => {
    kit.calls.clear();
    return c.body(null, 204);
  });

  app.get("/state", (c) => c.json(options.state(c)));
  app.post("/reset", async (c) => {
    const body = await readBody(c, resetSchema);
    if (body instanceof Response) return body;
    const kept = new Set<(typeof KEEPABLE)[number]>(body.keep);
    if (!kept.has("switches")) kit.switches.reset();
    if (!kept.has("faults")) kit.faults.clear();
    if (!kept.has("clock")) kit.clock.reset();
    if (!kept.has("calls")) kit.calls.clear();
    if (!kept.has("grants")) oauth.reset();
    options.resetState();
    return c.body(null, 204);
  });

  mountOAuthControl(app, oauth);
  return app;
}

/** Bodies are kept as text and answered as JSON where they are JSON. */
function shown(call: Call, bodies: boolean): unknown {
  if (!bodies) return { ...call, requestBody: undefined, responseBody: undefined };
  return {
    ...call,
    requestBody: parsed(call.requestBody),
    responseBody: parsed(call.responseBody),
  };
}

function parsed(body: string | null): unknown {
  if (body === null) return null;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
