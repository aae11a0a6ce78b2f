import type { Words } from "../words.ts";
import { type DashboardWords, en } from "./en.ts";
import { nl } from "./nl.ts";
import { pl } from "./pl.ts";
import { sv } from "./sv.ts";

export const DASHBOARD: Words<DashboardWords> = { en, nl, pl, sv };
