import type { Words } from "../words.ts";
import { en, type OrdersWords } from "./en.ts";
import { nl } from "./nl.ts";
import { pl } from "./pl.ts";
import { sv } from "./sv.ts";

export const ORDERS: Words<OrdersWords> = { en, nl, pl, sv };
