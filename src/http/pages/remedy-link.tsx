/** The way from what is to be done to where it is done, by the name of the setting or page. */
import type { Reason } from "../../domain/reasons.ts";
import { FRAME } from "../words/frame/index.ts";
import { OWN_ARTICLES } from "../words/own-articles/index.ts";
import { SETTINGS_FIELDS } from "../words/settings-fields.ts";
import { SETTINGS } from "../words/settings/index.ts";
import { TENANT } from "../words/tenant/index.ts";
import { useWords } from "../words/use.ts";
import { type Remedy, remedyOf, remedyPath } from "./remedies.ts";

/** `id`: the tenant's. Nothing, where nothing of it is done in the pages. */
export const RemedyLink = ({ id, reason }: { id: string; reason: Reason }) => {
  const t = useWords(FRAME);
  const name = useName();
  const remedy = remedyOf(reason);
  return remedy === null ? null : <a href={remedyPath(id, remedy)}>{t.open(name(remedy))}</a>;
};

function useName(): (remedy: Remedy) => string {
  const frame = useWords(FRAME);
  const settings = useWords(SETTINGS);
  const fields = useWords(SETTINGS_FIELDS);
  const tenant = useWords(TENANT);
  const own = useWords(OWN_ARTICLES);
  return (remedy) => {
    switch (remedy.at) {
      case "lookup":
        return settings.lookup[remedy.name].title;
      case "field":
        return fields[remedy.path].label;
      case "section":
        return settings.sections[remedy.id];
      case "mapping":
        return frame.tabs.mapping;
      case "setUp":
        return own.title;
      case "connections":
        return tenant.connections.title;
      case "resume":
        return frame.resumeAll;
    }
  };
}
