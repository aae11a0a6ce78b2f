/** Swedish: how parameters are said. */
import { saying } from "./words.ts";

export { listed, type Same, when, words } from "./words.ts";

export const NOTHING_TO_DO = "Inget behöver göras.";
export const BY_ITSELF = "Inget behöver göras: det fortsätter av sig självt.";
export const RETRY = " Tryck sedan på Försök igen.";

export const { say, amount, day, percent, atLine, vendorName } = saying("sv", { unknown: "okänt", otherSystem: "Det andra systemet", line: (line) => `rad ${line}` });
