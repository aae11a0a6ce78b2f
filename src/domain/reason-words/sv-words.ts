/** Swedish: how parameters are said. */
import { saying } from "./words.ts";

export { listed, type Same, when, words } from "./words.ts";

export const NOTHING_TO_DO = "Inget behöver göras.";
export const BY_ITSELF = "Inget behöver göras: det fortsätter av sig självt.";
export const RETRY = " Tryck sedan på Försök igen.";
/** What was planned before a setting was changed takes the change up with the newest settings only. */
export const RETRY_NEWEST = " Tryck sedan på Försök igen med de senaste inställningarna.";

export const { say, amount, day, percent, country, actor, atLine, vendorName } = saying("sv", {
  unknown: "okänt",
  otherSystem: "Det andra systemet",
  line: (line) => `rad ${line}`,
  actors: { "admin-token": "operatörens token", operator: "operatören", api: "denna produkt" },
});
