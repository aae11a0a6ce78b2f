import { countSv } from "../plurals.ts";
import type { DashboardWords } from "./en.ts";

export const sv: DashboardWords = {
  title: "Siffror",
  unknown: "Siffrorna går inte att hämta just nu.",
  label: "I dag och denna månad",
  lead: "Varje order räknas en gång, på den dag då den fick sitt utfall; en senare kontroll utan ändring flyttar den inte.",
  what: "Utfall",
  today: "I dag",
  month: "Denna månad",
  count: "Antal",
  amount: "Debiterat, inkl. moms",
  nothing: "Inget ännu denna månad.",
  flows: { orders: "Order", customers: "Kunder", products: "Produkter", stock: "Lagerkörningar" },
  graph: "Order de senaste 30 dagarna",
  graphText: (orders, held, most) =>
    `${countSv(orders, "order", "order")} på 30 dagar, varav ${held} kräver åtgärd. Som mest på en dag: ${most}.`,
  noOrders: "Inga order de senaste 30 dagarna.",
  inStep: "Nya eller uppdaterade i eAccounting",
  left: "Överhoppade",
  needs: "Kräver åtgärd",
  table: "Samma sak som tabell",
  day: "Dag",
  ofDay: (day, inStep, left, needs) =>
    `${day}: ${inStep} nya eller uppdaterade i eAccounting, ${left} överhoppade, ${needs} kräver åtgärd`,
  more: (count) => `och ${countSv(count, "till", "till")} av samma skäl`,
  toAttention: "Visa alla",
};
