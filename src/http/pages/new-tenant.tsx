/** The form for another tenant; refused, it comes back as it was sent. */
import { LANGUAGE_NAMES, LANGUAGES } from "../../domain/language.ts";
import type { Fault } from "../problem.ts";
import { OVERVIEW } from "../words/overview/index.ts";
import { useLanguage, useWords } from "../words/use.ts";
import { type Form, one } from "./form.ts";
import { TextField } from "./text-field.tsx";
import { Csrf, Notice } from "./ui.tsx";

export const NewTenant = ({
  csrf,
  form,
  faults,
}: {
  csrf: string;
  form: Form;
  faults: readonly Fault[];
}) => {
  const t = useWords(OVERVIEW).newTenant;
  // Whoever makes it most likely wants it in the language that they read.
  const own = useLanguage();
  const chosen = one(form, "language") || own;
  return (
    <section aria-labelledby="new">
      <h2 id="new">{t.title}</h2>
      {faults.length === 0 ? null : (
        <Notice tone="bad">
          <p>{t.refused}</p>
        </Notice>
      )}
      <form method="post" action="/admin/tenants">
        <Csrf token={csrf} />
        <TextField name="name" label={t.name} hint={t.nameHint} form={form} faults={faults} />
        <TextField
          name="administrationId"
          label={t.administration}
          hint={t.administrationHint}
          form={form}
          faults={faults}
          numeric
        />
        <div class="field">
          <label for="language">{t.language}</label>
          <select id="language" name="language" aria-describedby="language-hint">
            {LANGUAGES.map((language) => (
              <option value={language} selected={chosen === language}>
                {LANGUAGE_NAMES[language]}
              </option>
            ))}
          </select>
          <p class="hint" id="language-hint">
            {t.languageHint}
          </p>
        </div>
        <button>{t.make}</button>
      </form>
    </section>
  );
};
