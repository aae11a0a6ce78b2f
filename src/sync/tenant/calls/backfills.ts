/** Orders of the past: see backfills.ts beside this folder. */
import * as view from "../backfills/backfill-view.ts";
import { begin, cancel } from "../backfills/backfills.ts";
import { undo } from "../backfills/undo.ts";
import * as takeBacks from "../backfills/take-backs.ts";
import { atomic } from "../context/served.ts";

export const backfills = {
  begin: atomic(begin),
  cancel: atomic(cancel),
  undo: atomic(undo),
  takeBack: atomic(takeBacks.begin),
  takeBackChoices: takeBacks.choices,
  tryAgain: atomic(takeBacks.beginRebookingDryRun),
  list: view.list,
  one: view.one,
  orders: view.orders,
};
