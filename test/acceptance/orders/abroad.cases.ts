/**
 * Sales to other countries and in other currencies: each row of the table in docs/vat-abroad.md, by
 * its number. The seller is Swedish and keeps its books in SEK unless a case says otherwise.
 */
import { WITHIN_EU } from "./abroad-eu.cases.ts";
import type { AbroadCase } from "./abroad.kit.ts";
import { WORLD } from "./abroad-world.cases.ts";

export const ABROAD: readonly AbroadCase[] = [...WITHIN_EU, ...WORLD];
