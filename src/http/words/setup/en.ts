/** Setting a tenant up, step by step, from a name to the first booked order. */
import type { Become } from "../../../domain/become.ts";
import { countEn } from "../plurals.ts";
import type { Translated } from "../words.ts";

export const en = {
  title: (tenant: string) => `Set up ${tenant}`,
  begin: {
    link: "Set up a shop step by step",
    title: "Set up a shop",
    lead: "Nine steps, each of which can be left and taken up again. Nothing is written to eAccounting before you say so.",
    make: "Begin",
  },
  progress: "Steps",
  done: "done",
  step: (number: number, of: number) => `Step ${number} of ${of}`,
  next: "Next step",
  back: "Back",
  saveNext: "Save and go on",
  later: "This can be done later: the next steps work without it.",
  toTenant: "To the tenant",
  steps: {
    name: "Name and language",
    asperion: "Connect Asperion",
    eaccounting: "Connect eAccounting",
    flows: "What to keep in step",
    questions: "Questions",
    articles: "Articles of our own",
    webhook: "Webhook",
    "dry-run": "Dry run",
    live: "Go live",
  },
  name: {
    name: "Name",
    nameHint: "What you call the shop here.",
    language: "Language",
    languageHint:
      "Of reasons and messages that are sent out. Pages are in the reader's own language.",
    refused: "a name of 1 to 100 characters",
  },
  connect: {
    asperion:
      "Sign in at Asperion as a user of the shop's administration. If the user has several, you choose one afterwards.",
    eaccounting:
      "Sign in at eAccounting and choose the company that orders are booked in. Each company belongs to one shop here.",
    connect: (vendor: string) => `Connect ${vendor}`,
    again: (vendor: string) => `Connect ${vendor} again`,
    connected: (name: string) => `Connected: ${name}`,
    missing: "Not connected yet",
    needsLogin: "Needs a new sign-in",
    administration: (id: string) => `Administration ${id}`,
    first: (vendor: string) => `${vendor} has to be connected first.`,
  },
  choose: {
    title: "Choose the administration",
    lead: "Your sign-in at Asperion gives access to several administrations. Choose the shop's own: its orders are booked, and this can't be changed afterwards.",
    legend: "Administration",
    shop: (shop: string) => `For the shop ${shop}.`,
    twice:
      "Two shops of one administration have the same orders: each books all of them, in a company of its own.",
    usedBy: (shops: string) => `In use by ${shops}`,
    usedByAnother: "In use by another shop",
    shared: "This administration isn't this shop's alone",
    none: "choose one",
    choose: "Choose and connect",
  },
  allows: {
    title: "What this company allows",
    reading: "The company's settings are being read. Look again in a moment.",
    lookAgain: "Look again",
    thing: "For",
    state: "Allowed",
    what: "What to do",
    verdicts: { yes: "Yes", no: "No", unknown: "Not told" },
    things: {
      "sales-orders": "Sales orders",
      invoices: "Invoices and drafts",
      payments: "Registering payments",
      vouchers: "Vouchers and accounts",
      stock: "Keeping stock",
      rounding: "Rounding to the cent",
      cents: "Amounts with cents on invoices",
    },
    missing: {
      module: (name: string) =>
        `In eAccounting, under Settings › Apps and extensions, switch on the module (${name}). Then press Check connection.`,
      variant: (name: string) =>
        `The company's product (${name}) doesn't have it. Change the subscription in eAccounting, or choose invoices in place of sales orders.`,
      scope: (name: string) =>
        `The sign-in doesn't cover it (${name}). Connect eAccounting again and accept everything that is asked for.`,
      rights: () =>
        "The user who signed in may not read it. Sign in as one with full rights in the company.",
      coding: () =>
        "Make an active article coding with 0 % VAT in eAccounting: it takes the cents that VAT rounding leaves. Without it, orders that need them are held.",
      method: () =>
        "The company keeps its books by payment (the cash method): an invoice would book nothing until it is paid, so such orders are held. Choose sales orders, drafts that you book yourself, or vouchers of orders that are paid.",
      "whole-units": () =>
        "The company rounds its invoices to whole units: orders with cents are held. Switch the rounding off in the company settings of eAccounting, or choose in the settings of orders here where the difference is booked.",
    },
    unknown: "Not known yet. The first order shows it at the latest; nothing has to be done now.",
    company: "Company",
    country: "Country and currency",
    lockedTo: "Books closed up to",
    open: "open",
  },
  flows: {
    lead: "Choose what is kept in step. Nothing runs until the last step.",
    legend: "Flows",
    orders: "Orders, from Asperion to eAccounting",
    customers: "Customers, from Asperion to eAccounting, with or without an order",
    products: "Products, from eAccounting to Asperion",
    stock: "Stock, from eAccounting to Asperion",
    hints: {
      orders: "Each order becomes one document.",
      customers: "Without it, customers come with their orders.",
      products:
        "Names, prices and texts of articles. No categories, no images, no customer price lists.",
      stock: "Needs orders, and a debtor in Asperion for corrections or a field of the article.",
    },
    none: "choose at least one",
    startNeeded: "orders need a start line",
    startLine: "Start line",
    startHint:
      "Orders dated before it are never booked by themselves. Now, or the first day that isn't in eAccounting yet.",
  },
  questions: {
    lead: "What is filled in already follows from your data and can be accepted as it is. All of it can be changed later under Settings.",
    names: "Names of both sides are still being read: proposals come with them.",
    noFlows: "Which ones depends on what is kept in step:",
    paid: "Only for booked invoices whose payments are registered.",
    accept: "Accept and go on",
  },
  articles: {
    lead: "What no line of the shop carries needs an article in eAccounting: shipping, discounts and fees for each VAT rate, and the cents of rounding. They are service articles without stock; they are made once, found again, and never sent to the shop.",
    claim:
      "The company is also marked, by a customer label, as kept by this installation: another one then keeps off.",
    make: "Make them in eAccounting",
    again: "Make what is missing",
    none: "None is there yet.",
    made: (count: number) => `${countEn(count, "article is", "articles are")} there.`,
    noRounding: "There is none for rounding: the company has no active coding with 0 % VAT.",
    waits: "Not made yet, and tried again by itself:",
    notMade: "Not made:",
    trial: "In trial mode nothing is made.",
  },
  webhook: {
    lead: "A webhook tells of an order within a second. Without one, orders are found every few minutes all the same.",
    address: "Address",
    secretLead: "Asperion, or whatever sends in its name, signs with a secret.",
    make: "Make a secret",
    another: "Make another secret",
    operatorMakes: "The operator makes the secret.",
    once: "Copy it now: it is shown this once.",
    secret: "Secret",
    inUse: (count: number) => `${countEn(count, "secret", "secrets")} in use.`,
    test: "Send me a test",
    testHow:
      "Press the sender's own test button, or change any order in Asperion. Wait here, and this page answers as soon as it has come.",
    wait: "Wait for it",
    waited:
      "Nothing has come within twenty seconds. Check the address and the secret at the sender, and wait again.",
    heard: (type: string, when: string) => `A signed webhook has arrived: ${type}, ${when}.`,
    notHeard: "None has arrived yet.",
  },
  dryRun: {
    lead: "The shop's last orders, each as it would be booked. Nothing is written.",
    run: (count: number) => `Show the last ${countEn(count, "order", "orders")}`,
    again: "Show them again",
    busy: "Still at work.",
    lookAgain: "Look again",
    none: "None has been looked at yet.",
    order: "Order",
    would: "Would become",
    gross: "Paid",
    vat: "VAT",
    rows: "Rows",
    each: "Every row, and why",
    noOrders: "The shop has no orders yet.",
    counts: {
      book: (count: number) => `${countEn(count, "order", "orders")} would be booked.`,
      change: (count: number) => `${countEn(count, "order", "orders")} would be changed.`,
      remove: (count: number) =>
        `Documents of ${countEn(count, "order", "orders")} would be deleted.`,
      nothing: (count: number) =>
        `Already right in eAccounting: ${countEn(count, "order", "orders")}.`,
      leave: (count: number) => `${countEn(count, "order", "orders")} would be left out.`,
      hold: (count: number) =>
        `${countEn(count, "order", "orders")} would be held. What to do stands with each; the others don't wait for them.`,
    } satisfies Readonly<Record<Become, (count: number) => string>>,
  },
  live: {
    lead: "From now on the chosen flows run by themselves.",
    chosen: "Chosen",
    startLine: "From",
    how: "How",
    forReal: "For real: documents are written to eAccounting",
    trial: "Trial: everything is worked out and shown, nothing is written",
    limit: "Documents on the first day, at most",
    limitHint: "What comes beyond waits for the next day. Blank: no limit.",
    limitWrong: "a whole number from 1 to 10000, or nothing",
    go: "Go live",
    missing: "Before going live:",
    isLive: "This shop is live.",
    isTrial: "This shop is on trial: nothing is written.",
    stop: "The stop button stands on every page of the shop. What comes in while it is stopped waits and is done in its order afterwards.",
  },
};

export type SetupWords = Translated<typeof en>;
