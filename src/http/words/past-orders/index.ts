import type { Words } from "../words.ts";
import { en, type PastOrdersWords } from "./en.ts";
import { nl } from "./nl.ts";
import { pl } from "./pl.ts";
import { sv } from "./sv.ts";

export const PAST_ORDERS: Words<PastOrdersWords> = { en, nl, pl, sv };
