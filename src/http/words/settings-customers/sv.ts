import type { SettingsCustomersWords } from "./en.ts";

export const sv: SettingsCustomersWords = {
  "orders.findCustomerBy": {
    label: "Hitta kunden i eAccounting med",
    wrong: "välj minst en",
    options: { email: "E-postadress", "customer-number": "Kundnummer", "vat-number": "Momsregistreringsnummer", "organisation-number": "Organisationsnummer" },
  },
  "orders.updateCustomer": { label: "Håll kundens uppgifter aktuella" },
  "orders.customerKindConflict": { label: "När ordern säger företag och eAccounting säger privatperson, eller tvärtom", options: { hold: "Håll kvar ordern och fråga", "ledger-wins": "Gå efter eAccounting" } },
  "customers.changedByPerson": {
    label: "När någon ändrat kunden i eAccounting",
    options: { leave: "Lämna det som ändrats, skriv resten", hold: "Håll kvar ordern och fråga", overwrite: "Skriv över ändringen" },
  },
  "customers.numberPrefix": { label: "Prefix på kundnummer som vi ger", wrong: "1 till 4 tecken, en bokstav först" },
  "orders.defaultDebtor.when": { label: "Standardkund", options: { never: "Används inte", guests: "För gäster", always: "För varje order" } },
  "orders.defaultDebtor.id": { label: "Standardkund: dess id i eAccounting", wrong: "id för en kund i eAccounting, till exempel 8b0ff0a2-7d5f-4c2e-9a55-0b6f3f1d2c11" },
  "orders.collectiveDebtors": { label: "Kunder i Asperion som står för gäster", hint: "Deras id, med kommatecken emellan.", wrong: "heltal med kommatecken emellan, till exempel 299, 300" },
  "customers.enabled": { label: "För över ändrade kunder i Asperion till eAccounting, med eller utan order", hint: "När det är på ändrar en order inte längre sin kund i eAccounting; det gör kunden i Asperion." },
  "customers.create": { label: "Skapa kunder av kunder i Asperion före deras första order" },
  "customers.classifyBy": {
    label: "Ge kunder etiketter efter",
    options: { none: "Ingenting: etiketter lämnas i fred", "debtor-kind": "Kundtyp i Asperion", characteristic4: "Egenskap 4", characteristic5: "Egenskap 5" },
  },
};
