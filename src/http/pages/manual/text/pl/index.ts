/** The manual in one language, written by test/docs/write-manual.ts. */
import type { Manual } from "../../pages.ts";
import { customers } from "./customers.ts";
import { everyday } from "./everyday.ts";
import { firstSetUp } from "./first-set-up.ts";
import { goingLive } from "./going-live.ts";
import { held } from "./held.ts";
import { mapping } from "./mapping.ts";
import { orders } from "./orders.ts";
import { products } from "./products.ts";
import { stock } from "./stock.ts";

export const pl: Manual = { "first-set-up": firstSetUp, orders, customers, products, stock, mapping, held, "going-live": goingLive, everyday };
