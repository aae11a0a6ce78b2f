import type { Words } from "../words.ts";
import { en, type PeopleWords } from "./en.ts";
import { nl } from "./nl.ts";
import { pl } from "./pl.ts";
import { sv } from "./sv.ts";

export const PEOPLE: Words<PeopleWords> = { en, nl, pl, sv };
