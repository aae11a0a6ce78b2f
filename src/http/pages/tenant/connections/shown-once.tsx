/** A secret, in the one answer that holds it. */
import type { Child } from "hono/jsx";
import type { PageContext } from "../../frame/env.ts";
import { page } from "../../frame/respond.tsx";
import { Notice } from "../../parts/ui.tsx";
import { messagesFor } from "../../../language.ts";

type ShownOnce = {
  readonly title: string;
  readonly what: string;
  readonly secret: string;
  readonly help: Child;
  /** What a program is told to use it, ready to be copied. */
  readonly setUp?: unknown;
};

/** `back`: where to go once it is copied. */
export const shownOncePage = (
  c: PageContext,
  back: string,
  { title, what, secret, help, setUp }: ShownOnce,
): Promise<Response> => {
  const { t } = messagesFor(c);
  return page(
    c,
    title,
    <>
      <h1>{title}</h1>
      <Notice tone="warn" title={t("people.copyNow")}>
        <p>{what}</p>
        <code class="secret">{secret}</code>
      </Notice>
      <p>{help}</p>
      {setUp === undefined ? null : <pre tabindex={0}>{JSON.stringify(setUp, null, 2)}</pre>}
      <p>
        <a class="button" href={back}>
          {t("people.copied")}
        </a>
      </p>
    </>,
  );
};
