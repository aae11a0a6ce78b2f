import type { ConfirmWords } from "./en.ts";

export const pl: ConfirmWords = {
  waits: {
    title: "Logowanie czeka na potwierdzenie",
    detail: (vendor, names, shop) =>
      `Zalogowano w ${vendor}. Daje to sklepowi „${shop}” dostęp do: ${names}. Nic jeszcze nie połączono: potwierdza ten, kto o to prosił, albo ktoś zalogowany tutaj.`,
    nothing: "niczego",
    warn: (vendor) => `Jeśli to nieoczekiwane, odbierz temu programowi dostęp w ${vendor}.`,
    look: "Obejrzyj i potwierdź",
  },
  title: (vendor) => `Potwierdź logowanie w ${vendor}`,
  lead: "To logowanie zaczął token API i mogło się ono zakończyć w dowolnej przeglądarce. Połącz je tylko wtedy, gdy należy do tego sklepu.",
  begunBy: "Zaczął",
  until: "Czeka do",
  legend: "Daje dostęp do",
  confirm: "Połącz",
  refuse: "Nie łącz",
  chooseOne: "Wybierz jedną pozycję.",
  none: "Żadne logowanie nie czeka na potwierdzenie.",
  oneWaits: "Jedno logowanie czeka na potwierdzenie.",
};
