import type { Words } from "../words.ts";
import { en, type ProductRulesWords } from "./en.ts";
import { nl } from "./nl.ts";
import { pl } from "./pl.ts";
import { sv } from "./sv.ts";

export const PRODUCT_RULES: Words<ProductRulesWords> = { en, nl, pl, sv };
