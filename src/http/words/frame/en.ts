/** What stands around every page, and pages that say no. */
import type { Child } from "hono/jsx";
import type { Translated } from "../words.ts";

export const en = {
  skip: "Skip to the page",
  to: "to",
  signedInAs: (name: Child): Child => ["Signed in as ", name],
  logOut: "Log out",
  zone: (zone: string) => `Times are those of ${zone}.`,
  language: "Language",
  choose: "Choose",
  whereYouAre: "Where you are",
  pagesOfTenant: "Pages of this tenant",
  tenants: "Tenants",
  tabs: {
    attention: "Needs attention",
    status: "Status",
    orders: "Orders",
    mapping: "Mapping",
    settings: "Settings",
    customers: "Customers",
    products: "Products",
    stock: "Stock",
    comparison: "Comparison",
  },
  stopAll: "Stop everything",
  resumeAll: "Resume everything",
  toTenants: "To the tenants",
  toTenant: "To the tenant",
  whatToDo: "What to do:",
  open: (place: string) => `Open: ${place}`,
  ownWords: (vendor: string) => `In ${vendor}'s own words:`,
  raw: { nothing: "nothing" },
  refused: {
    400: { title: "That can't be taken", next: "Go back, correct it and send it again." },
    403: { title: "Not allowed", next: "Ask whoever runs this installation." },
    404: {
      title: "Not found",
      next: "It may have been removed, or the address is incomplete. Go back and choose it from the list.",
    },
    409: {
      title: "Not as things are now",
      next: "Go back and look at how things stand now; then decide again.",
    },
    503: { title: "Not available at the moment", next: "Nothing is lost. Try again in a moment." },
  },
  tooLarge: {
    title: "Too much at once",
    detail: "This form is larger than the pages take.",
    next: "Shorten it, or use the management API.",
  },
  tooSlow: {
    title: "Too slow",
    detail: "This form took too long to arrive.",
    next: "Send it once more.",
  },
  noPage: {
    title: "Not found",
    detail: "There is no such page.",
    next: "The address may be incomplete.",
  },
  foreignForm: {
    title: "This form was not taken",
    detail:
      "It did not come from a page of this sign-in, so nothing was changed. The page may have been open since an earlier sign-in.",
    next: "Open the page again and repeat what you did.",
    back: "Open the page again",
  },
  database: {
    title: "Not available at the moment",
    detail: "The database doesn't answer. Bookings don't depend on it and go on.",
    next: "Try again in a moment.",
  },
  bug: {
    title: "Something went wrong here",
    detail: "This page could not be made, by an error of this product.",
    next: "Try once more. If it happens again, tell whoever runs this installation at what time it was: the log says more.",
  },
  nothingChanged: "Nothing was changed by this.",
};

export type FrameWords = Translated<typeof en>;
