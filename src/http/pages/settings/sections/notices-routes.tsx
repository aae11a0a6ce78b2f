/** A test of what tells people of alerts, and the secret of webhooks to the outside. */
import type { Hono } from "hono";
import { isChat } from "../../../../domain/users/chat.ts";
import {
  chatFault,
  makeNoticeSecret,
  setChat,
  testNotices,
} from "../../../usecases/tenants/notifications.ts";
import type { PageEnv } from "../../frame/env.ts";
import { one } from "../../forms/form.ts";
import { onceIn } from "../../forms/once.tsx";
import { shownOncePage } from "../../tenant/connections/shown-once.tsx";
import { messagesFor } from "../../../language.ts";
import { throughChat, throughNoticeSecret } from "../../tenant/connections/secret-sheets.tsx";
import { granted } from "../../frame/respond.tsx";
import { isAlreadyCreated } from "../../../usecases/one-time-value.ts";

/** A test that can't be on its way isn't said to be. */
function tested({
  channels,
  unable,
}: {
  readonly channels: readonly string[];
  readonly unable: readonly string[];
}): string {
  if (unable.length === 0) return channels.length === 0 ? "test-nowhere" : "test-sent";
  return channels.length === 0 ? "test-no-mail" : "test-webhook-only";
}

const settingsOf = (id: string): string => `/admin/tenants/${id}/settings/notifications`;

export function noticesRoutes(pages: Hono<PageEnv>): void {
  pages.post("/tenants/:id/notices/test", async (c) => {
    const done = tested(granted(await testNotices(c.var.asking)));
    return c.redirect(`${settingsOf(c.req.param("id"))}?done=${done}#notices`, 303);
  });

  pages.post("/tenants/:id/notices/chat/:chat{slack|teams}", async (c) => {
    const id = c.req.param("id");
    const chat = c.req.param("chat");
    if (!isChat(chat)) return c.notFound();
    const removes = one(c.var.form, "act") === "remove";
    const address = removes ? null : one(c.var.form, "address").trim();
    // What can't be taken is refused before anything is asked.
    const sheet =
      address !== null && chatFault(chat, address) !== null
        ? null
        : await throughChat(c, chat, address);
    if (sheet !== null) return sheet;
    const { t } = messagesFor(c);
    const back = { href: `${settingsOf(id)}#notices`, text: t("settings.sections.notifications") };
    const { on } = granted(await setChat(c.var.asking, chat, address), back);
    const done = on ? "chat-saved" : "chat-removed";
    return c.redirect(`${settingsOf(id)}?done=${done}#notices`, 303);
  });

  // Shown in this very answer and never again: a redirect would have to keep the secret somewhere
  // on the way.
  pages.post("/tenants/:id/notices/secret", async (c) => {
    const id = c.req.param("id");
    const sheet = await throughNoticeSecret(c);
    if (sheet !== null) return sheet;
    const back = `${settingsOf(id)}#notices`;
    const made = await makeNoticeSecret(c.var.asking, onceIn(c.var.form));
    if (isAlreadyCreated(made)) return c.redirect(back, 303);
    const { t } = messagesFor(c);
    return shownOncePage(c, back, {
      title: t("notices.newTitle"),
      what: t("notices.newWhat"),
      secret: granted(made).secret,
      help: t("notices.newHelp"),
    });
  });
}
