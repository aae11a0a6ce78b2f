import type { SettingsCustomersWords } from "./en.ts";

export const nl: SettingsCustomersWords = {
  "orders.findCustomerBy": {
    label: "De klant in eAccounting zoeken op",
    wrong: "kies er ten minste één",
    options: {
      email: "E-mailadres",
      "customer-number": "Klantnummer",
      "vat-number": "Btw-nummer",
      "organisation-number": "KvK- of organisatienummer",
    },
  },
  "orders.updateCustomer": { label: "Gegevens van de klant bijhouden" },
  "orders.customerKindConflict": {
    label: "Als de order bedrijf zegt en eAccounting particulier, of omgekeerd",
    options: { hold: "De order vasthouden en vragen", "ledger-wins": "eAccounting volgen" },
  },
  "customers.changedByPerson": {
    label: "Als iemand de klant in eAccounting wijzigde",
    options: {
      leave: "Die wijziging laten staan, de rest schrijven",
      hold: "De order vasthouden en vragen",
      overwrite: "De wijziging overschrijven",
    },
  },
  "customers.numberPrefix": {
    label: "Voorvoegsel van klantnummers die wij geven",
    wrong: "1 tot 4 tekens, eerst een letter",
  },
  "orders.defaultDebtor.when": {
    label: "Standaarddebiteur",
    options: { never: "Niet gebruiken", guests: "Voor gasten", always: "Voor elke order" },
  },
  "orders.defaultDebtor.id": {
    label: "Standaarddebiteur: een klant van eAccounting",
    wrong: "een klant van eAccounting: kies er een van de gevonden klanten, of zoek opnieuw",
  },
  "orders.collectiveDebtors": {
    label: "Debiteuren van Asperion die voor gasten staan",
    hint: "Wie niet is aangevinkt, gaat eraf.",
    wrong: "debiteuren van Asperion: kies uit de gevonden debiteuren, of zoek opnieuw",
  },
  "customers.enabled": {
    label: "Gewijzigde debiteuren naar eAccounting brengen, met of zonder order",
    hint: "Staat dit aan, dan wijzigt een order de klant van zijn debiteur niet meer; de debiteur doet dat.",
  },
  "customers.create": { label: "Klanten maken van debiteuren vóór hun eerste order" },
  "customers.classifyBy": {
    label: "Klanten een label geven op",
    options: {
      none: "Niets: labels blijven zoals ze zijn",
      "debtor-kind": "Soort debiteur",
      characteristic4: "Kenmerk 4",
      characteristic5: "Kenmerk 5",
    },
  },
};
