import type { ByHandWords } from "./en.ts";

export const sv: ByHandWords = {
  title: "Dokument i eAccounting",
  none: "Inget dokument står för ordern.",
  stands: (kind, number) => `${kind} ${number} står för ordern.`,
  byHand: "Kopplat av en person.",
  roles: {
    "sales-order": "Order",
    "invoice-draft": "Fakturautkast",
    "credit-draft": "Utkast till kreditfaktura",
    invoice: "Faktura",
    credit: "Kreditfaktura",
    voucher: "Verifikation",
    "voucher-credit": "Verifikation för en kredit",
    other: "Dokument",
  },
  link: "Koppla ett befintligt dokument",
  linkLead:
    "Bokfört för hand, eller hittat efter en oklarhet: ange numret. Det läses först, och inget mer skickas för ordern.",
  what: "Vad det är",
  kinds: {
    order: "Order",
    "invoice-draft": "Fakturautkast (med dess id)",
    invoice: "Faktura eller kreditfaktura",
    voucher: "Verifikation",
    customer: "Kund för orderns köpare",
  },
  number: "Nummer i eAccounting",
  numberHint:
    "Som eAccounting visar det, till exempel 1042 eller A12. Ett fakturautkast har inget nummer: ta dess id ur adressen till sidan.",
  press: "Koppla",
  differs: "Det stämmer inte med ordern",
  confirm: "Koppla ändå",
  refused: "Det kopplades inte",
  unlink: "Koppla bort",
  unlinkLead:
    "Dokumentet står oförändrat kvar i eAccounting. Ordern hålls kvar och bokförs inte igen förrän någon trycker på Försök igen.",
  why: "Varför det kopplas bort",
  sayWhy: "Ange varför: skälet sparas med ordern.",
  sayNumber: "Ange ett nummer.",
  rowLink: "Koppla eller koppla bort",
  article: {
    title: "Artikeln i Asperion",
    byCode: "Den hittas på sin kod: artikeln i Asperion vars kod är den här artikelns nummer.",
    stands: (code) => ["Någon har sagt att den är artikeln ", code, " i Asperion."],
    lead: "För när numren skiljer sig åt, eller fel artikel har hittats. Den behåller sin kod där; övriga fält följer eAccounting som inställningarna säger. Lager och orderrader går fortfarande på koden: för order finns översättningstabellen ”Artikel som säljs i stället för en annan”.",
    code: "Artikelns kod i Asperion",
    link: "Koppla",
    unlink: "Koppla bort artikeln",
    unlinkLead:
      "Sedan hittas den på sitt nummer igen, och läggs upp i Asperion om ingen artikel har den koden. Artikeln som den var kopplad till förblir som den är.",
  },
  debtor: {
    title: "Kunden i eAccounting",
    stands: (id) => ["Kund ", id, " i eAccounting står för den här kunden i Asperion."],
    byPerson: "Kopplad av en person.",
    byItself: "Hittad eller skapad av sig själv.",
    lead: "Kunden står kvar i eAccounting som den är. Vid nästa order eller ändring i Asperion söks kunden på nytt, som inställningarna säger: rätta först det som gjorde att fel kund hittades.",
    unlink: "Koppla bort kunden",
  },
};
