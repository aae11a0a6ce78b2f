// The page's form: an order of one line, then back to the page.
import type { Hono } from "hono";
import type { SandboxEnv } from "../kit/socket.ts";
import type { Vendor } from "./gate.ts";
import { placeBody } from "./order-body.ts";
import { placeOrder } from "./place-order.ts";
import { DEMO_SHOP } from "./seed.ts";
import type { Tell } from "./webhooks.ts";

export function mountOrderForm(app: Hono<SandboxEnv>, vendor: Vendor, tell: Tell): void {
  app.post("/orders/form", async (c) => {
    const form = new URLSearchParams(await c.req.text());
    const debtorId = form.get("debtorId") ?? "";
    const read = placeBody.safeParse({
      administrationId: Number(form.get("administrationId") ?? DEMO_SHOP),
      debtorId: debtorId === "" ? null : Number(debtorId),
      currencyCode: form.get("currencyCode") ?? undefined,
      pricesIncludeVat: form.get("pricesIncludeVat") === "true",
      ...(debtorId === "" ? { emailAddress: "guest@example.com", attentionTo: "A guest" } : {}),
      lines: [
        { articleCode: form.get("articleCode"), quantity: Number(form.get("quantity") ?? 1) },
      ],
    });
    const books = vendor.store().books.get(read.data?.administrationId ?? DEMO_SHOP);
    if (!read.success || books === undefined) return c.text("The order could not be read.", 400);
    const placed = placeOrder(books, vendor.kit, read.data);
    if (typeof placed === "string") return c.text(placed, 400);
    tell(books, placed.event, placed.order.id);
    return c.redirect("/", 303);
  });
}
