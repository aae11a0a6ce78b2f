/**
 * Sales to other countries and in other currencies: each row of the table in
 * docs/cross-border-vat.md, by its number. The seller is Swedish and keeps its books in SEK unless
 * a case says otherwise.
 */
import { WITHIN_EU } from "./cross-border-eu.cases.ts";
import type { CrossBorderCase } from "./cross-border.kit.ts";
import { WORLD } from "./cross-border-world.cases.ts";

export const ABROAD: readonly CrossBorderCase[] = [...WITHIN_EU, ...WORLD];
