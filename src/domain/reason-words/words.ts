/** The shape of a reason's words, and the helpers with which parameters are said. A parameter that isn't there never breaks a text. */
import { dec, isDecimal, plain } from "../money.ts";
import type { ReasonParam } from "../reasons.ts";

export type Params = Readonly<Record<string, ReasonParam>>;

export type ReasonWords = {
  /** What happened, in one or two sentences that a shop owner understands. */
  readonly text: (params: Params) => string;
  /** What to do, or that nothing has to be done. */
  readonly next: string;
};

export function words(text: string | ((params: Params) => string), next: string): ReasonWords {
  return { text: typeof text === "string" ? () => text : text, next };
}

export const NOTHING_TO_DO = "Nothing has to be done.";

/** The parameter itself, or "unknown". */
export const say = (value: ReasonParam | undefined): string => (value === null || value === undefined || value === "" ? "unknown" : String(value));

/** A part of a sentence that is left out where the parameter isn't there. */
export const when = (value: ReasonParam | undefined, part: (value: string) => string): string =>
  value === null || value === undefined || value === "" ? "" : part(String(value));

/** A fraction as a percentage: "0.25" is "25 %". */
export const percent = (value: ReasonParam | undefined): string =>
  typeof value === "string" && isDecimal(value) ? `${plain(dec(value).times(100))} %` : say(value);

export const atLine = (params: Params): string => when(params["line"] === 0 ? null : params["line"], (line) => ` (line ${line})`);

export const vendorName = (value: ReasonParam | undefined): string =>
  value === "asperion" ? "Asperion" : value === "eaccounting" ? "eAccounting" : "The other system";
