// The company's settings as its administrator has them: modules, locked periods, rounding, price display.
import type { Hono } from "hono";
import { z } from "zod";
import { readBody } from "../../kit/read-body.ts";
import type { SandboxEnv } from "../../kit/socket.ts";
import { addCompany } from "../seed-world.ts";
import { PLANS } from "../world/seed/plans/index.ts";
import { type ControlSite, personOf } from "./mount.ts";

const companySchema = z.strictObject({
  Name: z.string().min(1).optional(),
  CountryCode: z.string().length(2).optional(),
  CurrencyCode: z.string().length(3).optional(),
  ShowPricesExclVatPC: z.boolean().optional(),
  DomesticCurrencyRounding: z.union([z.literal(0), z.literal(1)]).optional(),
  UsesMoss: z.boolean().optional(),
  UsesReverseConstructionVat: z.boolean().optional(),
  KeepOriginalDraftDate: z.boolean().optional(),
  UseAutomaticVatCalculation: z.boolean().optional(),
  /** 1 Standard, 2 Invoicing, 3 Bookkeeping, 4 Solo, 5 Pro, 6 InvoicingCollaboration. */
  ProductVariant: z.int().min(1).max(6).optional(),
  UsesRotReducedInvoicing: z.boolean().optional(),
  CorporateIdentityNumber: z.string().optional(),
  CompanyStatus: z.union([z.literal(0), z.literal(1), z.literal(2)]).optional(),
  /** ActivatedModules, e.g. ["api_standard", "order_standard", "stock_standard"]. */
  modules: z.array(z.string()).optional(),
  /** AccountingLockedTo: this day and all before are locked. */
  lockedTo: z.iso.date().nullable().optional(),
  series: z
    .strictObject({
      customer: z.int(),
      order: z.int(),
      invoice: z.int(),
      article: z.int(),
      voucher: z.int(),
    })
    .partial()
    .optional(),
});

/**
 * `customersAbroad`: also customers of the Netherlands, Germany and Norway, a company and a person
 * of each.
 */
const newCompanySchema = z.strictObject({
  name: z.string().min(1).max(50),
  country: z.enum(["SE", "NL", "NO", "FI"]).default("SE"),
  customersAbroad: z.boolean().default(false),
});

export function mountCompanyControl(app: Hono<SandboxEnv>, site: ControlSite): void {
  app.get("/companies", (c) =>
    c.json({
      companies: site.world().companies.map((company) => ({ id: company.id, name: company.name })),
    }),
  );
  app.post("/companies", async (c) => {
    const body = await readBody(c, newCompanySchema);
    if (body instanceof Response) return body;
    if (site.world().company(body.name) !== null)
      return c.json({ error: `There is a company "${body.name}" already.` }, 400);
    const company = addCompany(site.world(), site.kit, {
      name: body.name,
      plan: PLANS[body.country],
      abroad: body.customersAbroad,
    });
    return c.json({ id: company.id, name: company.name }, 201);
  });
  app.get("/company", (c) => {
    const act = personOf(site, c);
    return act instanceof Response
      ? act
      : c.json({ id: act.company.id, settings: act.world.settingsOf(act.company) });
  });
  app.put("/company", async (c) => {
    const act = personOf(site, c);
    if (act instanceof Response) return act;
    const body = await readBody(c, companySchema);
    if (body instanceof Response) return body;
    const { modules, lockedTo, series, ...settings } = body;
    const given = Object.fromEntries(
      Object.entries(settings).filter(([, value]) => value !== undefined),
    );
    act.company.settings = {
      ...act.company.settings,
      ...given,
      ...(modules === undefined ? {} : { ActivatedModules: modules }),
      ...(lockedTo === undefined ? {} : { AccountingLockedTo: lockedTo }),
    };
    for (const [name, value] of Object.entries(series ?? {})) {
      if (name === "voucher" && typeof value === "number") act.company.startVouchersAt(value);
      else if (typeof value === "number") Object.assign(act.company.series, { [name]: value });
    }
    return c.json({ id: act.company.id, settings: act.world.settingsOf(act.company) });
  });
}
