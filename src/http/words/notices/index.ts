import type { Words } from "../words.ts";
import { en, type NoticesWords } from "./en.ts";
import { nl } from "./nl.ts";
import { pl } from "./pl.ts";
import { sv } from "./sv.ts";

export const NOTICES: Words<NoticesWords> = { en, nl, pl, sv };
