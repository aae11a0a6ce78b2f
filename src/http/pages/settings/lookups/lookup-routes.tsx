/** The pages of look-ups: all at a glance, and one at a time. */
import { readTenantSettings, saveOrCompare, settingsBase, knownPart } from "../saving/saving.ts";
import type { Hono } from "hono";
import type { Settings } from "../../../../settings/schema.ts";
import { runFlow } from "../../../usecases/tenants/control.ts";
import { anyNames } from "../../../usecases/settings/names.ts";
import { recentOrderValues } from "../../../usecases/settings/occurred.ts";
import type { Preview } from "../../../usecases/dry-runs/preview.ts";
import type { PageContext, PageEnv } from "../../frame/env.ts";
import { one, many } from "../../forms/form.ts";
import { type LookupDefinition, lookupNamed } from "../../../../settings/lookups/lookup-lists.ts";
import { NOT_REFUSED, type Refusal } from "../saving/faults.tsx";
import { savedNoticeOfLookup } from "../saving/section-flows.ts";
import { resolveLookupParties } from "../parties/look-for.ts";
import { lookupPage } from "./lookup-page.tsx";
import { lookupsPage, type ListView } from "./lookups-page.tsx";
import { cellsIn } from "../fields/cell-field.tsx";
import { type GridName, GRIDS } from "./mapping-grid.tsx";
import { usedByValue } from "../../../../settings/lookups/occurred-values.ts";
import { isLookupUsable } from "../../../../settings/lookups/used-lookups.ts";
import { withCells } from "../../../../settings/lookups/table-cells.ts";
import {
  type LookupForm,
  lookupForm,
  lookupInput,
  lookupTyped,
  tableFaults,
  tableFaultText,
} from "./lookup-values.ts";
import { messagesFor } from "../../../language.ts";
import { changed, part, granted } from "../../frame/respond.tsx";
import { findParties } from "../../../usecases/settings/find-parties.ts";
import { defined } from "../../../../domain/platform/defined.ts";
import { requireTenant } from "../../../usecases/tenant-access.ts";
import { Suggestions } from "../parties/suggestions.tsx";

const MOST_WANTED = 100;

/** A value that the address names; very long, it is none of the shop's. */
const namedBy = (c: PageContext, parameter: "for" | "row" | "find"): string | null => {
  const named = c.req.query(parameter) ?? "";
  return named === "" || named.length > MOST_WANTED ? null : named;
};

/** Rows are looked for among what was typed: nothing is checked or saved. */
const looksForRows = (c: PageContext): boolean =>
  c.req.method === "POST" && one(c.var.form, "action") === "find";

const rowsFound = (c: PageContext): string =>
  looksForRows(c)
    ? one(c.var.form, "find").slice(0, MOST_WANTED)
    : (namedBy(c, "find")?.trim() ?? "");

/** What a held order asks for. */
const wantedOf = (c: PageContext): string | null => namedBy(c, "for");

const MOST_COUNTRIES = 10;

const gridWanted = (c: PageContext): GridName | null =>
  GRIDS.find((name) => name === c.req.query("grid")) ?? null;

/** Countries that the address asks a column for. */
const countriesWanted = (c: PageContext): readonly string[] =>
  (c.req.queries("country") ?? [])
    .map((country) => country.trim().toUpperCase())
    .filter((country) => /^([A-Z]{2}|EU|WORLD)$/.test(country))
    .slice(0, MOST_COUNTRIES);

export function lookupRoutes(pages: Hono<PageEnv>): void {
  articleSearchRoutes(pages);
  allLookups(pages);
  oneLookup(pages);
}

function allLookups(pages: Hono<PageEnv>): void {
  pages.get("/tenants/:id/settings/lookups", (c) =>
    listShown(c, async () => ({ typed: new Map(), refusal: NOT_REFUSED, preview: null })),
  );

  pages.post("/tenants/:id/settings/lookups", (c) => {
    const id = c.req.param("id");
    return listShown(c, async (settings) => {
      const lookups = withCells(settings.lookups, cellsIn(c.var.form));
      const answer = await saveOrCompare(c, { saved: settings, input: { ...settings, lookups } });
      if (!("done" in answer)) return { typed: c.var.form, ...answer };
      const address = new URLSearchParams(new URL(c.req.url).search);
      address.set("done", answer.done);
      return c.redirect(`${settingsBase(id)}/lookups?${address}`, 303);
    });
  });

  pages.post("/tenants/:id/settings/lookups/fetch", async (c) => {
    const back = lookupNamed(one(c.var.form, "back"));
    const all = `${settingsBase(c.req.param("id"))}/lookups`;
    const here = back === undefined ? all : `${all}/${back.name}`;
    return changed(c, runFlow(c.var.asking, "lookups"), `${here}?done=refreshing`);
  });
}

function oneLookup(pages: Hono<PageEnv>): void {
  pages.get("/tenants/:id/settings/lookups/:name", (c) => {
    const lookup = knownPart(c, lookupNamed(c.req.param("name")));
    return lookupShown(c, lookup, async (form) => ({
      form,
      refusal: NOT_REFUSED,
      preview: null,
    }));
  });

  pages.post("/tenants/:id/settings/lookups/:name", (c) => {
    const lookup = knownPart(c, lookupNamed(c.req.param("name")));
    return lookupShown(c, lookup, async (shown, settings) => {
      if (looksForRows(c))
        return {
          form: lookupTyped(lookup, c.var.form, shown),
          version: Number(one(c.var.form, "version")),
          refusal: NOT_REFUSED,
          preview: null,
        };
      const looked = await resolveLookupParties(c, {
        lookup,
        typed: lookupTyped(lookup, c.var.form, shown),
        before: shown,
      });
      const { form } = looked;
      const version = Number(one(c.var.form, "version"));
      const { t } = messagesFor(c);
      const described = [
        ...tableFaults(form, lookup.name).map((fault) => tableFaultText(t, fault)),
        ...looked.faults,
      ];
      const faults = described.map((message) => ({ path: `lookups.${lookup.name}`, message }));
      if (faults.length > 0)
        return { form, version, refusal: { faults, stale: false }, preview: null };
      const lookups = { ...settings.lookups, [lookup.name]: lookupInput(form) };
      const answer = await saveOrCompare(c, { saved: settings, input: { ...settings, lookups } });
      if (!("done" in answer)) return { form, version, ...answer };
      const wanted = wantedOf(c);
      const told = new URLSearchParams({
        done: savedNoticeOfLookup(lookup, answer.done),
        ...(wanted === null ? {} : { for: wanted }),
        ...defined({ find: namedBy(c, "find")?.trim() }),
      });
      const here = `${settingsBase(c.req.param("id"))}/lookups/${lookup.name}`;
      return c.redirect(`${here}?${told}`, 303);
    });
  });
}

/** All mappings, as they stand or as they were typed. */
async function listShown(
  c: PageContext,
  decide: (
    settings: Settings,
  ) => Promise<Pick<ListView, "typed" | "refusal" | "preview"> | Response>,
): Promise<Response> {
  const [found, names, orders] = await Promise.all([
    readTenantSettings(c),
    anyNames(c.var.asking),
    recentOrderValues(c.var.asking),
  ]);
  const { settings } = found;
  const shown = await decide(settings);
  return shown instanceof Response
    ? shown
    : lookupsPage(c, {
        ...found,
        names,
        orders,
        occurred: ({ name }) => usedByValue(orders, name),
        grid: gridWanted(c) ?? GRIDS.find((one) => isLookupUsable(settings, one)) ?? GRIDS[0],
        countries: countriesWanted(c),
        ...shown,
      });
}

/** A look-up's page, as it stands or as it was typed. */
async function lookupShown(
  c: PageContext,
  lookup: LookupDefinition,
  decide: (
    shown: LookupForm,
    settings: Settings,
  ) => Promise<
    | {
        readonly form: LookupForm;
        readonly refusal: Refusal;
        readonly preview: Preview | null;
        readonly version?: number;
      }
    | Response
  >,
): Promise<Response> {
  const [{ tenant, settings, version }, names, orders] = await Promise.all([
    readTenantSettings(c),
    anyNames(c.var.asking),
    recentOrderValues(c.var.asking),
  ]);
  const [wanted, opened] = [wantedOf(c), namedBy(c, "row")];
  const form = lookupForm(
    lookup,
    settings.lookups[lookup.name],
    names,
    usedByValue(orders, lookup.name),
    { wanted, opened },
  );
  const shown = await decide(form, settings);
  return shown instanceof Response
    ? shown
    : lookupPage(c, {
        tenant,
        version,
        lookup,
        names,
        wanted,
        opened,
        search: {
          find: rowsFound(c),
          table: settings.lookups[lookup.name].table,
        },
        ...shown,
      });
}

/** Less fits too much. */
const LEAST_TYPED = 2;
/** A number's length; a name is found by less. */
const MOST_TYPED = 40;

function articleSearchRoutes(pages: Hono<PageEnv>): void {
  pages.post("/tenants/:id/settings/lookups/article/find", async (c) => {
    const { signedIn, form, asking } = c.var;
    granted(await requireTenant(asking));
    const { field = "", at = "" } = c.req.query();
    const text = (many(form, field)[Number(at)] ?? "").trim().slice(0, MOST_TYPED);
    const found =
      text.length < LEAST_TYPED ? null : await findParties(asking, "eaccounting.articles", text);
    return part(
      c,
      signedIn,
      <Suggestions entries={found?.kind === "found" ? found.entries : []} />,
    );
  });
}
