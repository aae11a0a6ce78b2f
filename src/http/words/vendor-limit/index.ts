import type { Words } from "../words.ts";
import { en, type VendorLimitWords } from "./en.ts";
import { nl } from "./nl.ts";
import { pl } from "./pl.ts";
import { sv } from "./sv.ts";

export const VENDOR_LIMIT: Words<VendorLimitWords> = { en, nl, pl, sv };
