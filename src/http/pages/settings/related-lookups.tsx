/** The mappings that belong to a screen of the settings, each with how much of it is mapped. */
import type { Settings } from "../../../settings/schema.ts";
import { useMessages } from "../use-messages.ts";
import type { Section } from "./catalogue.ts";

type RelatedProps = {
  readonly id: string;
  readonly section: Section;
  readonly lookups: Settings["lookups"];
};

export const RelatedLookups = ({ id, section, lookups }: RelatedProps) => {
  const { t } = useMessages();
  if (section.lookups.length === 0) return null;
  return (
    <section aria-labelledby="related">
      <h2 id="related">{t("settings.related.title")}</h2>
      <ul>
        {section.lookups.map((name) => (
          <li>
            <a href={`/admin/tenants/${id}/settings/lookups/${name}`}>
              {t(`settings.lookup.${name}.title`)}
            </a>{" "}
            <span class="hint">
              {lookups[name].force === undefined
                ? t("settings.related.rows", { count: Object.keys(lookups[name].table).length })
                : t("settings.related.fixed")}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};
