import type { Words } from "../words.ts";
import { en, type OwnArticlesWords } from "./en.ts";
import { nl } from "./nl.ts";
import { pl } from "./pl.ts";
import { sv } from "./sv.ts";

export const OWN_ARTICLES: Words<OwnArticlesWords> = { en, nl, pl, sv };
