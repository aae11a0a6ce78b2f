/** Shows a sign-in link once, to the user who passes it on: for whom it is, and until when. */
import { messagesFor } from "../../language.ts";
import { type LinkDelivery, userOfLink } from "../../usecases/accounts/account-links.ts";
import type { UserRow } from "../../../store/users.ts";
import type { PageContext } from "../frame/env.ts";
import { isolate } from "../../words/isolate.ts";
import { shownOncePage } from "../tenant/connections/shown-once.tsx";

/** What is said instead where the mail was refused. */
const NOT_MAILED: Readonly<Record<string, string>> = {
  sent: "not-told",
  "link-sent": "link-not-sent",
};

const MAILED = {
  sent: "people.people.sent",
  "link-sent": "people.people.linkSent",
  "not-told": "people.people.notTold",
  "link-not-sent": "people.people.linkNotSent",
} as const;

/** What a form of these pages mailed, and to whom of the users listed; `null`: nothing. */
export function mailedText(
  c: PageContext,
  users: readonly Pick<UserRow, "id" | "email">[],
): string | null {
  const done = c.req.query("done") ?? "";
  const user = users.find(({ id }) => id === c.req.query("to"));
  return user === undefined || !isMailed(done)
    ? null
    : messagesFor(c).t(MAILED[done], { email: isolate(user.email) });
}

const isMailed = (done: string): done is keyof typeof MAILED => Object.hasOwn(MAILED, done);

export const isNotMailed = (done: string): boolean => Object.values(NOT_MAILED).includes(done);

/**
 * Answers a form that made a link: by the page of people, which tells that it was mailed, or by the
 * link itself, once, where nobody can be mailed. `done`: what is told.
 */
export async function linked(
  c: PageContext,
  { id, link, mailed }: LinkDelivery,
  { done, back }: { readonly done: string; readonly back: string },
): Promise<Response> {
  if (link !== null) return linkPage(c, link, back);
  // Where no mail went out, nobody is told that one did.
  const told = mailed || c.var.deps.mail === null ? done : (NOT_MAILED[done] ?? done);
  return c.redirect(`${back}?done=${told}&to=${id}`, 303);
}

/** `back`: the page of people. A link that was replaced in the meantime isn't shown. */
async function linkPage(c: PageContext, link: string, back: string): Promise<Response> {
  const { deps } = c.var;
  const { t } = messagesFor(c);
  const user = await userOfLink(deps, link.slice(link.lastIndexOf("/") + 1));
  if (user === null) return c.redirect(back, 303);
  const kind = user.passwordHash === null ? "invitation" : "reset";
  return shownOncePage(c, back, {
    title: t("people.people.linkTitle"),
    what: t("people.people.linkWhat", { email: isolate(user.email), kind }),
    secret: link,
    help: t("people.people.linkHelp", { until: user.linkExpiresAt ?? deps.clock.now() }),
  });
}
