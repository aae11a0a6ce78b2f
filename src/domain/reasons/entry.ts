/**
 * Builders of the table's entries. The word at the left of an entry says who hears of it:
 *
 * - `error`: a person has to act, and an alert names it.
 * - `warning`: it goes on by itself or may be looked at. Nobody is alerted.
 * - `info`: for the record, with a next step for those who want another outcome.
 * - `done`: for the record. There is nothing to do, and no next step in the catalogue.
 *
 * An exception stands around the word: `alerting(warning(…))`, `nothingToDo(warning(…))`.
 */
import type { ParamKind, ReasonEntry } from "./table.ts";

type Level = Pick<ReasonEntry, "severity" | "alerts">;

type Params = Readonly<Record<string, ParamKind>>;

type Entry<Of extends Params> = Level & { readonly params: Of };

type NothingToDo = { readonly asks: false };

type EntryBuilder<More = unknown> = {
  (): Entry<Record<never, never>> & More;
  /** `params`: the kind of each parameter that the code's texts have. */
  <const Of extends Params>(params: Of): Entry<Of> & More;
};

const entries =
  (level: Level): EntryBuilder =>
  <Of extends Params>(params?: Of) => ({ ...level, params: params ?? {} });

/** An alert names it all the same: it can't wait until somebody looks. */
export const alerting = <Of extends Params>(entry: Entry<Of>): Entry<Of> => ({
  ...entry,
  alerts: true,
});

/** Nobody can do anything about it: there is no next step in the catalogue. */
export const nothingToDo = <Of extends Params>(entry: Entry<Of>): Entry<Of> & NothingToDo => ({
  ...entry,
  asks: false,
});

export const error = entries({ severity: "error", alerts: true });
export const warning = entries({ severity: "warning", alerts: false });
export const info = entries({ severity: "info", alerts: false });
export const done: EntryBuilder<NothingToDo> = <Of extends Params>(params?: Of) =>
  nothingToDo(info(params ?? {}));
