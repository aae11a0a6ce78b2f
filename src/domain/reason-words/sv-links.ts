/** Swedish words: what a person links by hand. */
import type * as en from "./en-links.ts";
import { actor, amount, NOTHING_TO_DO, type Same, say, when, words } from "./sv-words.ts";

const AGAIN = "Rätta numret och tryck på Koppla igen.";
const CONFIRM = "Om det ändå stämmer, bekräfta det; ange annars ett annat nummer.";

const WHAT: Readonly<Record<string, string>> = {
  order: "order",
  "invoice-draft": "fakturautkast",
  invoice: "faktura",
  "credit-draft": "kreditfakturautkast",
  "credit-invoice": "kreditfaktura",
  voucher: "verifikation",
  customer: "kund",
};
const what = (value: unknown): string => WHAT[String(value)] ?? "dokument";

export const takenLinks = {
  "document-linked": words(
    (p) =>
      `Kopplat till ordern för hand av ${actor(p["actor"])}: ${what(p["document"])} ${say(p["number"])}. ${when(p["differs"], (n) => `Bekräftade skillnader: ${n}. `)}Inget mer skapas för ordern.`,
    "Inget behöver göras. Om ordern ändras senare, gör ändringen för hand i eAccounting. Tryck på Synka igen om en betalning ska registreras.",
  ),
  "customer-linked": words(
    (p) => `Orderns kund kopplades till kund ${say(p["number"])} för hand av ${actor(p["actor"])}.`,
    NOTHING_TO_DO,
  ),
} satisfies Same<typeof en.takenLinks>;

export const heldLinks = {
  "document-unlinked": words(
    (p) =>
      `Bortkopplat från ordern för hand av ${actor(p["actor"])}: ${say(p["documents"])}. Dokumentet står oförändrat kvar i eAccounting.`,
    "Tryck på Försök igen för att bokföra ordern på nytt, koppla ett annat dokument eller hoppa över ordern. Ett dokument som fortfarande bär orderns märkning hittas igen: ta först bort märkningen ur det.",
  ),
  "document-kept-by-hand": words(
    (p) =>
      `Ordern har ändrats i Asperion, och ${say(p["number"])} är kopplad till den för hand. Ett sådant dokument ändras, tas bort eller faktureras inte av sig självt.`,
    "Gör ändringen för hand i eAccounting och hoppa sedan över det här. Eller koppla bort dokumentet och tryck på Försök igen.",
  ),
  "link-not-found": words(
    (p) => `I eAccounting finns ingen ${what(p["document"])} med nummer ${say(p["number"])}.`,
    AGAIN,
  ),
  "link-ambiguous": words(
    (p) =>
      `I eAccounting finns ${say(p["count"])} dokument av det slaget med nummer ${say(p["number"])}.`,
    "Ange dokumentets id i stället för numret: det står i adressen till dokumentets sida i eAccounting.",
  ),
  "link-elsewhere": words(
    (p) => `Dokument ${say(p["number"])} hör redan till order ${say(p["order"])}.`,
    "Ett dokument står för en order. Koppla bort det där först om det hör hit, eller ange ett annat nummer.",
  ),
  "link-order-has-document": words(
    (p) => `Ordern har redan ett dokument: ${say(p["documents"])}.`,
    "Koppla bort det först och koppla sedan det andra.",
  ),
  "link-own-document": words(
    (p) =>
      `I eAccounting finns ett dokument med orderns märkning: ${say(p["number"])}. Att koppla ett annat skulle ge två för samma order.`,
    "Koppla det dokumentet, eller ta först bort det i eAccounting.",
  ),
  "link-kind-differs": words(
    (p) =>
      `Dokumentet ${say(p["number"])} (${what(p["document"])}) kan inte stå för ordern: det ena är en kreditfaktura, det andra inte.`,
    AGAIN,
  ),
  "link-amount-differs": words(
    (p) =>
      `Dokumentet är på ${amount(p["document"])} ${say(p["currency"])}, ordern på ${amount(p["order"])}.`,
    CONFIRM,
  ),
  "link-vat-differs": words(
    (p) => `Dokumentet har ${amount(p["document"])} i moms, ordern ${amount(p["order"])}.`,
    CONFIRM,
  ),
  "link-currency-differs": words(
    (p) => `Dokumentet är i ${say(p["document"])}, ordern i ${say(p["order"])}.`,
    CONFIRM,
  ),
  "link-customer-differs": words(
    "Dokumentet gäller en annan kund än den som är kopplad till orderns köpare.",
    CONFIRM,
  ),
  "link-customer-shared": words(
    (p) =>
      `Kund ${say(p["number"])} står redan för en annan köpare${when(p["count"], (n) => ` (${n})`)}.`,
    CONFIRM,
  ),
  "link-not-comparable": words(
    (p) => `Beloppen i ${say(p["number"])} (${what(p["document"])}) kan inte jämföras med orderns.`,
    "Jämför dem själv. Är det orderns dokument, bekräfta det.",
  ),
  "link-order-busy": words("Ordern bearbetas just nu.", "Vänta en minut och tryck på Koppla igen."),
  "link-not-carried-out": words(
    "Dokumentet kunde inte läsas just nu, så inget kopplades.",
    "Tryck på Koppla igen om en minut.",
  ),
} satisfies Same<typeof en.heldLinks>;
