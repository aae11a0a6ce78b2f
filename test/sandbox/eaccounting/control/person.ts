// `POST|PATCH|DELETE /_control/<resource>[/<id>]`: a person works in the ledger's own screen. Customers, articles, orders
// and labels obey the vendor's rules; invoices and drafts are made by the rules and then take what the call says;
// vouchers and the lookup tables are stored as given. A PATCH changes what it names, with a new stamp.
import type { Context, Hono } from "hono";
import type { SandboxEnv } from "../../kit/socket.ts";
import { type Entity, isJsonObject, type JsonObject } from "../json.ts";
import { costCenterItems, costCenters } from "../resources/accounting/cost-centers.ts";
import { fiscalYears } from "../resources/accounting/fiscal-years.ts";
import { projects } from "../resources/accounting/projects.ts";
import { articles } from "../resources/articles.ts";
import { customers } from "../resources/customers.ts";
import {
  codings,
  customerLabels,
  deliveryMethods,
  deliveryTerms,
  termsOfPayments,
  units,
} from "../resources/lookups.ts";
import { convertOrder } from "../resources/order-convert.ts";
import { convertDraft } from "../resources/invoices/convert.ts";
import { invoiceDrafts } from "../resources/invoices/drafts.ts";
import { invoices } from "../resources/invoices/invoices.ts";
import { vouchers } from "../resources/vouchers/vouchers.ts";
import { pay } from "../resources/payments/payments.ts";
import { orders } from "../resources/orders.ts";
import { newId } from "../resources/new-id.ts";
import { type Act, today } from "../vendor/act.ts";
import { shownFields } from "../vendor/extra-fields.ts";
import { VendorFault } from "../vendor/fault.ts";
import { commit, type Resource, show } from "../vendor/resource.ts";
import {
  articleDefaults,
  customerDefaults,
  orderDefaults,
  paymentDefaults,
  rowDefaults,
} from "./defaults.ts";
import { draftByHand, draftChanged, invoiceByHand, voucherByHand } from "./documents.ts";
import { type ControlSite, personOf } from "./mount.ts";
import type { Order } from "../world/entities.ts";

interface Screen<Row extends Entity> {
  readonly resource: Resource<Row>;
  readonly make: (act: Act, body: JsonObject) => Row;
  readonly change: (act: Act, before: Row, body: JsonObject) => Row;
}

export function mountPersonControl(app: Hono<SandboxEnv>, site: ControlSite): void {
  screen(app, site, byRules(customers, customerDefaults));
  screen(app, site, byRules(articles, articleDefaults));
  const article = byRules(articles, articleDefaults);
  app.post("/articles/many", (c) =>
    person(site, c, (act, { rows }) => {
      const made = (Array.isArray(rows) ? rows : []).filter(isJsonObject);
      for (const row of made) commit(act, articles, null, article.make(act, row));
      return c.json({ made: made.length }, 201);
    }),
  );
  screen(app, site, byRules(orders, orderDefaults));
  screen(
    app,
    site,
    byRules(customerLabels, (_act, body) => body),
  );
  screen(app, site, asGiven(invoices, invoiceByHand));
  screen(app, site, { resource: invoiceDrafts, make: draftByHand, change: draftChanged });
  app.post("/orders/:id/convert", (c) =>
    person(site, c, (act) => {
      const order = act.company.orders.get(c.req.param("id"));
      return order === null
        ? c.json({ error: "There is no such order." }, 404)
        : c.json(show(act, invoices, convertOrder(act, order, { WorkHouseOtherCosts: null })), 200);
    }),
  );
  app.post("/customerinvoicedrafts/:id/convert", (c) =>
    person(site, c, (act) => {
      const draft = act.company.invoiceDrafts.get(c.req.param("id"));
      return draft === null
        ? c.json({ error: "There is no such draft." }, 404)
        : c.json(
            show(
              act,
              invoices,
              convertDraft(act, draft, { keepDate: true, expected: null, own: {} }),
            ),
            201,
          );
    }),
  );
  app.post("/customerinvoices/:id/payments", (c) =>
    person(site, c, (act, body) => {
      const invoice = act.company.invoices.get(c.req.param("id"));
      return invoice === null
        ? c.json({ error: "There is no such invoice." }, 404)
        : c.json(pay(act, invoice, paymentDefaults(act, invoice, body)), 201);
    }),
  );
  screen(app, site, asGiven(vouchers, voucherByHand));
  screen(app, site, asGiven(codings, asTyped));
  screen(app, site, asGiven(units, asTyped));
  screen(app, site, asGiven(termsOfPayments, asTyped));
  screen(app, site, asGiven(deliveryMethods, asTyped));
  screen(app, site, asGiven(deliveryTerms, asTyped));
  screen(app, site, asGiven(fiscalYears, asTyped));
  screen(
    app,
    site,
    byRules(projects, (act, body) => ({
      Name: "Typed by hand",
      StartDate: today(act),
      Status: 1,
      ...body,
    })),
  );
  screen(app, site, asGiven(costCenters, asTyped));
  screen(app, site, asGiven(costCenterItems, asTyped));
}

function asTyped(_act: Act, body: JsonObject): Entity {
  return { ...body, Id: newId() };
}

function byRules<Row extends Entity>(
  resource: Resource<Row>,
  defaults: (act: Act, body: JsonObject) => JsonObject,
): Screen<Row> {
  const { create, replace } = resource;
  if (create === undefined || replace === undefined)
    throw new Error(`${resource.path} can't be written`);
  return {
    resource,
    make: (act, body) => create(act, defaults(act, body)),
    change: (act, before, body) => {
      const rows = body["Rows"] === undefined ? {} : { Rows: rowDefaults(act, body["Rows"]) };
      return replace(act, before, {
        ...shownFields(act, resource.fields, show(act, resource, before)),
        ...body,
        ...rows,
      });
    },
  };
}

function asGiven<Row extends Entity>(
  resource: Resource<Row>,
  make: (act: Act, body: JsonObject) => Entity,
): Screen<Row> {
  const stamped = Object.hasOwn(resource.fields, "ModifiedUtc") ? "ModifiedUtc" : "ChangedUtc";
  return {
    resource,
    make: (act, body) => make(act, body) as Row,
    change: (act, before, body) =>
      ({
        ...before,
        ...(Object.hasOwn(resource.fields, stamped) ? { [stamped]: act.world.stamp() } : {}),
        ...body,
        Id: before.Id,
      }) as Row,
  };
}

function screen<Row extends Entity>(
  app: Hono<SandboxEnv>,
  site: ControlSite,
  { resource, make, change }: Screen<Row>,
): void {
  app.post(`/${resource.path}`, (c) =>
    person(site, c, (act, body) =>
      c.json(show(act, resource, commit(act, resource, null, make(act, body))), 201),
    ),
  );
  app.patch(`/${resource.path}/:id`, (c) =>
    person(site, c, (act, body) => {
      const before = resource.table(act.company).get(c.req.param("id"));
      return before === null
        ? c.json({ error: "There is no such object." }, 404)
        : c.json(show(act, resource, commit(act, resource, before, change(act, before, body))));
    }),
  );
  app.delete(`/${resource.path}/:id`, (c) =>
    person(site, c, (act) => {
      const before = resource.table(act.company).get(c.req.param("id"));
      if (before === null) return c.json({ error: "There is no such object." }, 404);
      removeByHand(act, resource, before);
      return c.body(null, 204);
    }),
  );
}

/** As the screen's own delete button does; the vendor's rules aren't asked. */
export function removeByHand<Row extends Entity>(
  act: Act,
  resource: Resource<Row>,
  row: Row,
): void {
  resource.table(act.company).remove(row.Id, act.world.now());
  resource.committed?.(act, row, null);
}

/** An order as somebody changes it at the screen: what `body` names, by the vendor's rules. */
export function changeOrder(act: Act, order: Order, body: JsonObject): void {
  commit(act, orders, order, byRules(orders, orderDefaults).change(act, order, body));
}

/** An article as somebody types it at the screen. */
export function makeArticle(act: Act, body: JsonObject): void {
  commit(act, articles, null, byRules(articles, articleDefaults).make(act, body));
}

async function person(
  site: ControlSite,
  c: Context<SandboxEnv>,
  work: (act: Act, body: JsonObject) => Response,
): Promise<Response> {
  const act = personOf(site, c);
  if (act instanceof Response) return act;
  const text = await c.req.text();
  try {
    const body: unknown = text === "" ? {} : JSON.parse(text);
    return isJsonObject(body)
      ? work(act, body)
      : c.json({ error: "The body is not an object." }, 400);
  } catch (error) {
    if (error instanceof VendorFault)
      return c.json(
        { error: error.message, code: error.code, problems: error.options.problems ?? [] },
        400,
      );
    if (error instanceof SyntaxError) return c.json({ error: "The body is not JSON." }, 400);
    throw error;
  }
}
