// Control of administrations: another shop like the demo one, with books of its own, for whoever may see the demo shop;
// and what lists of articles leave out.
import type { Hono } from "hono";
import { z } from "zod";
import { readBody } from "../kit/read-body.ts";
import type { SandboxEnv } from "../kit/socket.ts";
import type { Vendor } from "./gate.ts";
import { openLike } from "./seed.ts";

const schema = z.strictObject({ id: z.int().min(1), name: z.string().min(1) });

export function mountAdministrationControl(app: Hono<SandboxEnv>, vendor: Vendor): void {
  app.post("/administrations", async (c) => {
    const body = await readBody(c, schema);
    if (body instanceof Response) return body;
    if (vendor.store().books.has(body.id))
      return c.json({ error: `There is an administration ${body.id} already.` }, 400);
    openLike(vendor.store(), body);
    return c.json(body, 201);
  });
  app.put("/articles/hidden-in-lists", async (c) => {
    const body = await readBody(c, z.strictObject({ fields: z.array(z.string()) }));
    if (body instanceof Response) return body;
    vendor.store().hiddenInLists = body.fields;
    return c.json(body);
  });
}
