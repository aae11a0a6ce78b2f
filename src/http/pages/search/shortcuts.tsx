/** The keys that lead somewhere, as a page; a script shows its list above any other page. */
import type { Hono } from "hono";
import { messagesFor } from "../../language.ts";
import type { PageEnv } from "../frame/env.ts";
import { KEYS, TABS } from "../frame/layout.tsx";
import { ManualLink } from "../manual/link.tsx";
import { page } from "../frame/respond.tsx";

export function shortcutRoutes(pages: Hono<PageEnv>): void {
  pages.get("/shortcuts", (c) => {
    const { t } = messagesFor(c);
    const keys: readonly (readonly [keys: readonly string[], text: string])[] = [
      [["/"], t("shortcuts.find")],
      [["?"], t("shortcuts.list")],
      [[t("shortcuts.escape")], t("shortcuts.back")],
      ...TABS.map(({ name }) => [["g", KEYS[name]], t(`frame.tabs.${name}`)] as const),
    ];
    return page(
      c,
      t("shortcuts.title"),
      <>
        <nav class="crumbs" aria-label={t("frame.whereYouAre")}>
          <a href="/admin">{t("frame.tenants")}</a>
        </nav>
        <h1>{t("shortcuts.title")}</h1>
        <p class="sub">
          {t("shortcuts.lead")} <ManualLink page="everyday" />
        </p>
        <section id="shortcuts" aria-labelledby="shortcuts-title">
          <h2 id="shortcuts-title">{t("shortcuts.title")}</h2>
          <dl class="pressed">
            {keys.map(([pressed, text]) => (
              <div>
                <dt>
                  {pressed.map((key) => (
                    <>
                      <kbd>{key}</kbd>{" "}
                    </>
                  ))}
                </dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
          <p class="scripts">
            <button
              type="button"
              class="second"
              data-keys
              data-on={t("shortcuts.on")}
              data-off={t("shortcuts.off")}
            >
              {t("shortcuts.toggle")}
            </button>
          </p>
          <form method="dialog">
            <button class="second">{t("shortcuts.close")}</button>
          </form>
        </section>
      </>,
    );
  });
}
