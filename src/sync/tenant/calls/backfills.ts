/** Orders of the past: see backfills.ts beside this folder. */
import * as view from "../backfill-view.ts";
import { begin, cancel, undo } from "../backfills.ts";
import { atomic } from "../served.ts";

export const backfills = {
  begin: atomic(begin),
  cancel: atomic(cancel),
  undo: atomic(undo),
  list: view.list,
  one: view.one,
  orders: view.orders,
};
