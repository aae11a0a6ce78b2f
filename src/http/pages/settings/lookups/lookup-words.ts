/** The labels of a look-up's fields. */
import type { Messages } from "../../../../messages/index.ts";
import type { LookupDefinition } from "../../../../settings/lookup-lists.ts";

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
