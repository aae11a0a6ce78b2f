/** The manual, one page per file of `docs/manual/<language>`, for signed-in users. */
import type { Hono } from "hono";
import { languageOf, messagesFor } from "../../language.ts";
import type { PageEnv } from "../frame/env.ts";
import { homeOf, page, troublePage, troubleIn } from "../frame/respond.tsx";
import { blocks } from "./markdown.tsx";
import { isManualPage, MANUAL_PAGES, manualText } from "./pages.ts";
import { AllReasons } from "./reasons.tsx";

export function manualRoutes(pages: Hono<PageEnv>): void {
  pages.get("/manual", (c) => c.redirect(`/admin/manual/${MANUAL_PAGES[0]}`, 303));

  pages.get("/manual/:page", async (c) => {
    const name = c.req.param("page");
    const { signedIn } = c.var;
    if (!isManualPage(name))
      return troublePage(c, signedIn, {
        status: 404,
        ...troubleIn(messagesFor(c), "frame.noPage"),
        back: homeOf(c),
      });
    const { t } = messagesFor(c);
    const text = await manualText(languageOf(c), name);
    return page(
      c,
      `${t(`manual.pages.${name}`)} · ${t("manual.title")}`,
      <>
        <nav class="parts" aria-label={t("manual.contents")}>
          {MANUAL_PAGES.map((other) => (
            <a href={`/admin/manual/${other}`} aria-current={other === name ? "page" : undefined}>
              {t(`manual.pages.${other}`)}
            </a>
          ))}
        </nav>
        <article class="card text">{blocks(text)}</article>
        {name === "held" ? <AllReasons /> : null}
      </>,
    );
  });
}
