// /v1/SalesOrderWithLines: list, one, create, replace. The path is documented, nearly all of the rest is assumed.
// Writing an order stamps `dateLastChange` only when it existed before: a new order has none, so a client that sweeps
// by change date alone never sees it.
import { Hono } from "hono";
import type { SandboxEnv } from "../kit/socket.ts";
import type { Filter, Filters } from "./filters.ts";
import { gate, type Vendor } from "./gate.ts";
import { list } from "./list.ts";
import { stampNow } from "./local-time.ts";
import { type OrderApiBody, orderApiBody, readApiOrder } from "./order-api-body.ts";
import { buildOrder, stockRules } from "./order-build.ts";
import type { Order } from "./order-types.ts";
import { shownDebtor, shownNumber, viewOrder } from "./order-view.ts";
import { type FieldErrors, problem } from "./problem.ts";
import { readApiBody, readValidateOnly } from "./request-body.ts";
import { single } from "./single.ts";
import type { Books } from "./store.ts";
import type { AsperionKit } from "./switches.ts";
import type { Tell } from "./webhooks.ts";

export function orderRoutes(vendor: Vendor, tell: Tell): Hono<SandboxEnv> {
  const { kit } = vendor;
  const app = new Hono<SandboxEnv>();
  const serve = gate(vendor);
  const path = "/v1/SalesOrderWithLines";

  app.get(
    path,
    serve((c, books) => {
      const withLines = kit.switches.get("listsCarryLines") === "yes";
      return list(c, {
        vendor,
        administration: books.administration,
        rows: candidates(books, c.req.query("Id"), kit),
        filters: orderFilters(kit),
        view: (order) => viewOrder(order, kit, withLines),
      });
    }),
  );

  app.get(
    `${path}/:id{[0-9]+}`,
    serve((c, books) => {
      const order = books.orders.get(Number(c.req.param("id")));
      return order === undefined
        ? problem(c, kit, 404, "There is no such sales order.")
        : single(c, vendor, books, viewOrder(order, kit, true));
    }),
  );

  app.post(
    path,
    serve(async (c, books) => {
      const validateOnly = readValidateOnly(c, vendor);
      if (validateOnly instanceof Response) return validateOnly;
      const body = await readApiBody(c, vendor, orderApiBody);
      if (body instanceof Response) return body;
      const id = books.nextId("orders");
      const negative = negativeRefused(body, kit);
      if (negative !== null) return problem(c, kit, 400, "The order is not valid.", negative);
      const draft = readApiOrder(
        body,
        { books, id, now: stampNow(kit) },
        signOf(body.creditsOrderId, kit),
      );
      if ("errors" in draft) return problem(c, kit, 400, "The order is not valid.", draft.errors);
      const order = buildOrder(draft, {
        id,
        dateLastChange: null,
        rounding: kit.switches.get("vatRounding"),
        usedGiftCards: kit.switches.get("usedGiftCards"),
        stockRules: stockRules(kit),
      });
      if (validateOnly) return single(c, vendor, books, { ...viewOrder(order, kit, true), id: 0 });
      books.putOrder(order);
      tell(books, "order.created", id);
      return single(c, vendor, books, viewOrder(order, kit, true), 201);
    }),
  );

  app.put(
    `${path}/:id{[0-9]+}`,
    serve(async (c, books) => {
      const id = Number(c.req.param("id"));
      const body = await readApiBody(c, vendor, orderApiBody);
      if (body instanceof Response) return body;
      const before = books.orders.get(id);
      if (before === undefined) return problem(c, kit, 404, "There is no such sales order.");
      const now = stampNow(kit);
      const negative = negativeRefused(body, kit);
      if (negative !== null) return problem(c, kit, 400, "The order is not valid.", negative);
      const draft = readApiOrder(body, { books, id, now }, signOf(body.creditsOrderId, kit));
      if ("errors" in draft) return problem(c, kit, 400, "The order is not valid.", draft.errors);
      const order = buildOrder(draft, {
        id,
        dateLastChange: now,
        rounding: kit.switches.get("vatRounding"),
        usedGiftCards: kit.switches.get("usedGiftCards"),
        stockRules: stockRules(kit),
      });
      books.putOrder(order);
      tell(books, "order.updated", id);
      return single(c, vendor, books, viewOrder(order, kit, true));
    }),
  );

  return app;
}

function negativeRefused(body: OrderApiBody, kit: AsperionKit): FieldErrors | null {
  if (kit.switches.get("negativeQuantity") !== "refused" || typeof body.creditsOrderId === "number")
    return null;
  const at = body.lines._data.findIndex((line) => line.quantity < 0);
  return at === -1 ? null : { [`lines._data[${at}].quantity`]: ["Must not be negative."] };
}

function signOf(creditsOrderId: number | null | undefined, kit: AsperionKit): 1 | -1 {
  return typeof creditsOrderId === "number" && kit.switches.get("creditSign") === "positive"
    ? -1
    : 1;
}

/** A list of one doesn't walk over all orders: benchmarks read tens of thousands that way. */
function candidates(books: Books, id: string | undefined, kit: AsperionKit): Iterable<Order> {
  if (id === undefined || kit.switches.get("idFilter") !== "works") return books.orders.values();
  const order = books.orders.get(Number(id));
  return order === undefined ? [] : [order];
}

function orderFilters(kit: AsperionKit): Filters<Order> {
  const change = changeFilter<Order>(kit);
  const id: Record<string, Filter<Order>> = {
    works: { Id: { kind: "number", read: (order: Order) => order.id } as const },
    refused: {},
    ignored: { Id: { kind: "ignored", date: false } as const },
  }[kit.switches.get("idFilter")];
  const debtor: Record<string, Filter<Order>> = {
    works: {
      DebtorId: { kind: "number", read: (order: Order) => shownDebtor(order, kit) } as const,
    },
    refused: {},
    ignored: { DebtorId: { kind: "ignored", date: false } as const },
  }[kit.switches.get("debtorFilter")];
  return {
    ...id,
    ...change,
    OrderNumber: { kind: "text", read: (order) => shownNumber(order, kit) },
    Status: { kind: "number", read: (order) => order.status },
    ...debtor,
    Date: { kind: "date", read: (order) => order.date },
  };
}

/** DateLastChange_from/_to by its switch; articles have the same. */
export function changeFilter<Row extends { readonly dateLastChange: string | null }>(
  kit: AsperionKit,
): Filters<Row> {
  switch (kit.switches.get("changeFilter")) {
    case "refused":
      return {};
    case "ignored":
      return { DateLastChange: { kind: "ignored", date: true } };
    case "by-day":
      return {
        DateLastChange: { kind: "date", read: (row) => row.dateLastChange, grain: () => "day" },
      };
    case "works":
      return { DateLastChange: { kind: "date", read: (row) => row.dateLastChange } };
  }
}
