/** Shows a sign-in link once, to the user who passes it on: for whom it is, and until when. */
import type { EdgeDeps } from "../../deps.ts";
import { messagesFor } from "../../language.ts";
import { userOfLink } from "../../usecases/accounts/account-links.ts";
import type { PageContext } from "../frame/env.ts";
import { isolate } from "../parts/isolate.ts";
import { shownOncePage } from "../tenant/connections/shown-once.tsx";

/** `back`: the page of people. A link that was replaced in the meantime isn't shown. */
export async function linkPage(
  deps: EdgeDeps,
  c: PageContext,
  link: string,
  back: string,
): Promise<Response> {
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
