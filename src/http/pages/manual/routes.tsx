/** The manual, a page a file of `docs/manual/<language>`, for whoever is signed in. */
import type { Hono } from "hono";
import { languageOf, wordsFor } from "../../words/language.ts";
import { FRAME } from "../../words/frame/index.ts";
import { MANUAL } from "../../words/manual/index.ts";
import type { PageEnv } from "../env.ts";
import { homeOf, page, troublePage } from "../respond.tsx";
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
        ...wordsFor(c, FRAME).noPage,
        back: homeOf(c),
      });
    const t = wordsFor(c, MANUAL);
    const text = await manualText(languageOf(c), name);
    return page(
      c,
      `${t.pages[name]} · ${t.title}`,
      signedIn,
      <>
        <nav class="parts" aria-label={t.contents}>
          {MANUAL_PAGES.map((other) => (
            <a href={`/admin/manual/${other}`} aria-current={other === name ? "page" : undefined}>
              {t.pages[other]}
            </a>
          ))}
        </nav>
        <article class="card text">{blocks(text)}</article>
        {name === "held" ? <AllReasons /> : null}
      </>,
    );
  });
}
