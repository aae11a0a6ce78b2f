import type { Words } from "../words.ts";
import { en, type TenantWords } from "./en.ts";
import { nl } from "./nl.ts";
import { pl } from "./pl.ts";
import { sv } from "./sv.ts";

export const TENANT: Words<TenantWords> = { en, nl, pl, sv };
