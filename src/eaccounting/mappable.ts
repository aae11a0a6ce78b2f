/**
 * What an answered document holds in the fields that a rule may fill: compared when somebody may
 * have changed them.
 */
import { MAPPED_HEAD, MAPPED_ROW } from "../domain/mapped.ts";
import { canonical } from "./body.ts";
import { jsonText } from "../domain/json-text.ts";

type Raw = Readonly<Record<string, unknown>>;
type Texts = Readonly<Record<string, string>>;

const texts = (raw: Raw, names: readonly string[]): Texts =>
  Object.fromEntries(names.map((name) => [name, jsonText(canonical(raw[name]) ?? "")]));

/** By the ledger's names, as canonical text; empty where there is nothing. */
export const mappableHead = (raw: Raw): Texts => texts(raw, MAPPED_HEAD);
export const mappableRow = (raw: Raw): Texts => texts(raw, MAPPED_ROW);
