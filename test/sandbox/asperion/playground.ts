// The forms of the state page: a person picks or opens a shop, names its webhook address, places orders of every kind,
// and changes, cancels, refunds or deletes them. Each leads back to the shop's page; bad input is answered in words.
import type { Context, Hono } from "hono";
import { z } from "zod";
import type { SandboxEnv } from "../kit/socket.ts";
import type { Vendor } from "./gate.ts";
import { stampNow } from "./local-time.ts";
import { ORDER_ACTS, isAct } from "./order-acts.ts";
import { patchBody, placeBody } from "./order-body.ts";
import { ORDER_KINDS, type OrderInput } from "./order-kinds.ts";
import { editOrder, type Placed, placeOrder } from "./place-order.ts";
import { openLike } from "./seed.ts";
import { articleRow } from "./seed-rows.ts";
import type { Books } from "./store.ts";
import type { Webhooks } from "./webhooks.ts";

const MOST_AT_ONCE = 100;
const count = z.coerce.number().int().min(1).max(MOST_AT_ONCE);
const hookForm = z.object({
  url: z.url(),
  secret: z.string().regex(/^whsec_[A-Za-z0-9+/=]+$/, "begins with whsec_"),
});
const articleForm = z.object({
  articleCode: z.string().min(1),
  salesPrice: z.coerce.number(),
  vatCode: z.string().min(1),
});

export function mountPlayground(app: Hono<SandboxEnv>, vendor: Vendor, webhooks: Webhooks): void {
  const { kit } = vendor;
  const put = (books: Books, input: OrderInput): Placed | string => {
    const read = placeBody.safeParse(input);
    if (!read.success) return z.prettifyError(read.error);
    const placed = placeOrder(books, kit, read.data);
    if (typeof placed !== "string") webhooks.tell(books, placed.event, placed.order.id);
    return placed;
  };

  app.post("/play/shops", async (c) => {
    const name = (await formOf(c)).get("name")?.trim() ?? "";
    if (name === "") return c.text("The shop needs a name.", 400);
    const id = Math.max(...vendor.store().books.keys()) + 1;
    openLike(vendor.store(), { id, name });
    return c.redirect(pageOf(id), 303);
  });

  app.post("/play/:shop{[0-9]+}/webhooks", async (c) => {
    const books = vendor.store().books.get(Number(c.req.param("shop")));
    if (books === undefined) return c.text("There is no such shop.", 404);
    const read = hookForm.safeParse(Object.fromEntries(await formOf(c)));
    if (!read.success) return c.text(z.prettifyError(read.error), 400);
    webhooks.put({ ...read.data, administrationId: books.administration.id });
    return c.redirect(pageOf(books.administration.id), 303);
  });

  app.post("/play/:shop{[0-9]+}/articles", async (c) => {
    const books = vendor.store().books.get(Number(c.req.param("shop")));
    if (books === undefined) return c.text("There is no such shop.", 404);
    const read = articleForm.safeParse(Object.fromEntries(await formOf(c)));
    if (!read.success) return c.text(z.prettifyError(read.error), 400);
    const { articleCode } = read.data;
    if (books.articleByCode(articleCode) !== undefined)
      return c.text(`There is an article "${articleCode}" already.`, 400);
    books.putArticle(
      articleRow(books.nextId("articles"), { ...read.data, description: articleCode }),
    );
    return c.redirect(pageOf(books.administration.id), 303);
  });

  app.post("/play/:shop{[0-9]+}/orders", async (c) => {
    const books = vendor.store().books.get(Number(c.req.param("shop")));
    if (books === undefined) return c.text("There is no such shop.", 404);
    const form = await formOf(c);
    const kind = ORDER_KINDS.find(({ id }) => id === form.get("kind"));
    const times = count.safeParse(form.get("count") ?? 1);
    if (kind === undefined) return c.text("There is no such kind of order.", 400);
    if (!times.success) return c.text(`How many: 1 to ${MOST_AT_ONCE}.`, 400);
    const method = form.get("paymentMethodId") ?? "";
    for (let n = 1; n <= times.data; n += 1) {
      const placed = put(books, {
        ...kind.order(n, stampNow(kit)),
        ...buyerOf(books, form.get("debtorId") ?? ""),
        ...(method === "" ? {} : { paymentMethodId: method }),
      });
      if (typeof placed === "string") return c.text(placed, 400);
    }
    return c.redirect(pageOf(books.administration.id), 303);
  });

  app.post("/play/:shop{[0-9]+}/orders/:id{[0-9]+}", async (c) => {
    const books = vendor.store().books.get(Number(c.req.param("shop")));
    const order = books?.orders.get(Number(c.req.param("id")));
    if (books === undefined || order === undefined) return c.text("There is no such order.", 404);
    const name = (await formOf(c)).get("act") ?? "";
    if (!isAct(name)) return c.text("An order can't be treated so.", 400);
    const wrong = await carryOut(books, order.id, ORDER_ACTS[name].act(order));
    return wrong === null ? c.redirect(pageOf(books.administration.id), 303) : c.text(wrong, 400);
  });

  async function carryOut(
    books: Books,
    id: number,
    act: ReturnType<(typeof ORDER_ACTS)[keyof typeof ORDER_ACTS]["act"]>,
  ): Promise<string | null> {
    const before = books.orders.get(id);
    if (before === undefined) return "There is no such order.";
    switch (act.kind) {
      case "edit": {
        const edited = editOrder(books, kit, before, patchBody.parse(act.patch));
        if (typeof edited === "string") return edited;
        webhooks.tell(books, edited.event, id);
        return null;
      }
      case "refund": {
        const placed = put(books, act.order);
        return typeof placed === "string" ? placed : null;
      }
      case "webhooks": {
        const { id: shop } = books.administration;
        const hook = webhooks.hooks().find(({ administrationId }) => administrationId === shop);
        if (hook === undefined) return "This shop names no webhook address.";
        await Promise.all(
          Array.from({ length: act.times }, () => webhooks.fire(hook, "order.updated", id)),
        );
        return null;
      }
      case "delete": {
        books.deleteOrder(id);
        webhooks.tell(books, "order.deleted", id);
        return null;
      }
    }
  }
}

const formOf = async (c: Context<SandboxEnv>): Promise<URLSearchParams> =>
  new URLSearchParams(await c.req.text());

const pageOf = (shop: number): string => `/?administration=${shop}`;

/** A debtor that was picked takes the place of the buyer of the kind. */
function buyerOf(books: Books, id: string): Partial<OrderInput> {
  const debtor = books.debtors.get(Number(id));
  if (id === "" || debtor === undefined) return {};
  const itself = {
    debtorId: debtor.id,
    companyName: undefined,
    attentionTo: undefined,
    emailAddress: undefined,
    vatNumber: undefined,
    cocNumber: undefined,
  };
  return { ...itself, invoiceAddress: undefined, deliveryAddress: undefined };
}
