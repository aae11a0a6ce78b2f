import type { SettingsCustomersWords } from "./en.ts";

export const sv: SettingsCustomersWords = {
  "orders.findCustomerBy": {
    label: "Hitta kunden i eAccounting med",
    wrong: "välj minst en",
    options: {
      email: "E-postadress",
      "customer-number": "Kundnummer",
      "vat-number": "Momsregistreringsnummer",
      "organisation-number": "Organisationsnummer",
    },
  },
  "orders.updateCustomer": { label: "Håll kundens uppgifter aktuella" },
  "orders.customerKindConflict": {
    label: "När ordern säger företag och eAccounting säger privatperson, eller tvärtom",
    options: { hold: "Håll kvar ordern och fråga", "ledger-wins": "Gå efter eAccounting" },
  },
  "customers.changedByPerson": {
    label: "När någon ändrat kunden i eAccounting",
    options: {
      leave: "Lämna det som ändrats, skriv resten",
      hold: "Håll kvar ordern och fråga",
      overwrite: "Skriv över ändringen",
    },
  },
  "customers.numberPrefix": {
    label: "Prefix på kundnummer som vi ger",
    wrong: "1 till 4 tecken, en bokstav först",
  },
  "orders.defaultDebtor.when": {
    label: "Standardkund",
    options: { never: "Används inte", guests: "För gäster", always: "För varje order" },
  },
  "orders.defaultDebtor.id": {
    label: "Standardkund: en kund i eAccounting",
    wrong: "en kund i eAccounting: välj en av dem som hittades, eller sök igen",
  },
  "orders.collectiveDebtors": {
    label: "Kunder i Asperion som står för gäster",
    hint: "Den som inte är ikryssad tas bort.",
    wrong: "kunder i Asperion: välj bland dem som hittades, eller sök igen",
  },
  "customers.enabled": {
    label: "För över ändrade kunder i Asperion till eAccounting, med eller utan order",
    hint: "När det är på ändrar en order inte längre sin kund i eAccounting; det gör kunden i Asperion.",
  },
  "customers.create": { label: "Skapa kunder av kunder i Asperion före deras första order" },
  "customers.classifyBy": {
    label: "Ge kunder etiketter efter",
    options: {
      none: "Ingenting: etiketter lämnas i fred",
      "debtor-kind": "Kundtyp i Asperion",
      characteristic4: "Egenskap 4",
      characteristic5: "Egenskap 5",
    },
  },
};
