import { countNl } from "../plurals.ts";
import type { DashboardWords } from "./en.ts";

export const nl: DashboardWords = {
  title: "Cijfers",
  unknown: "De cijfers zijn op dit moment niet op te vragen.",
  label: "Vandaag en deze maand",
  lead: "Elke order telt één keer, op de dag waarop hij deze uitkomst kreeg; wordt er later opnieuw gekeken zonder dat er iets verandert, dan blijft hij staan.",
  what: "Uitkomst",
  today: "Vandaag",
  month: "Deze maand",
  count: "Aantal",
  amount: "In rekening gebracht, incl. btw",
  nothing: "Deze maand nog niets.",
  flows: { orders: "Orders", customers: "Klanten", products: "Producten", stock: "Voorraadruns" },
  graph: "Orders van de laatste 30 dagen",
  graphText: (orders, held, most) =>
    `${countNl(orders, "order", "orders")} in 30 dagen, waarvan ${held} om aandacht vragen. Het hoogste aantal op één dag: ${most}.`,
  noOrders: "Geen orders in de laatste 30 dagen.",
  inStep: "Nieuw of bijgewerkt in eAccounting",
  left: "Overgeslagen",
  needs: "Vraagt om aandacht",
  table: "Hetzelfde als tabel",
  day: "Dag",
  ofDay: (day, inStep, left, needs) =>
    `${day}: ${inStep} nieuw of bijgewerkt in eAccounting, ${left} overgeslagen, ${needs} vragen om aandacht`,
  more: (count) => `en nog ${countNl(count, "andere", "andere")} om dezelfde reden`,
  toAttention: "Alle bekijken",
};
