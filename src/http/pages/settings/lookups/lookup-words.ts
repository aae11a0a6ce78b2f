/** The labels of a look-up's fields, and what is wrong with its rows. */
import type { Messages } from "../../../../messages/index.ts";
import type { LookupDefinition } from "../../../../settings/lookups/lookup-lists.ts";
import type { TableFault } from "./lookup-values.ts";

/** The field whose value is for all of them. */
export function forAllText(t: Messages["t"], of: LookupDefinition["of"]): string {
  switch (of) {
    case "debtor":
      return t("settings.lookups.allCustomers");
    case "payout":
      return t("settings.lookups.allPayouts");
    default:
      return t("settings.lookups.allOrders");
  }
}

/** The name of a mapping's values: mostly its own. */
export const valueName = ({ t, find }: Messages, { name }: LookupDefinition): string =>
  find(`settings.lookup.${name}.to`) ?? t(`settings.lookup.${name}.title`);

/** What is wrong with a row, and what to do. */
export function tableFaultText(t: Messages["t"], fault: TableFault): string {
  switch (fault.kind) {
    case "half":
      return t("settings.refused.half");
    case "twice":
      return t("settings.refused.twice", { source: fault.source });
    case "sender":
      return t("settings.refused.sender", { sender: fault.sender });
    case "country":
      return t("settings.refused.country", { country: fault.country });
  }
}
