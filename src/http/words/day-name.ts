/** The name of a day's voucher. */
import type { Messages } from "../../messages/index.ts";
import type { DayVoucherView } from "../../sync/contract/days.ts";
import type { Format } from "./format.ts";

/** By its day, and by which one of that day it is where there are several. */
export const dayName = (
  t: Messages["t"],
  format: Format,
  { day, n }: Pick<DayVoucherView, "day" | "n">,
): string => (n === 1 ? format.day(day) : t("days.further", { day: format.day(day), n }));
