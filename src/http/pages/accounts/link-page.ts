/** Shows a sign-in link once, to the user who passes it on. */
import { messagesFor } from "../../language.ts";
import type { PageContext } from "../frame/env.ts";
import { shownOncePage } from "../tenant/connections/shown-once.tsx";

export function linkPage(c: PageContext, link: string, back: string): Promise<Response> {
  const { t } = messagesFor(c);
  return shownOncePage(c, back, {
    title: t("people.people.linkTitle"),
    what: t("people.people.linkWhat"),
    secret: link,
    help: t("people.people.linkHelp"),
  });
}
