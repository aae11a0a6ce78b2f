/** The days by which orders are booked. */
import * as dayViews from "../days/day-views.ts";

export const days = {
  list: dayViews.list,
  one: dayViews.one,
};
