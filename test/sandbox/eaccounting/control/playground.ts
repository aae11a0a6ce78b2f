// The forms of the state page: a person opens a company, types articles, locks a period, and books, pays, changes or
// deletes documents of any company. Each leads back to the company's page; what the vendor would refuse is answered in
// its words.
import type { Context, Hono } from "hono";
import { z } from "zod";
import type { SandboxEnv } from "../../kit/socket.ts";
import type { Entity } from "../json.ts";
import { articles } from "../resources/articles.ts";
import { customers } from "../resources/customers.ts";
import { convertDraft } from "../resources/invoices/convert.ts";
import { invoiceDrafts } from "../resources/invoices/drafts.ts";
import { invoices } from "../resources/invoices/invoices.ts";
import { orders } from "../resources/orders.ts";
import { pay } from "../resources/payments/payments.ts";
import { vouchers } from "../resources/vouchers/vouchers.ts";
import { addCompany, personIn } from "../seed-world.ts";
import { type Act, today } from "../vendor/act.ts";
import { VendorFault } from "../vendor/fault.ts";
import type { Resource } from "../vendor/resource.ts";
import type { Company } from "../world/company.ts";
import { PLANS } from "../world/seed/plans/index.ts";
import { paymentDefaults } from "./defaults.ts";
import type { ControlSite } from "./mount.ts";
import { changeOrder, makeArticle, removeByHand } from "./person.ts";

type Do = (act: Act, id: string) => string | null;

const GONE = "There is no such document.";

/** `null`: done. */
function on<Row extends Entity>(resource: Resource<Row>, act: (act: Act, row: Row) => void): Do {
  return (by, id) => {
    const row = resource.table(by.company).get(id);
    if (row === null) return GONE;
    act(by, row);
    return null;
  };
}
const remove = <Row extends Entity>(resource: Resource<Row>): Do =>
  on(resource, (act, row) => removeByHand(act, resource, row));

/** What can be done with a document, by the path of its kind. */
export const DOCUMENT_ACTS: Readonly<
  Record<string, Readonly<Record<string, { readonly says: string; readonly act: Do }>>>
> = {
  orders: {
    dearer: {
      says: "Raise the first row's price by 1",
      act: on(orders, (act, order) =>
        changeOrder(act, order, {
          Rows: order.Rows.map((row, at) =>
            at === 0 ? { ...row, UnitPrice: row.UnitPrice + 1 } : row,
          ),
        }),
      ),
    },
    delete: { says: "Delete", act: remove(orders) },
  },
  customerinvoicedrafts: {
    book: {
      says: "Book",
      act: on(invoiceDrafts, (act, draft) => {
        convertDraft(act, draft, { keepDate: true, expected: null, own: {} });
      }),
    },
    delete: { says: "Delete", act: remove(invoiceDrafts) },
  },
  customerinvoices: {
    pay: {
      says: "Register its payment",
      act: on(invoices, (act, invoice) => {
        pay(act, invoice, paymentDefaults(act, invoice, {}));
      }),
    },
    delete: { says: "Delete (the vendor itself never does)", act: remove(invoices) },
  },
  vouchers: { delete: { says: "Delete (the vendor itself never does)", act: remove(vouchers) } },
  customers: { delete: { says: "Delete", act: remove(customers) } },
  articles: { delete: { says: "Delete", act: remove(articles) } },
};

const companyForm = z.object({
  name: z.string().trim().min(1).max(50),
  country: z.enum(["SE", "NL", "NO", "FI"]),
});
const articleForm = z.object({
  Number: z.string().trim().min(1),
  CodingName: z.string().min(1),
  NetPrice: z.coerce.number(),
});

export function mountPlayground(app: Hono<SandboxEnv>, site: ControlSite): void {
  app.post("/play/companies", async (c) => {
    const read = companyForm.safeParse(await formOf(c));
    if (!read.success) return c.text(z.prettifyError(read.error), 400);
    const { name, country } = read.data;
    if (site.world().company(name) !== null)
      return c.text(`There is a company "${name}" already.`, 400);
    const company = addCompany(site.world(), site.kit, {
      name,
      plan: PLANS[country],
      abroad: false,
    });
    return c.redirect(pageOf(company), 303);
  });

  app.post("/play/:company/articles", (c) =>
    person(site, c, (act, form) => {
      const read = articleForm.safeParse(form);
      if (!read.success) return z.prettifyError(read.error);
      makeArticle(act, read.data);
      return null;
    }),
  );

  app.post("/play/:company/lock", (c) =>
    person(site, c, (act, form) => {
      const to = form["lock"] === "today" ? today(act) : null;
      act.company.settings = { ...act.company.settings, AccountingLockedTo: to };
      return null;
    }),
  );

  app.post("/play/:company/:kind/:id", (c) =>
    person(site, c, (act, form) => {
      const acts = own(DOCUMENT_ACTS, c.req.param("kind"));
      const chosen = acts === undefined ? undefined : own(acts, form["act"] ?? "");
      return chosen === undefined
        ? "A document can't be treated so."
        : chosen.act(act, c.req.param("id"));
    }),
  );
}

const own = <Value>(values: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(values, name) ? values[name] : undefined;

type Form = Readonly<Record<string, string>>;

const formOf = async (c: Context<SandboxEnv>): Promise<Form> =>
  Object.fromEntries(new URLSearchParams(await c.req.text()));

const pageOf = (company: Company): string => `/?company=${company.id}`;

/** What a person does in one company; a text says why it didn't happen. */
async function person(
  site: ControlSite,
  c: Context<SandboxEnv>,
  work: (act: Act, form: Form) => string | null,
): Promise<Response> {
  const company = site.world().company(c.req.param("company"));
  if (company === null) return c.text("There is no such company.", 404);
  const form = await formOf(c);
  try {
    const wrong = work(personIn(site.world(), site.kit, company), form);
    return wrong === null ? c.redirect(pageOf(company), 303) : c.text(wrong, 400);
  } catch (error) {
    if (error instanceof VendorFault) return c.text(error.message, 400);
    throw error;
  }
}
