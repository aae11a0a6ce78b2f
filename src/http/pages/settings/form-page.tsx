/** The settings as one form. A refused form comes back as it was sent, each fault at its field and all of them on top. */
import type { TenantRow } from "../../../store/tenants.ts";
import type { Fault } from "../../problem.ts";
import type { LedgerNames } from "../../usecases/ledger-names.ts";
import type { PageContext } from "../env.ts";
import { type Form, many, one } from "../form.ts";
import { ZONE } from "../format.ts";
import { TenantHead } from "../layout.tsx";
import { Done } from "../notices.tsx";
import { page } from "../respond.tsx";
import { Csrf, Notice } from "../ui.tsx";
import type { Field } from "./field.ts";
import { fieldOf, GROUPS, type LookupName, LOOKUPS } from "./fields.ts";
import { LookupFields } from "./lookup-fields.tsx";
import { ProductRulesSections } from "./product-rules-section.tsx";

export type SettingsView = {
  readonly tenant: TenantRow;
  readonly version: number;
  readonly values: Form;
  readonly faults: readonly Fault[];
  /** Said in place of the faults where the form as a whole was refused. */
  readonly refused: string | null;
  readonly ledger: LedgerNames;
};

export function settingsPage(c: PageContext, view: SettingsView): Promise<Response> {
  const { tenant, version, values, faults, refused, ledger } = view;
  const { signedIn } = c.var;
  return page(
    c,
    `Settings of ${tenant.name}`,
    signedIn,
    <>
      <TenantHead id={tenant.id} name={tenant.name} current="settings">
        <h1>Settings</h1>
        <p class="sub">Version {version}. Each save makes the next one.</p>
      </TenantHead>
      <Done c={c} />
      <Refused id={tenant.id} faults={faults} refused={refused} />
      <form method="post" action={`/admin/tenants/${tenant.id}/settings`} novalidate>
        <Csrf token={signedIn.csrf} />
        <input type="hidden" name="version" value={String(version)} />
        {GROUPS.map((group) => (
          <section aria-labelledby={group.id}>
            <h2 id={group.id}>{group.title}</h2>
            {group.fields.map((field) => (
              <FieldRow field={field} values={values} fault={faultAt(faults, field.path)} />
            ))}
          </section>
        ))}
        <ProductRulesSections values={values} faults={faults} />
        {LOOKUPS.map((lookup) => (
          <LookupFields lookup={lookup} values={values} faults={faults} names={namesFor(lookup.name, ledger)} />
        ))}
        <div class="stick">
          <button>Save the settings</button>
        </div>
      </form>
    </>,
    refused !== null ? 409 : faults.length > 0 ? 400 : 200,
  );
}

function namesFor(lookup: LookupName, ledger: LedgerNames): LedgerNames[keyof LedgerNames] {
  if (lookup === "termsOfPayment") return ledger.termsOfPayment;
  return lookup === "deliveryMethod" || lookup === "customerDeliveryMethod" ? ledger.deliveryMethod : [];
}

/** A fault of a part of a list belongs to the list's field. */
const faultAt = (faults: readonly Fault[], path: string): string | null => {
  const fault = faults.find((candidate) => candidate.path === path || candidate.path.startsWith(`${path}.`));
  return fault === undefined ? null : wordsOf(path, fault.message);
};

const wordsOf = (path: string, message: string): string => fieldOf(path)?.wrong ?? message;

const Refused = ({ id, faults, refused }: { id: string; faults: readonly Fault[]; refused: string | null }) => {
  if (refused !== null)
    return (
      <Notice tone="bad" title="The settings were not saved.">
        <p>{refused}</p>
        <p>
          What you entered still stands below. <a href={`/admin/tenants/${id}/settings`}>Read the newest settings</a> and enter it there.
        </p>
      </Notice>
    );
  if (faults.length === 0) return null;
  return (
    <Notice tone="bad" title="The settings were not saved. What you entered still stands below; correct what is named here:">
      <ul>
        {faults.map((fault) => {
          const { field, id: anchor } = placeOf(fault.path);
          return (
            <li>
              <a href={`#${anchor}`}>{field?.label ?? LOOKUPS.find(({ name }) => fault.path.startsWith(`lookups.${name}`))?.title ?? (fault.path === "" ? "The settings" : fault.path)}</a>: {field?.wrong ?? fault.message}
            </li>
          );
        })}
      </ul>
    </Notice>
  );
};

function placeOf(path: string): { readonly field: Field | undefined; readonly id: string } {
  const parts = path.split(".");
  for (let length = parts.length; length > 0; length -= 1) {
    const field = fieldOf(parts.slice(0, length).join("."));
    if (field !== undefined) return { field, id: field.path };
  }
  return { field: undefined, id: parts.slice(0, 2).join(".") };
}

const FieldRow = ({ field, values, fault }: { field: Field; values: Form; fault: string | null }) => {
  const described = [fault === null ? null : `${field.path}-fault`, field.hint === undefined ? null : `${field.path}-hint`].filter((id) => id !== null).join(" ");
  const more = { "aria-describedby": described === "" ? undefined : described, "aria-invalid": fault === null ? undefined : ("true" as const) };
  const below = (
    <>
      {fault === null ? null : (
        <p class="fault" id={`${field.path}-fault`}>
          {fault}
        </p>
      )}
      {field.hint === undefined ? null : (
        <p class="hint" id={`${field.path}-hint`}>
          {field.kind === "instant" ? `${field.hint} Time of ${ZONE}.` : field.hint}
        </p>
      )}
    </>
  );
  switch (field.kind) {
    case "check":
      return (
        <div class="field">
          <label class="check">
            <input type="checkbox" id={field.path} name={field.path} checked={many(values, field.path).length > 0} aria-describedby={more["aria-describedby"]} />
            {field.label}
          </label>
          {below}
        </div>
      );
    case "choices":
      return (
        <fieldset class="field" id={field.path} aria-describedby={more["aria-describedby"]}>
          <legend>{field.label}</legend>
          <div class="choices">
            {field.options.map(({ value, text }) => (
              <label class="check">
                <input type="checkbox" name={field.path} value={value} checked={many(values, field.path).includes(value)} />
                {text}
              </label>
            ))}
          </div>
          {below}
        </fieldset>
      );
    case "choice":
      return (
        <div class="field">
          <label for={field.path}>{field.label}</label>
          <select id={field.path} name={field.path} aria-describedby={more["aria-describedby"]} aria-invalid={more["aria-invalid"]}>
            {field.options.map(({ value, text }) => (
              <option value={value} selected={one(values, field.path) === value}>
                {text}
              </option>
            ))}
          </select>
          {below}
        </div>
      );
    default:
      return (
        <div class="field">
          <label for={field.path}>{field.label}</label>
          <input
            id={field.path}
            name={field.path}
            type={field.kind === "instant" ? "datetime-local" : "text"}
            step={field.kind === "instant" ? 1 : undefined}
            inputmode={field.kind === "whole-number" ? "numeric" : undefined}
            value={one(values, field.path)}
            autocomplete="off"
            aria-describedby={more["aria-describedby"]}
            aria-invalid={more["aria-invalid"]}
          />
          {below}
        </div>
      );
  }
};
