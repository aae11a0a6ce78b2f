/** The form for another tenant; refused, it comes back as it was sent. */
import { LANGUAGE_NAMES, LANGUAGES } from "../../domain/language.ts";
import type { Fault } from "../problem.ts";
import { OVERVIEW } from "../words/overview/index.ts";
import { useWords } from "../words/use.ts";
import { type Form, one } from "./form.ts";
import { Csrf, Notice } from "./ui.tsx";

export const NewTenant = ({ csrf, form, faults }: { csrf: string; form: Form; faults: readonly Fault[] }) => {
  const t = useWords(OVERVIEW).newTenant;
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
        <Text name="name" label={t.name} hint={t.nameHint} form={form} faults={faults} />
        <Text name="administrationId" label={t.administration} hint={t.administrationHint} form={form} faults={faults} numeric />
        <div class="field">
          <label for="language">{t.language}</label>
          <select id="language" name="language" aria-describedby="language-hint">
            {LANGUAGES.map((language) => (
              <option value={language} selected={one(form, "language") === language}>
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

type TextProps = { readonly name: string; readonly label: string; readonly hint: string; readonly form: Form; readonly faults: readonly Fault[]; readonly numeric?: boolean };

const Text = ({ name, label, hint, form, faults, numeric = false }: TextProps) => {
  const fault = faults.find((candidate) => candidate.path === name);
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input
        id={name}
        name={name}
        value={one(form, name)}
        required
        inputmode={numeric ? "numeric" : undefined}
        autocomplete="off"
        aria-invalid={fault === undefined ? undefined : "true"}
        aria-describedby={fault === undefined ? `${name}-hint` : `${name}-fault ${name}-hint`}
      />
      {fault === undefined ? null : (
        <p class="fault" id={`${name}-fault`}>
          {fault.message}
        </p>
      )}
      <p class="hint" id={`${name}-hint`}>
        {hint}
      </p>
    </div>
  );
};
