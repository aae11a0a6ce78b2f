/**
 * Trying, comparing and saving rules, and the versions of the settings. Trying and comparing write
 * nothing.
 */
import type { Hono } from "hono";
import { settingsSchema } from "../../../settings/schema.ts";
import type { EdgeDeps } from "../../deps.ts";
import { type Fault, faultsOf, WITH_INPUT } from "../../problem.ts";
import { documentUnder, recordFor, recordsOf, sampleOf, triedRule } from "../../usecases/mapper.ts";
import { anyNames } from "../../usecases/names.ts";
import { previewSettings } from "../../usecases/preview.ts";
import { reach } from "../../usecases/reach.ts";
import { customerToTry } from "../../usecases/tried-records.ts";
import { readSettings, writeSettings } from "../../usecases/settings.ts";
import type { PageEnv } from "../env.ts";
import { type Form, one } from "../form.ts";
import { homeOf, part as partOfPage, refusedPage } from "../respond.tsx";
import { Lookups } from "./choices.tsx";
import { isPart, mappingPage, type MappingView } from "./page.tsx";
import { RuleFields } from "./rule-fields.tsx";
import { mappingOfTyped, ruleAt, typedIn, typedOf } from "./values.ts";
import { messagesFor } from "../../language.ts";

const MOST_ID = 100;

/** What the form names to try rules on: a job, and the number of a debtor. */
const triedOn = (form: Form) => ({
  record: one(form, "record").slice(0, MOST_ID) || null,
  debtor: one(form, "debtor").trim().slice(0, MOST_ID),
});

export function mappingRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  pages.get("/tenants/:id/mapping", async (c) => {
    const { signedIn } = c.var;
    const id = c.req.param("id");
    const [tenant, read] = await Promise.all([
      reach(deps, signedIn.actor, id),
      readSettings(deps, signedIn.actor, id),
    ]);
    if (!tenant.ok) return refusedPage(c, signedIn, tenant.error, homeOf(c));
    if (!read.ok) return refusedPage(c, signedIn, read.error, homeOf(c));
    const { version, settings } = read.value;
    const [sample, records, names] = await Promise.all([
      sampleOf(deps, signedIn.actor, id, null),
      recordsOf(deps, signedIn.actor, id),
      anyNames(deps, signedIn.actor, id),
    ]);
    const customer = await customerToTry(deps, signedIn.actor, id, settings, {
      number: null,
      mayRead: false,
      order: sample,
    });
    return mappingPage(c, {
      tenant: tenant.value,
      version,
      settings,
      typed: typedOf(settings),
      names,
      sample,
      customer,
      debtor: "",
      records,
      record: null,
      faults: [],
      refused: null,
      preview: null,
      document: null,
    });
  });

  // One row while it is typed, with what its expression gives. Nothing is saved or asked of a
  // vendor.
  pages.post("/tenants/:id/mapping/try", async (c) => {
    const { signedIn, form } = c.var;
    const id = c.req.param("id");
    const part = c.req.query("part");
    const index = Number(c.req.query("rule"));
    const read = await readSettings(deps, signedIn.actor, id);
    if (!read.ok) return refusedPage(c, signedIn, read.error, homeOf(c));
    if (!isPart(part) || !Number.isInteger(index) || index < 0) return c.notFound();
    const { settings } = read.value;
    const { record, debtor } = triedOn(form);
    const [sample, names] = await Promise.all([
      sampleOf(deps, signedIn.actor, id, record),
      anyNames(deps, signedIn.actor, id),
    ]);
    const { source: customer } = await customerToTry(deps, signedIn.actor, id, settings, {
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
          tried={triedRule(part, rule, data, tables)}
        />
        <Lookups tables={Object.keys(tables)} again />
      </>,
    );
  });

  pages.post("/tenants/:id/mapping", async (c) => {
    const { signedIn, form } = c.var;
    const id = c.req.param("id");
    const [tenant, read] = await Promise.all([
      reach(deps, signedIn.actor, id),
      readSettings(deps, signedIn.actor, id),
    ]);
    if (!tenant.ok) return refusedPage(c, signedIn, tenant.error, homeOf(c));
    if (!read.ok) return refusedPage(c, signedIn, read.error, homeOf(c));
    const { settings } = read.value;
    const typed = typedIn(form);
    const { mapping, badLine } = mappingOfTyped(typed);
    const input = { ...settings, mapping };
    const seen = Number(one(form, "version"));
    const { record, debtor } = triedOn(form);
    const shown = async (over: {
      faults?: readonly Fault[];
      refused?: string;
      preview?: MappingView["preview"];
      document?: MappingView["document"];
    }) => {
      const [sample, records, names] = await Promise.all([
        sampleOf(deps, signedIn.actor, id, record),
        recordsOf(deps, signedIn.actor, id),
        anyNames(deps, signedIn.actor, id),
      ]);
      const customer = await customerToTry(deps, signedIn.actor, id, settings, {
        number: debtor || null,
        mayRead: one(form, "action") === "try",
        order: sample,
      });
      return mappingPage(c, {
        tenant: tenant.value,
        version: seen,
        settings,
        typed,
        names,
        sample,
        customer,
        debtor,
        records,
        record,
        faults: over.faults ?? [],
        refused: over.refused ?? null,
        preview: over.preview ?? null,
        document: over.document ?? null,
      });
    };
    const parsed = settingsSchema.safeParse(input, WITH_INPUT);
    const faults = [
      ...(badLine === null
        ? []
        : [
            {
              path: "mapping.tables",
              message: messagesFor(c).t("mapping.badLine", { line: badLine }),
            },
          ]),
      ...(parsed.success ? [] : faultsOf(parsed.error)),
    ];
    if (faults.length > 0) return shown({ faults });
    switch (one(form, "action")) {
      case "try":
        return shown({
          document: parsed.success
            ? await documentUnder(deps, signedIn.actor, id, parsed.data, record)
            : null,
        });
      case "compare": {
        const preview = await previewSettings(deps, signedIn.actor, id, input);
        return preview.ok
          ? shown({ preview: preview.value })
          : refusedPage(c, signedIn, preview.error, homeOf(c));
      }
      default: {
        const written = await writeSettings(deps, signedIn.actor, id, seen, input);
        if (written.ok || written.error.kind === "settings-not-told")
          return c.redirect(
            `/admin/tenants/${id}/mapping?done=${written.ok ? "saved" : "saved-not-told"}`,
            303,
          );
        return shown({
          faults: written.error.errors ?? [],
          ...(written.error.kind === "stale-version"
            ? { refused: messagesFor(c).t("settings.refused.stale") }
            : {}),
        });
      }
    }
  });
}
