/** The form for another tenant; refused, it comes back as it was sent. */
import type { Fault } from "../problem.ts";
import { type Language, LANGUAGES } from "../usecases/tenants.ts";
import { type Form, one } from "./form.ts";
import { Csrf, Notice } from "./ui.tsx";

const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: "English", nl: "Nederlands", pl: "Polski", sv: "Svenska" };

export const NewTenant = ({ csrf, form, faults }: { csrf: string; form: Form; faults: readonly Fault[] }) => (
  <section aria-labelledby="new">
    <h2 id="new">New tenant</h2>
    {faults.length === 0 ? null : (
      <Notice tone="bad">
        <p>The tenant was not made. What has to be corrected stands at its field.</p>
      </Notice>
    )}
    <form method="post" action="/admin/tenants">
      <Csrf token={csrf} />
      <Text name="name" label="Name" hint="What you call it here." form={form} faults={faults} />
      <Text name="administrationId" label="Asperion administration" hint="Its number in Asperion, such as 123." form={form} faults={faults} numeric />
      <div class="field">
        <label for="language">Language</label>
        <select id="language" name="language" aria-describedby="language-hint">
          {LANGUAGES.map((language) => (
            <option value={language} selected={one(form, "language") === language}>
              {LANGUAGE_NAMES[language]}
            </option>
          ))}
        </select>
        <p class="hint" id="language-hint">
          Of reasons and messages; where they aren't translated yet they are in English.
        </p>
      </div>
      <button>Make the tenant</button>
    </form>
  </section>
);

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
