/**
 * People, API tokens, who changed what, and the language of one's own pages. The use cases say who
 * may.
 */
import type { Hono } from "hono";
import { z } from "zod";
import { isLanguage } from "../../../domain/language.ts";
import { readInputStamp } from "../format.ts";
import { setOwnCookie } from "../../auth/cookies.ts";
import type { EdgeDeps } from "../../deps.ts";
import { type Fault, faultsOf, WITH_INPUT } from "../../problem.ts";
import { removePasskeysOf } from "../../usecases/passkeys.ts";
import type { Linked } from "../../usecases/account-links.ts";
import type { Answer } from "../../usecases/refused.ts";
import { endOwnSessions, endSessionsOf, ownSessions } from "../../usecases/sessions.ts";
import { visibleTenants } from "../../usecases/tenants.ts";
import { dropToken, makeToken, newTokenInput, tokensOf } from "../../usecases/tokens.ts";
import {
  chooseLanguage,
  endUser,
  linkUser,
  makeUser,
  newUserInput,
  usersOf,
} from "../../usecases/users.ts";
import { LANGUAGE_COOKIE, messagesFor } from "../../language.ts";
import type { PageContext, PageEnv } from "../env.ts";
import { type Form, one } from "../form.ts";
import { newOnce, onceIn, wasIn } from "../once.tsx";
import { safeNext } from "../safe-next.ts";
import { homeOf, page, refusedPage } from "../respond.tsx";
import { shownOncePage } from "../tenant/shown-once.tsx";
import { auditPages } from "./audit-routes.tsx";
import { linkPage } from "./link-page.ts";
import { isNotMailed, memberRoutes, NOT_MAILED } from "./members-routes.tsx";
import { People } from "./people-page.tsx";
import { Sessions } from "./sessions-page.tsx";
import { Tokens } from "./tokens-page.tsx";
import { throughPerson, throughToken } from "./access-sheets.tsx";
import { throughOwnSessions, throughPasskeysOf, throughSessionsOf } from "./session-sheets.tsx";

const NO_FORM: Form = new Map();

/** On a page the end is a day. */
const newToken = newTokenInput.extend({ expiresAt: z.string() });

export function peoplePages(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  const change = async (c: PageContext, asked: Answer<object>, to: string): Promise<Response> => {
    const answer = await asked;
    return answer.ok
      ? c.redirect(to, 303)
      : refusedPage(c, c.var.signedIn, answer.error, homeOf(c));
  };
  const orNull = (text: string): string | null => (text === "" ? null : text);

  const peopleDone = (c: PageContext): string | null => {
    const { t } = messagesFor(c);
    const done = c.req.query("done");
    if (done === "ended") return t("people.people.ended");
    if (done === "sent") return t("people.people.sent");
    if (done === "link-sent") return t("people.people.linkSent");
    if (done === "not-told") return t("people.people.notTold");
    if (done === "link-not-sent") return t("people.people.linkNotSent");
    if (done === "passkeys-removed") return t("people.passkeys.allRemoved");
    if (done === "access") return t("people.people.throughAccess");
    return done === "sessions-ended" ? t("people.sessions.allEnded") : null;
  };

  async function people(
    c: PageContext,
    form: Form,
    faults: readonly Fault[],
    status: 400 | 409 = 400,
  ): Promise<Response> {
    const { actor, csrf } = c.var.signedIn;
    const found = await usersOf(deps, actor);
    if (!found.ok) return refusedPage(c, c.var.signedIn, found.error, homeOf(c));
    const tenants = await visibleTenants(deps, actor);
    const shown = (
      <People
        users={found.value.users}
        tenants={tenants}
        self={actor.name}
        csrf={csrf}
        now={deps.clock.now()}
        form={form}
        faults={faults}
        done={peopleDone(c)}
        warns={isNotMailed(c.req.query("done") ?? "")}
      />
    );
    return page(
      c,
      messagesFor(c).t("people.people.title"),
      c.var.signedIn,
      shown,
      faults.length > 0 ? status : 200,
    );
  }

  async function tokens(c: PageContext, form: Form, faults: readonly Fault[]): Promise<Response> {
    const { actor, csrf } = c.var.signedIn;
    const found = await tokensOf(deps, actor);
    if (!found.ok) return refusedPage(c, c.var.signedIn, found.error, homeOf(c));
    const tenants = await visibleTenants(deps, actor);
    const shown = (
      <Tokens
        tokens={found.value.tokens}
        tenants={tenants}
        csrf={csrf}
        once={onceIn(form) ?? newOnce(deps)}
        now={deps.clock.now()}
        form={form}
        faults={faults}
        revoked={c.req.query("done") === "revoked"}
        agentsAt={`${deps.config.publicUrl}/mcp`}
      />
    );
    return page(
      c,
      messagesFor(c).t("people.tokens.title"),
      c.var.signedIn,
      shown,
      faults.length > 0 ? 400 : 200,
    );
  }

  const linked = async (
    c: PageContext,
    { link, mailed }: Linked,
    done: string,
  ): Promise<Response> => {
    const told = mailed || deps.mail === null ? done : (NOT_MAILED[done] ?? done);
    return link === null
      ? c.redirect(`/admin/people?done=${told}`, 303)
      : linkPage(c, link, "/admin/people");
  };

  memberRoutes(pages, deps);

  pages.get("/people", (c) => people(c, NO_FORM, []));
  pages.post("/people", async (c) => {
    const { form, signedIn } = c.var;
    const parsed = newUserInput.safeParse(
      {
        email: one(form, "email"),
        name: one(form, "name"),
        role: one(form, "role") || "reader",
        tenantId: orNull(one(form, "tenantId")),
        language: orNull(one(form, "language")),
      },
      WITH_INPUT,
    );
    if (!parsed.success) return people(c, form, faultsOf(parsed.error));
    const made = await makeUser(deps, signedIn.actor, parsed.data);
    if (made.ok) return linked(c, made.value, deps.config.access === null ? "sent" : "access");
    return made.error.kind === "email-taken"
      ? people(c, form, [{ path: "email", message: made.error.detail }], 409)
      : refusedPage(c, signedIn, made.error, homeOf(c));
  });
  pages.post("/people/:userId/link", async (c) => {
    const made = await linkUser(
      deps,
      c.var.signedIn.actor,
      c.req.param("userId"),
      wasIn(c.var.form),
    );
    if (!made.ok && made.error.kind === "made-already") return c.redirect("/admin/people", 303);
    return made.ok
      ? linked(c, made.value, "link-sent")
      : refusedPage(c, c.var.signedIn, made.error, homeOf(c));
  });
  pages.post("/people/:userId/end", async (c) => {
    const userId = c.req.param("userId");
    const sheet = await throughPerson(c, deps, userId);
    return (
      sheet ?? change(c, endUser(deps, c.var.signedIn.actor, userId), "/admin/people?done=ended")
    );
  });

  pages.post("/people/:userId/passkeys/remove", async (c) => {
    const userId = c.req.param("userId");
    const sheet = await throughPasskeysOf(c, deps, userId);
    if (sheet !== null) return sheet;
    const done = "/admin/people?done=passkeys-removed";
    return change(c, removePasskeysOf(deps, c.var.signedIn.actor, userId), done);
  });

  pages.post("/people/:userId/sessions/end", async (c) => {
    const userId = c.req.param("userId");
    const sheet = await throughSessionsOf(c, deps, userId);
    if (sheet !== null) return sheet;
    const done = "/admin/people?done=sessions-ended";
    return change(c, endSessionsOf(deps, c.var.signedIn.actor, userId, null), done);
  });

  pages.get("/sessions", async (c) => {
    const { signedIn } = c.var;
    const sessions = await ownSessions(deps, signedIn.session);
    return page(
      c,
      messagesFor(c).t("people.sessions.title"),
      signedIn,
      <Sessions
        sessions={sessions}
        current={signedIn.session.hash}
        csrf={signedIn.csrf}
        now={deps.clock.now()}
        ended={c.req.query("done") === "ended"}
      />,
    );
  });
  const endOwn = async (c: PageContext, hash: string | null): Promise<Response> => {
    await endOwnSessions(deps, c.var.signedIn.session, hash);
    return c.redirect("/admin/sessions?done=ended", 303);
  };
  pages.post(
    "/sessions/end-others",
    async (c) => (await throughOwnSessions(c, deps)) ?? endOwn(c, null),
  );
  pages.post("/sessions/:hash/end", (c) => endOwn(c, c.req.param("hash")));

  pages.get("/tokens", (c) => tokens(c, NO_FORM, []));
  pages.post("/tokens", async (c) => {
    const { form, signedIn } = c.var;
    const parsed = newToken.safeParse(
      {
        name: one(form, "name"),
        tenantId: orNull(one(form, "tenantId")),
        scope: one(form, "scope") || "read",
        expiresAt: one(form, "expiresAt"),
      },
      WITH_INPUT,
    );
    if (!parsed.success) return tokens(c, form, faultsOf(parsed.error));
    const { name, tenantId, scope, expiresAt: day } = parsed.data;
    // The day is the last one on which it works.
    const expiresAt = day === "" ? null : readInputStamp(`${day}T23:59:59`);
    if (day !== "" && expiresAt === null)
      return tokens(c, form, [
        { path: "expiresAt", message: messagesFor(c).t("people.tokens.endHint") },
      ]);
    if (expiresAt !== null && expiresAt <= deps.clock.now())
      return tokens(c, form, [
        { path: "expiresAt", message: messagesFor(c).t("people.tokens.endOver") },
      ]);
    const made = await makeToken(
      deps,
      signedIn.actor,
      { name, tenantId, scope, expiresAt },
      onceIn(form),
    );
    if (!made.ok && made.error.kind === "made-already") return c.redirect("/admin/tokens", 303);
    if (!made.ok && made.error.errors !== undefined) return tokens(c, form, made.error.errors);
    if (!made.ok) return refusedPage(c, signedIn, made.error, homeOf(c));
    const { t } = messagesFor(c);
    return shownOncePage(c, "/admin/tokens", {
      title: t("people.tokens.shownTitle"),
      what: t("people.tokens.shownWhat"),
      secret: made.value.token,
      help: t("people.tokens.shownHelp"),
    });
  });
  pages.post("/tokens/:tokenId/revoke", async (c) => {
    const tokenId = c.req.param("tokenId");
    const sheet = await throughToken(c, deps, tokenId);
    return (
      sheet ??
      change(c, dropToken(deps, c.var.signedIn.actor, tokenId), "/admin/tokens?done=revoked")
    );
  });

  auditPages(pages, deps);

  pages.post("/language", async (c) => {
    const { form, signedIn } = c.var;
    const language = one(form, "language");
    if (isLanguage(language)) {
      setOwnCookie(deps, c, LANGUAGE_COOKIE, language);
      if (signedIn.session.user !== null)
        await chooseLanguage(deps, signedIn.session.user, language);
    }
    return c.redirect(safeNext(one(form, "next")), 303);
  });
}
