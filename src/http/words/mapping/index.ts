import type { Words } from "../words.ts";
import { en, type MappingWords } from "./en.ts";
import { nl } from "./nl.ts";
import { pl } from "./pl.ts";
import { sv } from "./sv.ts";

export const MAPPING: Words<MappingWords> = { en, nl, pl, sv };
