/**
 * Trying, comparing and saving rules, and the versions of the settings. Trying and comparing write
 * nothing.
 */
import type { Hono } from "hono";
import { WITH_INPUT } from "../../problem.ts";
import { faultsIn } from "../../../settings/setting-faults.ts";
import { settingsSchema } from "../../../settings/schema.ts";
import {
  previewDocument,
  recordFor,
  sampleOrders,
  findSampleOrder,
  evaluateTypedRule,
} from "../../usecases/settings/field-rules.ts";
import { anyNames } from "../../usecases/settings/names.ts";
import { previewSettings } from "../../usecases/dry-runs/preview.ts";
import { requireTenant } from "../../usecases/tenant-access.ts";
import { customerToTry } from "../../usecases/dry-runs/previewed-records.ts";
import { plainSavedNotice } from "../settings/saving/section-flows.ts";
import { readSettings, writeSettings } from "../../usecases/settings/settings.ts";
import type { PageContext, PageEnv } from "../frame/env.ts";
import { type Form, one } from "../forms/form.ts";
import { granted, homeOf, part as partOfPage } from "../frame/respond.tsx";
import { Lookups } from "./choices.tsx";
import { isPart, mappingPage, type MappingView } from "./page.tsx";
import { RuleFields } from "./rule-fields.tsx";
import { mappingOfTyped, ruleAt, typedIn, typedOf } from "./values.ts";
import { messagesFor } from "../../language.ts";

const MOST_ID = 100;

/** The records that the form names to try rules on: a job, and a debtor's number. */
const triedOn = (form: Form) => ({
  record: one(form, "record").slice(0, MOST_ID) || null,
  debtor: one(form, "debtor").trim().slice(0, MOST_ID),
});

export function mappingRoutes(pages: Hono<PageEnv>): void {
  pages.get("/tenants/:id/mapping", async (c) => {
    const stored = await storedIn(c);
    const typed = typedOf(stored.settings);
    return rulesPage(c, { ...stored, typed, record: null, debtor: "" }, false);
  });

  pages.post("/tenants/:id/mapping/try", (c) => tryRule(c, c.req.param("id")));

  pages.post("/tenants/:id/mapping", (c) => takeRules(c, c.req.param("id")));
}

type Stored = Pick<MappingView, "tenant" | "version" | "settings">;

async function storedIn(c: PageContext): Promise<Stored> {
  const { asking } = c.var;
  const [tenant, read] = await Promise.all([requireTenant(asking), readSettings(asking)]);
  return { tenant: granted(tenant), ...granted(read, homeOf(c)) };
}

type TrialResult = Partial<
  Pick<MappingView, "faults" | "refused" | "isTest" | "preview" | "document">
>;
type RulesShown = Stored & Pick<MappingView, "typed" | "record" | "debtor"> & TrialResult;

/** `mayRead`: a debtor that isn't kept may be asked for. */
async function rulesPage(c: PageContext, shown: RulesShown, mayRead: boolean): Promise<Response> {
  const { settings, record, debtor } = shown;
  const { asking } = c.var;
  const [sample, records, names] = await Promise.all([
    findSampleOrder(asking, record),
    sampleOrders(asking),
    anyNames(asking),
  ]);
  const customer = await customerToTry(asking, settings, {
    number: debtor || null,
    mayRead,
    order: sample,
  });
  return mappingPage(c, {
    names,
    sample,
    customer,
    records,
    faults: [],
    refused: null,
    isTest: false,
    preview: null,
    document: null,
    ...shown,
  });
}

/** One row while it is typed, with what it gives. Nothing is saved, and no vendor is asked. */
async function tryRule(c: PageContext, id: string): Promise<Response> {
  const { signedIn, form, asking } = c.var;
  const part = c.req.query("part");
  const index = Number(c.req.query("rule"));
  const { settings } = granted(await readSettings(asking), homeOf(c));
  if (!isPart(part) || !Number.isInteger(index) || index < 0) return c.notFound();
  const { record, debtor } = triedOn(form);
  const [sample, names] = await Promise.all([findSampleOrder(asking, record), anyNames(asking)]);
  const { source: customer } = await customerToTry(asking, settings, {
    number: debtor || null,
    mayRead: false,
    order: sample,
  });
  const data = recordFor(part, { order: sample.order, customer });
  const rule = ruleAt(form, part, index);
  const { tables } = mappingOfTyped(typedIn(form));
  return partOfPage(
    c,
    signedIn,
    <>
      <RuleFields
        tenantId={id}
        part={part}
        index={index}
        rule={rule}
        orders={settings.orders}
        names={names}
        faults={[]}
        tried={evaluateTypedRule(part, rule, data, tables)}
      />
      <Lookups tables={Object.keys(tables)} again />
    </>,
  );
}

const IS_TEST: ReadonlySet<string> = new Set(["try", "compare"]);

/** Tries, compares or saves the rules as they were typed. */
async function takeRules(c: PageContext, id: string): Promise<Response> {
  const { form, asking } = c.var;
  const { t } = messagesFor(c);
  const stored = await storedIn(c);
  const typed = typedIn(form);
  const { mapping, badLine } = mappingOfTyped(typed);
  const input = { ...stored.settings, mapping };
  const version = Number(one(form, "version"));
  const action = one(form, "action");
  const shown = (told: TrialResult): Promise<Response> =>
    rulesPage(
      c,
      { ...stored, version, typed, ...triedOn(form), isTest: IS_TEST.has(action), ...told },
      action === "try",
    );
  const parsed = settingsSchema.safeParse(input, WITH_INPUT);
  const badTable =
    badLine === null
      ? []
      : [{ path: "mapping.tables", message: t("mapping.badLine", { line: badLine }) }];
  if (!parsed.success) return shown({ faults: [...badTable, ...faultsIn(parsed.error)] });
  if (badTable.length > 0) return shown({ faults: badTable });
  switch (action) {
    case "try": {
      const { record } = triedOn(form);
      return shown({ document: await previewDocument(asking, parsed.data, record) });
    }
    case "compare":
      return shown({ preview: granted(await previewSettings(asking, input), homeOf(c)) });
    default: {
      const written = await writeSettings(asking, { seen: version, input });
      if (written.ok || written.error.kind === "settings-not-told") {
        const done = written.ok ? plainSavedNotice(written.value) : "saved-not-told";
        return c.redirect(`/admin/tenants/${id}/mapping?done=${done}`, 303);
      }
      return shown({
        faults: written.error.errors ?? [],
        ...(written.error.kind === "stale-version" ? { refused: t("settings.refused.stale") } : {}),
      });
    }
  }
}
