/** Polish: how parameters are said. */
import { saying } from "./words.ts";

export { listed, type Same, when, words } from "./words.ts";

export const NOTHING_TO_DO = "Nie trzeba nic robić.";
export const BY_ITSELF = "Nie trzeba nic robić: dalszy ciąg nastąpi automatycznie.";
export const RETRY = " Następnie naciśnij Ponów.";
/** What was planned before a setting was changed takes the change up with the newest settings only. */
export const RETRY_NEWEST = " Następnie naciśnij Ponów z najnowszymi ustawieniami.";

export const { say, amount, day, percent, country, actor, atLine, vendorName } = saying("pl", {
  unknown: "brak danych",
  otherSystem: "Drugi system",
  line: (line) => `wiersz ${line}`,
  actors: { "admin-token": "token operatora", operator: "operator", api: "ten produkt" },
});
