/** A sign-in at a vendor that an API token began, and that waits to be confirmed. */
import type { Translated } from "../words.ts";

export const en = {
  waits: {
    title: "The sign-in waits for confirmation",
    detail: (vendor: string, names: string, shop: string) =>
      `You signed in at ${vendor}. It gives the shop “${shop}” access to ${names}. Nothing is connected yet: whoever asked you for it confirms it, or somebody who is signed in here.`,
    nothing: "nothing",
    warn: (vendor: string) =>
      `If you didn't expect this, take this program's access away in ${vendor}.`,
    look: "Look at it and confirm",
  },
  title: (vendor: string) => `Confirm the sign-in at ${vendor}`,
  lead: "An API token began this sign-in, and it may have been ended in any browser. Connect it only if it is this shop's.",
  begunBy: "Begun by",
  until: "Waits until",
  legend: "It gives access to",
  confirm: "Connect",
  refuse: "Don't connect",
  chooseOne: "Choose one.",
  none: "No sign-in waits for confirmation.",
  oneWaits: "A sign-in waits for confirmation.",
};

export type ConfirmWords = Translated<typeof en>;
