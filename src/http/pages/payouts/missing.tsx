/**
 * What a payout lacks before it can be posted, in one form on its own page: the accounts of bank,
 * clearing and fees, the VAT on fees, and whether invoices are paid by it. Saved, the posting
 * stands below.
 */
import type { Reason } from "../../../domain/reasons/index.ts";
import type { LookupName } from "../../../settings/lookups/lookup-lists.ts";
import type { NameLists } from "../../../domain/ledger/names.ts";
import type { Settings } from "../../../settings/schema.ts";
import { FEE_VATS } from "../../../settings/payouts.ts";
import { withCells } from "../../../settings/lookups/table-cells.ts";
import type { PayoutView } from "../../../sync/contract/payouts.ts";
import type { Language } from "../../../domain/language.ts";
import { type Form, one } from "../forms/form.ts";
import { Button, PostForm } from "../forms/post-form.tsx";
import { AskOwner } from "../parts/ask-owner.tsx";
import { useMessages } from "../frame/use-messages.ts";
import { type Field, fieldAt } from "../settings/catalogue/index.ts";
import { CellField, cellName, cellsIn } from "../settings/fields/cell-field.tsx";
import { FieldRow } from "../settings/fields/field-row.tsx";
import { listedValue } from "../settings/lookups/lookup-values.ts";
import { inputOf, valuesOf } from "../settings/fields/values.ts";
import { ConfirmIfAsked } from "../settings/saving/confirm.tsx";
import { Refused, type Refusal, useFault } from "../settings/saving/faults.tsx";
import type { Confirming } from "../settings/saving/saving.ts";

const LOOKUPS = ["payoutBank", "payoutClearing", "payoutFee", "payoutFeeVat"] as const;
type PayoutLookup = Extract<LookupName, (typeof LOOKUPS)[number]>;

const BY_PART: Readonly<Record<string, PayoutLookup>> = {
  bank: "payoutBank",
  clearing: "payoutClearing",
  fee: "payoutFee",
};

/** What may be said in the form of the settings' own fields. */
const FIELDS_OF: Readonly<Record<string, readonly string[]>> = {
  "payout-invoices-not-chosen": ["payouts.invoices"],
  "payout-invoice-currency": ["payouts.foreignInvoices"],
};

const isUnset = ({ lookups }: Settings, name: PayoutLookup): boolean => {
  const { default: rest, force, table } = lookups[name];
  return rest === undefined && force === undefined && Object.keys(table).length === 0;
};

type Missing = { readonly lookups: readonly PayoutLookup[]; readonly fields: readonly Field[] };

const camelled = (part: string): string =>
  part.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** What the plan of the payout asks for, and with it what nothing is set for yet. */
export function missingOf({ plan }: Pick<PayoutView, "plan">, settings: Settings): Missing {
  const reasons: readonly Reason[] = plan.kind === "held" ? plan.reasons : [];
  const parts = reasons.flatMap(({ code, params }) =>
    code === "payout-account-missing" ? [String(params["part"])] : [],
  );
  const asked = new Set<PayoutLookup>([
    ...parts.flatMap((part) => BY_PART[part] ?? []),
    ...(reasons.some(({ code }) => code.startsWith("payout-fee-vat-"))
      ? (["payoutFeeVat"] as const)
      : []),
  ]);
  const paths = [
    ...parts
      .filter((part) => BY_PART[part] === undefined)
      .map((part) => `payouts.accounts.${camelled(part)}`),
    ...reasons.flatMap(({ code }) => FIELDS_OF[code] ?? []),
  ];
  const fields = [...new Set(paths)].flatMap((path) => fieldAt(path) ?? []);
  if (asked.size + fields.length === 0) return { lookups: [], fields: [] };
  const lookups = LOOKUPS.filter((name) => asked.has(name) || isUnset(settings, name));
  return { lookups, fields };
}

/** The settings with what the form says. */
export function withMissing(
  settings: Settings,
  { fields }: Missing,
  form: Form,
  language: Language,
): object {
  const cells = cellsIn(form).filter(
    ({ name, key }) => key === null && LOOKUPS.some((known) => known === name),
  );
  return {
    ...inputOf(settings, form, fields, language),
    lookups: withCells(settings.lookups, cells),
  };
}

const MISSING_FORM = "missing-form";

export type MissingProps = {
  readonly tenantId: string;
  readonly payout: PayoutView;
  readonly settings: Settings;
  readonly version: number;
  readonly names: NameLists;
  /** The form as it was sent, where it wasn't taken. */
  readonly typed: Form;
  readonly refusal: Refusal;
  readonly confirm: Confirming | null;
};

export const MissingForm = (props: MissingProps) => {
  const { t } = useMessages();
  const { tenantId, payout, settings, version, names, typed, refusal, confirm } = props;
  const fault = useFault(refusal);
  const missing = missingOf(payout, settings);
  if (missing.lookups.length + missing.fields.length === 0) return null;
  const here = `/admin/tenants/${tenantId}/payouts/${payout.id}`;
  const values = typed.size === 0 ? valuesOf(settings) : typed;
  return (
    <section id="missing" aria-labelledby="missing-head">
      <h2 id="missing-head">{t("payouts.missing.title")}</h2>
      <p>{t("payouts.missing.lead")}</p>
      <ConfirmIfAsked
        id={tenantId}
        form={MISSING_FORM}
        confirm={confirm ?? undefined}
        back={here}
      />
      <Refused id={tenantId} refusal={refusal} here={here} />
      <PostForm id={MISSING_FORM} action={`${here}/settings`} novalidate data-kept>
        <input type="hidden" name="version" value={String(version)} />
        {missing.lookups.map((name) => (
          <div class="field">
            <label for={cellName(name, null)}>{t(`settings.lookup.${name}.title`)}</label>
            {name === "payoutFeeVat" ? (
              <FeeVat settings={settings} typed={typed} />
            ) : (
              <CellField
                id={cellName(name, null)}
                name={name}
                row={null}
                lookups={settings.lookups}
                names={names}
                typed={typed}
                label=""
              />
            )}
          </div>
        ))}
        {missing.fields.map((field) => (
          <FieldRow field={field} values={values} names={names} fault={fault(field)} />
        ))}
        <Button>{t("payouts.missing.save")}</Button>
      </PostForm>
      <AskOwner
        id={tenantId}
        deed={t("payouts.missing.title")}
        path={`${here}#missing`}
        about={`${t("payouts.missing.title")}: ${payout.payout}`}
      />
    </section>
  );
};

const FeeVat = ({ settings, typed }: Pick<MissingProps, "settings" | "typed">) => {
  const messages = useMessages();
  const name = cellName("payoutFeeVat", null);
  const value = typed.has(name) ? one(typed, name) : (settings.lookups.payoutFeeVat.default ?? "");
  const values = value === "" || FEE_VATS.includes(value) ? FEE_VATS : [value, ...FEE_VATS];
  return (
    <select id={name} name={name}>
      <option value="">{messages.t("settings.lookups.notSet")}</option>
      {values.map((one) => (
        <option value={one} selected={one === value}>
          {listedValue(messages, one)}
        </option>
      ))}
    </select>
  );
};
