/** The manual in one language, written by test/docs/write-manual.ts. */
import type { Manual } from "../../pages.ts";
import { comparison } from "./comparison.ts";
import { customers } from "./customers.ts";
import { dashboard } from "./dashboard.ts";
import { everyday } from "./everyday.ts";
import { firstSetUp } from "./first-set-up.ts";
import { goingLive } from "./going-live.ts";
import { held } from "./held.ts";
import { mapping } from "./mapping.ts";
import { orders } from "./orders.ts";
import { people } from "./people.ts";
import { products } from "./products.ts";
import { settings } from "./settings.ts";
import { stock } from "./stock.ts";

export const nl: Manual = {
  "first-set-up": firstSetUp,
  "going-live": goingLive,
  dashboard,
  orders,
  customers,
  products,
  stock,
  held,
  comparison,
  settings,
  mapping,
  everyday,
  people,
};
