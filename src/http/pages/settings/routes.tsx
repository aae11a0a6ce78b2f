/**
 * Showing, comparing and saving a tenant's settings, a section or a look-up at a time. Who saves
 * says which version was seen, so nobody overwrites what they haven't read; comparing writes
 * nothing.
 */
import { readTenantSettings, saveOrCompare, settingsBase, knownPart } from "./saving/saving.ts";
import { lookupRoutes } from "./lookups/lookup-routes.tsx";
import { copyRoutes } from "./copy-routes.tsx";
import { versionsRoutes } from "./versions/versions-routes.tsx";
import type { Hono } from "hono";
import { settingsSchema } from "../../../settings/schema.ts";
import { mayOn } from "../../auth/rights.ts";
import { WITH_INPUT } from "../../problem.ts";
import { faultsIn } from "../../../settings/setting-faults.ts";
import type { PreviewedFlow } from "../../../domain/jobs/run-preview.ts";
import { previewAsTyped } from "../../usecases/dry-runs/run-preview.ts";
import { comparesOrders, previewedFlowOf, savedNoticeOf } from "./saving/section-flows.ts";
import { anyNames } from "../../usecases/settings/names.ts";
import { noticesOf } from "../../usecases/tenants/notifications.ts";
import { tryProducts, tryStock } from "../../usecases/dry-runs/previewed-records.ts";
import { languageOf } from "../../language.ts";
import type { PageContext, PageEnv } from "../frame/env.ts";
import { one } from "../forms/form.ts";
import { fieldsOf, screensSent, type Section, SECTIONS } from "./catalogue/index.ts";
import { indexPage } from "./index-page.tsx";
import { NOT_REFUSED } from "./saving/faults.tsx";
import { resolveParties } from "./parties/look-for.ts";
import { newOnce } from "../forms/once.tsx";
import { noticesRoutes } from "./sections/notices-routes.tsx";
import { sectionPage, type SectionView } from "./section-page.tsx";
import { inputOf, valuesOf } from "./fields/values.ts";
import { cellsIn } from "./fields/cell-field.tsx";
import { switchedOn } from "./sections/voucher-accounts.tsx";
import { withCells } from "../../../settings/lookups/table-cells.ts";
import { recentOrderValues } from "../../usecases/settings/occurred.ts";
import { TRIED_ARTICLE } from "./saving/settings-trial.tsx";
import { orNull } from "../../usecases/refusal.ts";

const MOST_WANTED = 100;

type SectionResult = Pick<
  SectionView,
  "refusal" | "preview" | "tried" | "confirm" | "atOnce" | "toApprove" | "run"
>;

export function settingsRoutes(pages: Hono<PageEnv>): void {
  noticesRoutes(pages);
  versionsRoutes(pages);
  copyRoutes(pages);
  lookupRoutes(pages);
  indexRoute(pages);
  sectionRoutes(pages);
}

function indexRoute(pages: Hono<PageEnv>): void {
  pages.get("/tenants/:id/settings", async (c) => {
    const [found, names, notices] = await Promise.all([
      readTenantSettings(c),
      anyNames(c.var.asking),
      orNull(noticesOf(c.var.asking)),
    ]);
    return indexPage(c, { ...found, names, notices });
  });
}

/** A section of the settings, as it is saved or as it was typed. */
function sectionRoutes(pages: Hono<PageEnv>): void {
  pages.get("/tenants/:id/settings/:section", async (c) => {
    const section = knownPart(c, sectionNamed(c.req.param("section")));
    const [found, names, notices, occurred] = await Promise.all([
      readTenantSettings(c),
      anyNames(c.var.asking),
      noticesIn(c, section),
      hadIn(c, section),
    ]);
    return sectionPage(c, {
      ...found,
      section,
      names,
      values: valuesOf(found.settings),
      refusal: NOT_REFUSED,
      preview: null,
      ...notices,
      ...occurred,
    });
  });

  pages.post("/tenants/:id/settings/:section", async (c) => {
    const { form } = c.var;
    const section = knownPart(c, sectionNamed(c.req.param("section")));
    const { tenant, settings } = await readTenantSettings(c);
    const screens = screensSent(section, [...form.keys()]);
    const fields = screens.flatMap(fieldsOf);
    const looked = await resolveParties(c, fields, valuesOf(settings));
    const shown = async (view: SectionResult) =>
      sectionPage(c, {
        tenant,
        screens,
        settings,
        typed: form,
        section,
        version: Number(one(form, "version")),
        values: looked.form,
        asked: looked.asked,
        names: await anyNames(c.var.asking),
        ...(await noticesIn(c, section)),
        ...(await hadIn(c, section)),
        ...view,
      });
    if (looked.end !== null) return shown({ refusal: looked.end, preview: null });
    const lookups = withCells(settings.lookups, cellsIn(form));
    const input = switchedOn(
      { ...inputOf(settings, looked.form, fields, languageOf(c)), lookups },
      form,
    );
    if (one(form, "action") === "try") return shown(await triedIn(c, section, input));
    const flow = previewedFlowOf(section);
    const orders = comparesOrders(screens);
    if (one(form, "action") === "compare" && flow !== null && !orders)
      return shown(await runIn(c, flow, input));
    const answer = await saveOrCompare(c, { saved: settings, input, comparesOrders: orders });
    if (!("done" in answer)) return shown(answer);
    const here = `${settingsBase(c.req.param("id"))}/${section.id}`;
    return c.redirect(`${here}?done=${savedNoticeOf(section, answer.done)}`, 303);
  });
}

async function noticesIn(
  c: PageContext,
  section: Section,
): Promise<Partial<Pick<SectionView, "notices">>> {
  if (section.id !== "notifications") return {};
  const { deps, actor, tenantId } = c.var.asking;
  return {
    notices: {
      described: await orNull(noticesOf(c.var.asking)),
      once: mayOn(actor, "make-secrets", tenantId) ? newOnce(deps) : null,
    },
  };
}

/** What the last orders had, for a screen whose mappings come first. */
const hadIn = async (c: PageContext, section: Section): Promise<Pick<SectionView, "occurred">> =>
  "mappingsFirst" in section ? { occurred: await recentOrderValues(c.var.asking) } : {};

/** The settings as typed, on one article; nothing is written. */
async function triedIn(
  c: PageContext,
  section: Section,
  input: unknown,
): Promise<Pick<SectionView, "refusal" | "preview" | "tried">> {
  const parsed = settingsSchema.safeParse(input, WITH_INPUT);
  if (!parsed.success)
    return { refusal: { faults: faultsIn(parsed.error), stale: false }, preview: null };
  const { asking } = c.var;
  const number = one(c.var.form, TRIED_ARTICLE).trim().slice(0, MOST_WANTED) || null;
  const untried = { refusal: NOT_REFUSED, preview: null };
  if (section.id === "products") {
    const tried = await tryProducts(asking, parsed.data, number);
    return { ...untried, tried: { of: "products", tried } };
  }
  if (section.id !== "stock") return untried;
  const tried = await tryStock(asking, parsed.data, number);
  return { ...untried, tried: { of: "stock", tried } };
}

/** What the next run of a flow would write with the settings as typed; nothing is written. */
async function runIn(c: PageContext, flow: PreviewedFlow, input: unknown): Promise<SectionResult> {
  const parsed = settingsSchema.safeParse(input, WITH_INPUT);
  if (!parsed.success)
    return { refusal: { faults: faultsIn(parsed.error), stale: false }, preview: null };
  const run = await previewAsTyped(c.var.asking, flow, parsed.data);
  return { refusal: NOT_REFUSED, preview: null, run };
}

const sectionNamed = (name: string): Section | undefined =>
  SECTIONS.find((section) => section.id === name);
