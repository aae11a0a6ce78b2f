/** Dutch: how parameters are said. */
import { saying } from "./words.ts";

export { listed, type Same, when, words } from "./words.ts";

export const NOTHING_TO_DO = "U hoeft niets te doen.";
export const BY_ITSELF = "U hoeft niets te doen: het gaat vanzelf verder.";
export const RETRY = " Druk daarna op Opnieuw proberen.";
/** What was planned before a setting was changed takes the change up with the newest settings only. */
export const RETRY_NEWEST = " Druk daarna op Opnieuw proberen met de nieuwste instellingen.";

export const { say, amount, day, percent, country, actor, atLine, vendorName } = saying("nl", {
  unknown: "onbekend",
  otherSystem: "Het andere systeem",
  line: (line) => `regel ${line}`,
  actors: { "admin-token": "het beheertoken", operator: "de beheerder", api: "dit product" },
});
