/** A secret, in the one answer that holds it. */
import type { PageContext } from "../../frame/env.ts";
import { page } from "../../frame/respond.tsx";
import { Notice } from "../../parts/ui.tsx";
import { messagesFor } from "../../../language.ts";

type ShownOnce = {
  readonly title: string;
  readonly what: string;
  readonly secret: string;
  readonly help: string;
};

/** `back`: where to go once it is copied. */
export const shownOncePage = (
  c: PageContext,
  back: string,
  { title, what, secret, help }: ShownOnce,
): Promise<Response> => {
  const { t } = messagesFor(c);
  return page(
    c,
    title,
    c.var.signedIn,
    <>
      <h1>{title}</h1>
      <Notice tone="warn" title={t("people.copyNow")}>
        <p>{what}</p>
        <code class="secret">{secret}</code>
      </Notice>
      <p>{help}</p>
      <p>
        <a class="button" href={back}>
          {t("people.copied")}
        </a>
      </p>
    </>,
  );
};
