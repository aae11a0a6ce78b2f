/**
 * The form for another tenant, folded: most people take the set-up. Refused, it comes back open, as
 * it was sent.
 */
import { LANGUAGE_NAMES, LANGUAGES } from "../../../domain/language.ts";
import type { Fault } from "../../problem.ts";
import { useMessages } from "../frame/use-messages.ts";
import { type Form, one } from "../forms/form.ts";
import { TextField } from "../forms/text-field.tsx";
import { Notice } from "../parts/ui.tsx";
import { Button, PostForm } from "../forms/post-form.tsx";
import { HintText } from "../forms/field-texts.tsx";

export const NewTenant = ({ form, faults }: { form: Form; faults: readonly Fault[] }) => {
  const { t, language: own } = useMessages();
  // The default is the language of the person who creates it.
  const chosen = one(form, "language") || own;
  return (
    <details open={faults.length > 0}>
      <summary>{t("overview.newTenant.title")}</summary>
      {faults.length === 0 ? null : <Notice tone="bad" text={t("overview.newTenant.refused")} />}
      <PostForm action="/admin/tenants">
        <TextField
          name="name"
          label={t("overview.newTenant.name")}
          hint={t("overview.newTenant.nameHint")}
          form={form}
          faults={faults}
        />
        <TextField
          name="administrationId"
          label={t("overview.newTenant.administration")}
          hint={t("overview.newTenant.administrationHint")}
          form={form}
          faults={faults}
          numeric
        />
        <div class="field">
          <label for="language">{t("overview.newTenant.language")}</label>
          <select id="language" name="language" aria-describedby="language-hint">
            {LANGUAGES.map((language) => (
              <option value={language} selected={chosen === language}>
                {LANGUAGE_NAMES[language]}
              </option>
            ))}
          </select>
          <HintText id="language-hint">{t("overview.newTenant.languageHint")}</HintText>
        </div>
        <Button>{t("overview.newTenant.make")}</Button>
      </PostForm>
    </details>
  );
};
