import type { Words } from "../words.ts";
import { en, type TypeRulesWords } from "./en.ts";
import { nl } from "./nl.ts";
import { pl } from "./pl.ts";
import { sv } from "./sv.ts";

export const TYPE_RULES: Words<TypeRulesWords> = { en, nl, pl, sv };
