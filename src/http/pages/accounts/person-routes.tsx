/** The people of all shops: invited, given a new link, ended, freed of passkeys and sessions. */
import type { Hono } from "hono";
import type { EdgeDeps } from "../../deps.ts";
import { messagesFor } from "../../language.ts";
import { type Fault, WITH_INPUT } from "../../problem.ts";
import { faultsIn } from "../../../settings/setting-faults.ts";
import { removePasskeysOf } from "../../usecases/accounts/passkeys.ts";
import { endSessionsOf } from "../../usecases/accounts/sessions.ts";
import { visibleTenants } from "../../usecases/tenants/tenants.ts";
import {
  endUser,
  issueUserLink,
  makeUser,
  newUserInput,
  usersOf,
} from "../../usecases/accounts/users.ts";
import type { PageContext, PageEnv } from "../frame/env.ts";
import { type Form, one } from "../forms/form.ts";
import { wasIn } from "../forms/once.tsx";
import { page, granted, changed } from "../frame/respond.tsx";
import { throughPerson } from "./access-sheets.tsx";
import { People } from "./people-page.tsx";
import { throughPasskeysOf, throughSessionsOf } from "./session-sheets.tsx";
import { isAlreadyCreated } from "../../usecases/one-time-value.ts";
import { isNotMailed, linked, mailedText } from "./link-page.ts";

const NO_FORM: Form = new Map();
const PEOPLE = "/admin/people";

/** What `?done=` says was done. */
const DONE = {
  ended: "people.people.ended",
  "passkeys-removed": "people.passkeys.allRemoved",
  access: "people.people.throughAccess",
  "sessions-ended": "people.sessions.allEnded",
} as const;

export function personRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  pages.get("/people", (c) => peoplePage(c, NO_FORM, []));

  pages.post("/people", async (c) => {
    const { form, signedIn } = c.var;
    const parsed = newUserInput.safeParse(
      {
        email: one(form, "email"),
        name: one(form, "name"),
        role: one(form, "role") || "reader",
        tenantId: one(form, "tenantId") || null,
        language: one(form, "language") || null,
      },
      WITH_INPUT,
    );
    if (!parsed.success) return peoplePage(c, form, faultsIn(parsed.error));
    const made = await makeUser(deps, signedIn.actor, parsed.data);
    if (!made.ok && made.error.kind === "email-taken")
      return peoplePage(c, form, [{ path: "email", message: made.error.detail }], 409);
    const told = deps.config.access === null ? "sent" : "access";
    return linked(c, granted(made), { done: told, back: PEOPLE });
  });

  pages.post("/people/:userId/link", async (c) => {
    const { actor } = c.var.signedIn;
    const made = await issueUserLink(deps, actor, c.req.param("userId"), wasIn(c.var.form));
    return isAlreadyCreated(made)
      ? c.redirect("/admin/people", 303)
      : linked(c, granted(made), { done: "link-sent", back: PEOPLE });
  });

  pages.post("/people/:userId/end", async (c) => {
    const userId = c.req.param("userId");
    const sheet = await throughPerson(c, userId);
    const done = "/admin/people?done=ended";
    return sheet ?? changed(c, endUser(deps, c.var.signedIn.actor, userId), done);
  });

  pages.post("/people/:userId/passkeys/remove", async (c) => {
    const userId = c.req.param("userId");
    const sheet = await throughPasskeysOf(c, userId);
    const done = "/admin/people?done=passkeys-removed";
    return sheet ?? changed(c, removePasskeysOf(deps, c.var.signedIn.actor, userId), done);
  });

  pages.post("/people/:userId/sessions/end", async (c) => {
    const userId = c.req.param("userId");
    const sheet = await throughSessionsOf(c, userId);
    const done = "/admin/people?done=sessions-ended";
    return sheet ?? changed(c, endSessionsOf(deps, c.var.signedIn.actor, userId, null), done);
  });
}

async function peoplePage(
  c: PageContext,
  form: Form,
  faults: readonly Fault[],
  status: 400 | 409 = 400,
): Promise<Response> {
  const { deps } = c.var;
  const { actor } = c.var.signedIn;
  const { t } = messagesFor(c);
  const { users } = granted(await usersOf(deps, actor));
  const done = c.req.query("done") ?? "";
  return page(
    c,
    t("people.people.title"),
    <People
      users={users}
      tenants={await visibleTenants(deps, actor)}
      self={actor.name}
      form={form}
      faults={faults}
      done={isDone(done) ? t(DONE[done]) : mailedText(c, users)}
      warns={isNotMailed(done)}
    />,
    faults.length > 0 ? status : 200,
  );
}

const isDone = (done: string): done is keyof typeof DONE => Object.hasOwn(DONE, done);
