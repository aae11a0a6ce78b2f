/** The first page of the set-up: a name and a language for the new shop. */
import { isLanguage, type Language } from "../../../domain/language.ts";
import type { EdgeDeps } from "../../deps.ts";
import { messagesFor } from "../../language.ts";
import type { PageContext } from "../frame/env.ts";
import { type Form, one } from "../forms/form.ts";
import { ManualLink } from "../manual/link.tsx";
import { newOnce, onceIn } from "../forms/once.tsx";
import { page } from "../frame/respond.tsx";
import { NameForm } from "./steps/forms.tsx";

const LONGEST_NAME = 100;

/** The name and language that a form sent; `null`: no name that can be taken. */
export function namedIn(sent: Form): { readonly name: string; readonly language: Language } | null {
  const name = one(sent, "name");
  const language = one(sent, "language");
  return name === "" || name.length > LONGEST_NAME || !isLanguage(language)
    ? null
    : { name, language };
}

/** `fault`: what is wrong with the form as it was sent. */
export function beginPage(
  deps: EdgeDeps,
  c: PageContext,
  sent: Form,
  fault: string | null,
): Promise<Response> {
  const { t } = messagesFor(c);
  return page(
    c,
    t("setup.begin.title"),
    <>
      <h1>{t("setup.begin.title")}</h1>
      <p class="sub">
        {t("setup.begin.lead")} <ManualLink page="first-set-up" />
      </p>
      <section aria-label={t("setup.begin.title")}>
        <NameForm
          action="/admin/setup"
          form={sent}
          fault={fault}
          submit={t("setup.begin.make")}
          once={onceIn(sent) ?? newOnce(deps)}
        />
      </section>
    </>,
    fault === null ? 200 : 400,
  );
}
