/**
 * The mappings that belong to a screen of the settings, each with how much of it is mapped and,
 * where the last orders are known, what of their VAT isn't.
 */
import type { NameLists } from "../../../../domain/ledger/names.ts";
import type { OrderValues } from "../../../../settings/lookups/occurred-values.ts";
import type { Settings } from "../../../../settings/schema.ts";
import { lookupNamed } from "../../../../settings/lookups/lookup-lists.ts";
import type { Unmapped } from "../../../../settings/lookups/table-cells.ts";
import type { Lookup } from "../../../../settings/lookups/lookup.ts";
import { unmappedVat, vatLookups } from "../../../../settings/lookups/unmapped-vat.ts";
import type { Messages } from "../../../../messages/index.ts";
import { useMessages } from "../../frame/use-messages.ts";
import type { Section } from "../catalogue/index.ts";
import { PageSection } from "../../parts/ui.tsx";

type RelatedProps = {
  readonly id: string;
  readonly section: Section;
  readonly settings: Settings;
  readonly names: NameLists;
  /** `null`: nothing is said of orders. */
  readonly occurred: readonly OrderValues[] | null;
};

export const RelatedLookups = ({ id, section, settings, names, occurred }: RelatedProps) => {
  const { t } = useMessages();
  if (section.lookups.length === 0) return null;
  const { lookups } = settings;
  const missing = occurred === null ? [] : unmappedVat(settings, occurred);
  const mappings = vatLookups(settings).map((name) => t(`settings.lookup.${name}.title`));
  return (
    <PageSection head="related" title={t("settings.related.title")}>
      <ul>
        {section.lookups.map((name) => (
          <li>
            <a href={`/admin/tenants/${id}/settings/lookups/${name}`}>
              {t(`settings.lookup.${name}.title`)}
            </a>{" "}
            <span class="hint">{stateOf(t, lookups[name])}</span>
            <Missing values={missing.filter((one) => one.name === name)} names={names} />
          </li>
        ))}
      </ul>
      {occurred === null ||
      occurred.length === 0 ||
      missing.length > 0 ||
      mappings.length === 0 ? null : (
        <p class="hint">
          {t("mappings.allMapped", { count: occurred.length, mappings: mappings.join(", ") })}
        </p>
      )}
    </PageSection>
  );
};

/** How much of a mapping is set; a default stands for all that has no row. */
function stateOf(t: Messages["t"], { force, table, default: rest }: Lookup<unknown>): string {
  const count = Object.keys(table).length;
  if (force !== undefined) return t("settings.related.fixed");
  if (rest === undefined) return t("settings.related.rows", { count });
  return count === 0
    ? t("settings.related.default")
    : t("settings.related.rowsAndDefault", { count });
}

type MissingProps = { readonly values: readonly Unmapped[]; readonly names: NameLists };

/** By the names that the shop gives them, the most used first. */
const Missing = ({ values, names }: MissingProps) => {
  const { t } = useMessages();
  if (values.length === 0) return null;
  const nameOf = ({ name, value }: Unmapped): string => {
    const from = lookupNamed(name)?.from ?? null;
    const entries = from === null ? [] : (names[from]?.entries ?? []);
    return entries.find(({ id }) => id === value)?.name ?? value;
  };
  return (
    <>
      {" "}
      <span class="badge warn">{t("settings.related.missing", { count: values.length })}</span>{" "}
      <bdi>{values.map(nameOf).join(", ")}</bdi>
    </>
  );
};
