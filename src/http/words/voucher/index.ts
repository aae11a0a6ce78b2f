import type { Words } from "../words.ts";
import { en, type VoucherWords } from "./en.ts";
import { nl } from "./nl.ts";
import { pl } from "./pl.ts";
import { sv } from "./sv.ts";

export const VOUCHER: Words<VoucherWords> = { en, nl, pl, sv };
