/**
 * Reasons in words: the one place that says them. Parameters are said by their kinds of the table
 * (src/domain/reasons/index.ts), and one that is absent or of another kind never breaks a text.
 */
import {
  asksNothing,
  knownReason,
  REASONS,
  type Reason,
  type ReasonCode,
} from "../domain/reasons/index.ts";
import type { ParamKind } from "../domain/reasons/table.ts";
import type { Messages, PlainId } from "./index.ts";
import { saidParam } from "./reason-params.ts";

export type ReasonText = {
  /** What happened, in one or two sentences for a shop owner. */
  readonly text: string;
  /** What to do, or that nothing has to be done. */
  readonly next: string;
};

/** The reason in the reader's language. */
export function reasonText(messages: Messages, described: Reason): ReasonText {
  const { code, params } = knownReason(described);
  const kinds: Readonly<Record<string, ParamKind>> = REASONS[code].params;
  const args = Object.fromEntries(
    Object.entries(kinds).map(([name, kind]) => [name, saidParam(messages, kind, params[name])]),
  );
  return {
    text: messages.say({ id: `reasons.${code}.text`, args }),
    next: messages.say({ id: nextOf(code), args }),
  };
}

type Asking = {
  [Code in ReasonCode]: (typeof REASONS)[Code] extends { readonly asks: false } ? never : Code;
}[ReasonCode];
const asks = (code: ReasonCode): code is Asking => !asksNothing(code);

const nextOf = (code: ReasonCode): PlainId =>
  asks(code) ? `reasons.${code}.next` : "reasonParts.nothingToDo";
