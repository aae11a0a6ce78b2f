/** Requests from outside: the demo's own pages, those of the sandboxes, and the product's. */
import { type Context, Hono } from "hono";
import { systemClock } from "../../src/domain/platform/clock.ts";
import { isLanguage, type Language } from "../../src/domain/language.ts";
import { parseConfig } from "../../src/env.ts";
import { isSameOrigin } from "../../src/http/auth/origin.ts";
import { replaceSession } from "../../src/http/auth/session.ts";
import { acceptedLanguage } from "../../src/http/language.ts";
import { safeReturnPath } from "../../src/http/pages/frame/address.ts";
import { loadMessages } from "../../src/messages/index.ts";
import { openDb } from "../../src/store/db.ts";
import { randomBytes } from "../../src/store/seal.ts";
import { findUserByEmail } from "../../src/store/users.ts";
import { bridgeAt, bridgeEnv, type DemoEnv, sandboxesOf, type Vendor, VENDORS } from "./env.ts";
import { framed, framedSandbox, sandboxPath } from "./frame.ts";
import { anothersPage, frontPage, refusal, waitPage } from "./front-page.ts";
import { visitorIn } from "./every-night.ts";
import { actIn, isAct, isShown, MOST_BYTES, verdictOn } from "./visitors.ts";

type Ask = (request: Request, env: Env, ctx: ExecutionContext) => Promise<Response>;
type Site = { Bindings: DemoEnv };
type SiteContext = Context<Site>;
export type DemoSite = Hono<Site>;

export function createDemoSite(bridge: Ask): DemoSite {
  const site = new Hono<Site>();

  site.use("*", async (c, next) => {
    if (c.req.method === "GET" || c.req.method === "HEAD") return next();
    const length = Number(c.req.header("content-length") ?? NaN);
    const ours = isSameOrigin(c.req.raw, bridgeAt(c.env)) && length <= MOST_BYTES;
    return ours ? next() : refusal(await messages(c), "demo.refused");
  });

  site.get("/", async (c) =>
    (await sandboxesOf(c.env).look()) === null ? wait(c) : frontPage(await messages(c)),
  );

  site.post("/demo/enter", async (c) => enter(c, "/admin"));
  // Visitors share the people of the demo: one who wants another language is another of them.
  site.post("/admin/language", async (c) => enter(c, null));

  for (const vendor of Object.keys(VENDORS) as Vendor[]) {
    site.get(sandboxPath(vendor), (c) => c.redirect(`${sandboxPath(vendor)}/`));
    site.all(`${sandboxPath(vendor)}/*`, (c) => sandbox(c, vendor));
  }

  site.all("*", async (c) => {
    switch (verdictOn(c.req.method, new URL(c.req.url).pathname)) {
      case "refused":
        return refusal(await messages(c), "demo.refused");
      case "sign-in":
        return c.redirect("/");
      case "allowed":
        return framed(
          await bridge(c.req.raw, bridgeEnv(c.env), c.executionCtx as ExecutionContext),
        );
    }
  });
  return site;
}

const languageOf = (c: SiteContext): Language => {
  const asked = c.req.query("language");
  return isLanguage(asked) ? asked : (acceptedLanguage(c.req.header("accept-language")) ?? "en");
};

const messages = (c: SiteContext) => loadMessages(languageOf(c));

/** There is a demo soon, if there is none yet; or what stands in its way. */
async function wait(c: SiteContext): Promise<Response> {
  const sandboxes = sandboxesOf(c.env);
  await sandboxes.tick(Date.now());
  const said = await messages(c);
  return (await sandboxes.isRefused()) ? anothersPage(said) : waitPage(said);
}

/** `next`: where to; `null`: the form says. */
async function enter(c: SiteContext, next: string | null): Promise<Response> {
  const form = new URLSearchParams(await c.req.text());
  const asked = form.get("language");
  const language = isLanguage(asked) ? asked : languageOf(c);
  const said = await loadMessages(language);
  const sandboxes = sandboxesOf(c.env);
  if ((await sandboxes.look()) === null) return wait(c);
  if (!(await sandboxes.takes("enter"))) return refusal(said, "demo.full");
  const config = parseConfig(bridgeEnv(c.env));
  const db = openDb(c.env.DB);
  const user = await findUserByEmail(db, visitorIn(language));
  if (!config.ok || user === null) return wait(c);
  const deps = { config: config.value, db, clock: systemClock, random: randomBytes };
  await replaceSession(deps, c, user);
  return c.redirect(next ?? safeReturnPath(form.get("next") ?? ""), 303);
}

async function sandbox(c: SiteContext, vendor: Vendor): Promise<Response> {
  const { pathname, search } = new URL(c.req.url);
  const path = pathname.slice(sandboxPath(vendor).length);
  const sandboxes = sandboxesOf(c.env);
  const to = `${VENDORS[vendor]}${path}`;
  if ((await sandboxes.look()) === null) return wait(c);
  if (c.req.method === "GET" && isShown(path))
    return framedSandbox(await sandboxes.fetch(new Request(to + search)), vendor, languageOf(c));
  const form =
    c.req.method === "POST" && isAct(vendor, path)
      ? actIn(new URLSearchParams(await c.req.text()))
      : null;
  if (form === null) return refusal(await messages(c), "demo.refused");
  if (!(await sandboxes.takes("act"))) return refusal(await messages(c), "demo.full");
  const type = { "content-type": "application/x-www-form-urlencoded" };
  const act = new Request(to, { method: "POST", headers: type, body: form, redirect: "manual" });
  return framedSandbox(await sandboxes.fetch(act), vendor, languageOf(c));
}
