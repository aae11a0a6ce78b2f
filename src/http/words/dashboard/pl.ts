import { countPl } from "../plurals.ts";
import type { DashboardWords } from "./en.ts";

export const pl: DashboardWords = {
  title: "Liczby",
  unknown: "W tej chwili nie można odczytać liczb.",
  label: "Dziś i w tym miesiącu",
  lead: "Każde zamówienie liczy się raz, w dniu, w którym uzyskało ten wynik; ponowne sprawdzenie bez zmian go nie przesuwa.",
  what: "Wynik",
  today: "Dziś",
  month: "Ten miesiąc",
  count: "Liczba",
  amount: "Wartość brutto (z VAT)",
  nothing: "W tym miesiącu jeszcze nic.",
  flows: {
    orders: "Zamówienia",
    customers: "Kontrahenci",
    products: "Produkty",
    stock: "Przebiegi stanów magazynowych",
  },
  graph: "Zamówienia z ostatnich 30 dni",
  graphText: (orders, held, most) =>
    `${countPl(orders, "zamówienie", "zamówienia", "zamówień")} w ciągu 30 dni, w tym wymagające uwagi: ${held}. Najwięcej jednego dnia: ${most}.`,
  noOrders: "Brak zamówień w ostatnich 30 dniach.",
  inStep: "Nowe lub zaktualizowane w eAccounting",
  left: "Pominięte",
  needs: "Wymaga uwagi",
  table: "To samo w tabeli",
  day: "Dzień",
  ofDay: (day, inStep, left, needs) =>
    `${day}: nowe lub zaktualizowane w eAccounting: ${inStep}, pominięte: ${left}, wymagające uwagi: ${needs}`,
  more: (count) =>
    `i jeszcze ${countPl(count, "taka sama sprawa", "takie same sprawy", "takich samych spraw")}`,
  toAttention: "Zobacz wszystkie",
};
