// Control of orders: place or replace, edit, delete, and many at once for benchmarks.
// `administrationId` left out means the demo shop (123), not the API's default administration.
import type { Context, Hono } from "hono";
import { z } from "zod";
import { readBody } from "../kit/read-body.ts";
import type { SandboxEnv } from "../kit/socket.ts";
import type { Vendor } from "./gate.ts";
import { stampNow } from "./local-time.ts";
import { patchBody, placeBody } from "./order-body.ts";
import { viewOrder } from "./order-view.ts";
import { editOrder, placeOrder } from "./place-order.ts";
import { DEMO_SHOP } from "./seed.ts";
import { debtorRow } from "./seed-rows.ts";
import type { Books } from "./store.ts";
import type { Tell } from "./webhooks.ts";

const manyBody = z.strictObject({
  administrationId: z.int().optional(),
  count: z.int().min(1).max(200_000),
  /**
   * All orders of this debtor; else `customers` new debtors take turns (default: one for each
   * order).
   */
  debtorId: z.int().optional(),
  customers: z.int().min(1).optional(),
  firstId: z.int().min(1).optional(),
  /** What each order is like; the rest as for a placed order. */
  order: placeBody
    .omit({ id: true, administrationId: true, debtorId: true, notify: true })
    .partial()
    .default({}),
  notify: z.boolean().default(false),
});

export function mountOrderControl(app: Hono<SandboxEnv>, vendor: Vendor, tell: Tell): void {
  const { kit } = vendor;

  function booksOf(c: Context<SandboxEnv>, id: number | undefined): Books | Response {
    const wanted = id ?? Number(c.req.query("administrationId") ?? DEMO_SHOP);
    return (
      vendor.store().books.get(wanted) ??
      c.json({ error: `There is no administration ${wanted}.` }, 400)
    );
  }

  app.post("/orders", async (c) => {
    const body = await readBody(c, placeBody);
    if (body instanceof Response) return body;
    const books = booksOf(c, body.administrationId);
    if (books instanceof Response) return books;
    const placed = placeOrder(books, kit, body);
    if (typeof placed === "string") return c.json({ error: placed }, 400);
    if (body.notify) tell(books, placed.event, placed.order.id);
    return c.json(viewOrder(placed.order, kit, true), placed.event === "order.created" ? 201 : 200);
  });

  app.patch("/orders/:id{[0-9]+}", async (c) => {
    const body = await readBody(c, patchBody);
    if (body instanceof Response) return body;
    const books = booksOf(c, body.administrationId);
    if (books instanceof Response) return books;
    const before = books.orders.get(Number(c.req.param("id")));
    if (before === undefined) return c.json({ error: "There is no such order." }, 404);
    const placed = editOrder(books, kit, before, body);
    if (typeof placed === "string") return c.json({ error: placed }, 400);
    if (body.notify) tell(books, placed.event, placed.order.id);
    return c.json(viewOrder(placed.order, kit, true));
  });

  app.delete("/orders/:id{[0-9]+}", (c) => {
    const books = booksOf(c, undefined);
    if (books instanceof Response) return books;
    const id = Number(c.req.param("id"));
    if (!books.deleteOrder(id)) return c.json({ error: "There is no such order." }, 404);
    if (c.req.query("notify") !== "false") tell(books, "order.deleted", id);
    return c.body(null, 204);
  });

  app.post("/seed/orders", async (c) => {
    const body = await readBody(c, manyBody);
    if (body instanceof Response) return body;
    const books = booksOf(c, body.administrationId);
    if (books instanceof Response) return books;
    const debtorIds =
      body.debtorId === undefined
        ? newDebtors(books, body.customers ?? body.count, stampNow(kit))
        : [body.debtorId];
    const firstId = body.firstId ?? books.nextId("orders");
    const lines = body.order.lines ?? [{ articleCode: "TSHIRT", quantity: 1 }];
    for (let n = 0; n < body.count; n += 1) {
      const debtorId = debtorIds[n % debtorIds.length];
      const placed = placeOrder(books, kit, {
        ...body.order,
        lines,
        id: firstId + n,
        debtorId,
        notify: body.notify,
      });
      if (typeof placed === "string") return c.json({ error: placed }, 400);
      if (body.notify) tell(books, placed.event, placed.order.id);
    }
    return c.json(
      { firstId, lastId: firstId + body.count - 1, debtorIds: [debtorIds[0], debtorIds.at(-1)] },
      201,
    );
  });
}

function newDebtors(books: Books, count: number, dateAdded: string): number[] {
  return Array.from({ length: count }, () => {
    const id = books.nextId("debtors");
    books.putDebtor(debtorRow(id, dateAdded, { name: `Customer ${id}`, paymentConditionId: 1 }));
    return id;
  });
}
