/**
 * The sections of the settings page in which each field of a product has its rule, and variants
 * theirs.
 */
import { PRODUCT_SOURCES } from "../../../../settings/products/products.ts";
import type { Fault } from "../../../problem.ts";
import { useMessages } from "../../frame/use-messages.ts";
import { type Form, one } from "../../forms/form.ts";
import { Cell, Stack } from "../../parts/table.tsx";
import { ruleNames, RULES, VARIANTS, WHEN } from "./product-rules.ts";
import { Select } from "../../forms/select.tsx";
import { FaultText, HintText } from "../../forms/field-texts.tsx";

type SectionProps = { readonly values: Form; readonly faults: readonly Fault[] };

/** Folded away while nothing is wrong: the rules there are from the start suit most shops. */
export const ProductRulesSections = ({ values, faults }: SectionProps) => {
  const { t } = useMessages();
  return (
    <details class="sheet" open={faults.length > 0}>
      <summary>{t("productRules.fold")}</summary>
      <Rules values={values} faults={faults} />
      <Variants values={values} faults={faults} />
    </details>
  );
};

const Rules = ({ values, faults }: SectionProps) => {
  const { t } = useMessages();
  const faultOf = (name: string): Fault["message"] | null =>
    faults.find(
      ({ path }) =>
        path.startsWith(`products.fields.${name}.`) || path === `products.fields.${name}`,
    )?.message ?? null;
  return (
    <section id="products.fields" aria-labelledby="products.fields-head">
      <h2 id="products.fields-head">{t("productRules.title")}</h2>
      <p>{t("productRules.lead")}</p>
      <Stack
        label={t("productRules.title")}
        columns={[
          t("productRules.columns.field"),
          t("productRules.columns.when"),
          t("productRules.columns.from"),
          t("productRules.columns.expression"),
        ]}
      >
        <tbody>
          {RULES.map((rule) => (
            <RuleRow rule={rule} values={values} fault={faultOf(rule.name)} />
          ))}
        </tbody>
      </Stack>
    </section>
  );
};

type RuleProps = {
  readonly rule: (typeof RULES)[number];
  readonly values: Form;
  readonly fault: Fault["message"] | null;
};

const RuleRow = ({ rule: { name, text, always }, values, fault }: RuleProps) => {
  const { t, say } = useMessages();
  const at = ruleNames(name);
  const field = t(`productRules.field.${name}`);
  const label = (column: "when" | "from" | "expression"): string =>
    t("productRules.row", { column: t(`productRules.columns.${column}`), field });
  return (
    <tr>
      <th scope="row">
        {field}
        {fault === null ? null : <FaultText id={`${at.expression}-fault`}>{say(fault)}</FaultText>}
      </th>
      <Cell of={t("productRules.columns.when")}>
        <Select
          name={at.when}
          label={label("when")}
          value={one(values, at.when)}
          options={WHEN.filter((when) => when !== "never" || (!text && !always))}
          text={(when) => t(`productRules.when.${when}`)}
        />
      </Cell>
      <Cell of={t("productRules.columns.from")}>
        {text ? (
          <Select
            name={at.from}
            label={label("from")}
            value={one(values, at.from)}
            options={PRODUCT_SOURCES}
            text={(source) => t(`productRules.from.${source}`)}
          />
        ) : (
          "–"
        )}
      </Cell>
      <Cell of={t("productRules.columns.expression")}>
        {text ? (
          <input
            name={at.expression}
            value={one(values, at.expression)}
            autocomplete="off"
            aria-label={label("expression")}
            aria-invalid={fault === null ? undefined : "true"}
            aria-describedby={fault === null ? undefined : `${at.expression}-fault`}
          />
        ) : (
          "–"
        )}
      </Cell>
    </tr>
  );
};

const VARIANT_TEXTS = [
  [VARIANTS.pattern, "pattern"],
  [VARIANTS.label, "groupLabel"],
  [VARIANTS.attributes, "attributes"],
] as const;

const Variants = ({ values, faults }: SectionProps) => {
  const { t, say } = useMessages();
  const wrong = faults.filter(({ path }) => path.startsWith("products.variants"));
  return (
    <section
      id="products.variants"
      aria-labelledby="products.variants-head"
      aria-describedby={wrong.length === 0 ? undefined : "products.variants-fault"}
    >
      <h2 id="products.variants-head">{t("productRules.variants.title")}</h2>
      <p>{t("productRules.variants.lead")}</p>
      {wrong.length === 0 ? null : (
        <div id="products.variants-fault">
          {wrong.map((fault) => (
            <p class="fault">{say(fault.message)}</p>
          ))}
        </div>
      )}
      <div class="field">
        <label for={VARIANTS.by}>{t("productRules.variants.by")}</label>
        <Select
          id={VARIANTS.by}
          name={VARIANTS.by}
          value={one(values, VARIANTS.by)}
          options={["none", "number", "label"]}
          text={(by) => t(`productRules.variants.${by}`)}
        />
      </div>
      {VARIANT_TEXTS.map(([name, text]) => (
        <div class="field">
          <label for={name}>{t(`productRules.variants.${text}`)}</label>
          <input
            id={name}
            name={name}
            value={one(values, name)}
            autocomplete="off"
            aria-describedby={`${name}-hint`}
          />
          <HintText id={`${name}-hint`}>{t(`productRules.variants.${text}Hint`)}</HintText>
        </div>
      ))}
    </section>
  );
};
