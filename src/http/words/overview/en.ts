/** All tenants at a glance, and the form for another one. */
import { countEn } from "../plurals.ts";
import type { Translated } from "../words.ts";

export const en = {
  title: "Tenants",
  lead: "Each ties one Asperion administration to one eAccounting company.",
  none: "There is none yet. Make the first one below.",
  administration: (number: number, company: string | null) =>
    `Administration ${number} → ${company ?? "no company yet"}`,
  connections: "Connections",
  outOfReach: "Can't be reached at the moment",
  lastDay: "The last 24 hours",
  nothingCame: "Nothing came in.",
  needs: "Needs a person",
  nothing: "Nothing.",
  toLookAt: (count: number) => countEn(count, "thing to look at", "things to look at"),
  connect: (vendor: string) => `${vendor} has to be connected.`,
  connectAgain: (vendor: string) => `${vendor} has to be connected again.`,
  ordersOff: "Orders are switched off.",
  doubts: (count: number) =>
    `${countEn(count, "write", "writes")} without a known result: looked up without anybody's help.`,
  state: {
    trial: "Trial: nothing is written",
    stopped: "Stopped by a person",
    paused: "Paused: needs a person",
    notConnected: "Not connected",
    running: "Running",
  },
  newTenant: {
    title: "New tenant",
    refused: "The tenant was not made. What has to be corrected stands at its field.",
    name: "Name",
    nameHint: "What you call it here.",
    administration: "Asperion administration",
    administrationHint: "Its number in Asperion, such as 123.",
    language: "Language",
    languageHint:
      "Of reasons and messages that are sent out. Pages are in the reader's own language.",
    make: "Make the tenant",
  },
};

export type OverviewWords = Translated<typeof en>;
