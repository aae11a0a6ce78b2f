/** Days that orders are booked by. */
import * as dayViews from "../days/day-views.ts";

export const days = {
  list: dayViews.list,
  one: dayViews.one,
};
