/**
 * Showing, comparing and saving a tenant's settings, a section or a look-up at a time. Who saves
 * says which version was seen, so nobody overwrites what they haven't read; comparing writes
 * nothing.
 */
import type { Hono } from "hono";
import { settingsSchema } from "../../../settings/schema.ts";
import { message } from "../../../messages/message.ts";
import { mayOn } from "../../auth/rights.ts";
import type { EdgeDeps } from "../../deps.ts";
import { faultsOf, WITH_INPUT } from "../../problem.ts";
import { runFlow } from "../../usecases/control.ts";
import { anyNames } from "../../usecases/names.ts";
import { noticesOf } from "../../usecases/notifications.ts";
import { occurredIn } from "../../usecases/occurred.ts";
import { type Preview, previewSettings } from "../../usecases/preview.ts";
import { reach } from "../../usecases/reach.ts";
import { refuse } from "../../usecases/refused.ts";
import { readSettings, writeSettings } from "../../usecases/settings.ts";
import { tryProducts, tryStock } from "../../usecases/tried-records.ts";
import { listVersions, restoreVersion } from "../../usecases/settings-versions.ts";
import type { PageContext, PageEnv } from "../env.ts";
import { one } from "../form.ts";
import { homeOf, refusedPage, tenantHomeOf } from "../respond.tsx";
import { fieldsOf, type Section, SECTIONS } from "./catalogue.ts";
import { type Lookup, lookupNamed } from "./look-ups.ts";
import { NOT_REFUSED, type Refusal } from "./faults.tsx";
import { lookedFor, lookupLookedFor } from "./look-for.ts";
import { newOnce } from "../once.tsx";
import { noticesRoutes } from "./notices-routes.tsx";
import { lookupPage, lookupsPage, type Occurred } from "./lookup-pages.tsx";
import {
  type LookupForm,
  lookupForm,
  lookupInput,
  lookupTyped,
  tableFaults,
} from "./lookup-values.ts";
import { sectionPage, type SectionView } from "./section-page.tsx";
import { inputOf, valuesOf } from "./values.ts";
import { TRIED_ARTICLE } from "./tried.tsx";
import { versionsPage } from "./versions.tsx";
import { messagesFor } from "../../language.ts";

const MOST_WANTED = 100;

/**
 * What the address says that a held order asks for; of any length it would be no value of the
 * shop's.
 */
const wantedOf = (c: PageContext): string | null => {
  const wanted = c.req.query("for") ?? "";
  return wanted === "" || wanted.length > MOST_WANTED ? null : wanted;
};

export function settingsRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  noticesRoutes(pages, deps);
  const given = async (c: PageContext, id: string) => {
    const { actor } = c.var.signedIn;
    const [tenant, settings] = await Promise.all([
      reach(deps, actor, id),
      readSettings(deps, actor, id),
    ]);
    if (!tenant.ok) return tenant;
    return settings.ok
      ? { ok: true as const, value: { tenant: tenant.value, ...settings.value } }
      : settings;
  };
  const unknown = (c: PageContext) =>
    refusedPage(
      c,
      c.var.signedIn,
      refuse(404, "unknown-part", message("refusals.noSuchPart")).error,
      homeOf(c),
    );
  const base = (id: string): string => `/admin/tenants/${id}/settings`;

  /** What past orders say that a look-up would be asked for. */
  const occurredOf = async (c: PageContext, id: string): Promise<Occurred> => {
    const orders = await occurredIn(deps, c.var.signedIn.actor, id);
    return ({ name }) => {
      const counts = new Map<string, number>();
      for (const value of orders.flatMap((values) => values[name] ?? []))
        counts.set(value, (counts.get(value) ?? 0) + 1);
      return counts;
    };
  };

  /** Saves, or compares: answers where to go on, or what to show the form with. */
  const taken = async (
    c: PageContext,
    id: string,
    input: unknown,
  ): Promise<
    | { readonly done: string }
    | { readonly refusal: Refusal; readonly preview: Preview | null }
    | Response
  > => {
    const { signedIn, form } = c.var;
    // What is pressed by Enter, with nothing to look for: it writes nothing either.
    if (["compare", "find"].includes(one(form, "action"))) {
      const parsed = settingsSchema.safeParse(input, WITH_INPUT);
      if (!parsed.success)
        return { refusal: { faults: faultsOf(parsed.error), stale: false }, preview: null };
      const preview = await previewSettings(deps, signedIn.actor, id, input);
      return preview.ok
        ? { refusal: NOT_REFUSED, preview: preview.value }
        : refusedPage(c, signedIn, preview.error, tenantHomeOf(c, id));
    }
    const written = await writeSettings(
      deps,
      signedIn.actor,
      id,
      Number(one(form, "version")),
      input,
    );
    if (written.ok) return { done: "saved" };
    const { kind, errors } = written.error;
    if (kind === "settings-not-told") return { done: "saved-not-told" };
    if (kind !== "stale-version" && kind !== "bad-settings")
      return refusedPage(c, signedIn, written.error, {
        href: base(id),
        text: messagesFor(c).t("settings.heading"),
      });
    return { refusal: { faults: errors ?? [], stale: kind === "stale-version" }, preview: null };
  };

  pages.get("/tenants/:id/settings", (c) =>
    c.redirect(`${base(c.req.param("id"))}/${SECTIONS[0].id}${new URL(c.req.url).search}`, 303),
  );

  pages.get("/tenants/:id/settings/versions", async (c) => {
    const { signedIn } = c.var;
    const id = c.req.param("id");
    const before = Number(c.req.query("before") ?? "");
    const [tenant, versions, names] = await Promise.all([
      reach(deps, signedIn.actor, id),
      listVersions(
        deps,
        signedIn.actor,
        id,
        Number.isInteger(before) && before > 0 ? before : null,
      ),
      anyNames(deps, signedIn.actor, id),
    ]);
    if (!tenant.ok) return refusedPage(c, signedIn, tenant.error, homeOf(c));
    return versions.ok
      ? versionsPage(c, tenant.value, versions.value, names)
      : refusedPage(c, signedIn, versions.error, homeOf(c));
  });

  pages.post("/tenants/:id/settings/versions", async (c) => {
    const { signedIn, form } = c.var;
    const id = c.req.param("id");
    const restored = await restoreVersion(
      deps,
      signedIn.actor,
      id,
      Number(one(form, "version")),
      Number(one(form, "restore")),
    );
    if (restored.ok || restored.error.kind === "settings-not-told")
      return c.redirect(
        `${base(id)}/versions?done=${restored.ok ? "saved" : "saved-not-told"}`,
        303,
      );
    return refusedPage(c, signedIn, restored.error, {
      href: `${base(id)}/versions`,
      text: messagesFor(c).t("settings.versions"),
    });
  });

  pages.get("/tenants/:id/settings/lookups", async (c) => {
    const id = c.req.param("id");
    const [found, names, occurred] = await Promise.all([
      given(c, id),
      anyNames(deps, c.var.signedIn.actor, id),
      occurredOf(c, id),
    ]);
    return found.ok
      ? lookupsPage(c, { ...found.value, names, occurred, now: deps.clock.now() })
      : refusedPage(c, c.var.signedIn, found.error, homeOf(c));
  });

  pages.post("/tenants/:id/settings/lookups/fetch", async (c) => {
    const id = c.req.param("id");
    const back = lookupNamed(one(c.var.form, "back"));
    const asked = await runFlow(deps, c.var.signedIn.actor, id, "lookups");
    return asked.ok
      ? c.redirect(
          `${base(id)}/lookups${back === undefined ? "" : `/${back.name}`}?done=refreshing`,
          303,
        )
      : refusedPage(c, c.var.signedIn, asked.error, tenantHomeOf(c, id));
  });

  /** A look-up's page, as it stands or as it was typed. */
  const lookupShown = async (
    c: PageContext,
    id: string,
    lookup: Lookup,
    decide: (
      shown: LookupForm,
      settings: { readonly tree: object },
    ) => Promise<
      | {
          readonly form: LookupForm;
          readonly refusal: Refusal;
          readonly preview: Preview | null;
          readonly version?: number;
        }
      | Response
    >,
  ): Promise<Response> => {
    const [found, names, occurred] = await Promise.all([
      given(c, id),
      anyNames(deps, c.var.signedIn.actor, id),
      occurredOf(c, id),
    ]);
    if (!found.ok) return refusedPage(c, c.var.signedIn, found.error, homeOf(c));
    const { tenant, settings, version } = found.value;
    const wanted = wantedOf(c);
    const shown = await decide(
      lookupForm(lookup, settings.lookups[lookup.name], names, occurred(lookup), wanted),
      { tree: settings },
    );
    return shown instanceof Response
      ? shown
      : lookupPage(c, { tenant, version, lookup, names, wanted, now: deps.clock.now(), ...shown });
  };

  pages.get("/tenants/:id/settings/lookups/:name", (c) => {
    const lookup = lookupNamed(c.req.param("name"));
    return lookup === undefined
      ? unknown(c)
      : lookupShown(c, c.req.param("id"), lookup, async (form) => ({
          form,
          refusal: NOT_REFUSED,
          preview: null,
        }));
  });

  pages.post("/tenants/:id/settings/lookups/:name", (c) => {
    const id = c.req.param("id");
    const lookup = lookupNamed(c.req.param("name"));
    if (lookup === undefined) return unknown(c);
    return lookupShown(c, id, lookup, async (shown, { tree }) => {
      const looked = await lookupLookedFor(
        deps,
        c,
        id,
        lookup,
        lookupTyped(lookup, c.var.form, shown),
        shown,
      );
      const { form } = looked;
      const version = Number(one(c.var.form, "version"));
      const { t } = messagesFor(c);
      const described = [
        ...tableFaults(form).map((fault) =>
          fault.kind === "half"
            ? t("settings.refused.half")
            : t("settings.refused.twice", { source: fault.source }),
        ),
        ...looked.faults,
      ];
      const faults = described.map((message) => ({ path: `lookups.${lookup.name}`, message }));
      if (faults.length > 0)
        return { form, version, refusal: { faults, stale: false }, preview: null };
      const { lookups } = tree as { lookups: object };
      const answer = await taken(c, id, {
        ...tree,
        lookups: { ...lookups, [lookup.name]: lookupInput(form) },
      });
      if (answer instanceof Response) return answer;
      if (!("done" in answer)) return { form, version, ...answer };
      const wanted = wantedOf(c);
      const told = new URLSearchParams({
        done: answer.done,
        ...(wanted === null ? {} : { for: wanted }),
      });
      return c.redirect(`${base(id)}/lookups/${lookup.name}?${told}`, 303);
    });
  });

  const noticesIn = async (
    c: PageContext,
    id: string,
    section: Section,
  ): Promise<Partial<Pick<SectionView, "notices">>> => {
    if (section.id !== "keeping") return {};
    const asked = await noticesOf(deps, c.var.signedIn.actor, id);
    return {
      notices: {
        described: asked.ok ? asked.value : null,
        once: mayOn(c.var.signedIn.actor, "make-secrets", id) ? newOnce(deps) : null,
      },
    };
  };

  /** The settings as typed, on one article; nothing is written. */
  const triedIn = async (
    c: PageContext,
    id: string,
    section: Section,
    input: unknown,
  ): Promise<Pick<SectionView, "refusal" | "preview" | "tried">> => {
    const parsed = settingsSchema.safeParse(input, WITH_INPUT);
    if (!parsed.success)
      return { refusal: { faults: faultsOf(parsed.error), stale: false }, preview: null };
    const { actor } = c.var.signedIn;
    const number = one(c.var.form, TRIED_ARTICLE).trim().slice(0, MOST_WANTED) || null;
    const untried = { refusal: NOT_REFUSED, preview: null };
    if (section.id === "products") {
      const tried = await tryProducts(deps, actor, id, parsed.data, number);
      return { ...untried, tried: { of: "products", tried } };
    }
    if (section.id !== "stock") return untried;
    const tried = await tryStock(deps, actor, id, parsed.data, number);
    return { ...untried, tried: { of: "stock", tried } };
  };

  const sectionNamed = (name: string): Section | undefined =>
    SECTIONS.find((section) => section.id === name);

  pages.get("/tenants/:id/settings/:section", async (c) => {
    const section = sectionNamed(c.req.param("section"));
    if (section === undefined) return unknown(c);
    const id = c.req.param("id");
    const [found, names, notices] = await Promise.all([
      given(c, id),
      anyNames(deps, c.var.signedIn.actor, id),
      noticesIn(c, id, section),
    ]);
    if (!found.ok) return refusedPage(c, c.var.signedIn, found.error, homeOf(c));
    const { tenant, version, settings } = found.value;
    return sectionPage(c, {
      tenant,
      section,
      version,
      names,
      values: valuesOf(settings),
      refusal: NOT_REFUSED,
      preview: null,
      ...notices,
    });
  });

  pages.post("/tenants/:id/settings/:section", async (c) => {
    const { signedIn, form } = c.var;
    const id = c.req.param("id");
    const section = sectionNamed(c.req.param("section"));
    if (section === undefined) return unknown(c);
    const found = await given(c, id);
    if (!found.ok) return refusedPage(c, signedIn, found.error, homeOf(c));
    const { tenant, settings } = found.value;
    const fields = fieldsOf(section);
    const looked = await lookedFor(deps, c, id, fields, valuesOf(settings));
    const shown = async (view: Pick<SectionView, "refusal" | "preview" | "tried">) =>
      sectionPage(c, {
        tenant,
        section,
        version: Number(one(form, "version")),
        values: looked.form,
        asked: looked.asked,
        names: await anyNames(deps, signedIn.actor, id),
        ...(await noticesIn(c, id, section)),
        ...view,
      });
    if (looked.end !== null) return shown({ refusal: looked.end, preview: null });
    const input = inputOf(settings, looked.form, fields);
    if (one(form, "action") === "try") return shown(await triedIn(c, id, section, input));
    const answer = await taken(c, id, input);
    if (answer instanceof Response) return answer;
    return "done" in answer
      ? c.redirect(`${base(id)}/${section.id}?done=${answer.done}`, 303)
      : shown(answer);
  });
}
