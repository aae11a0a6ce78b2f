/** Polish words: what becomes of an order that was edited or cancelled after its invoice was booked. */
import type * as en from "./en-deltas.ts";
import { amount, NOTHING_TO_DO, type Same, when, words } from "./pl-words.ts";

const draft = (booked: unknown): string => (booked === false ? " To szkic: zaksięguj go w eAccounting, gdy uznasz to za stosowne." : "");

export const takenDeltas = {
  "delta-credited": words((p) => `Zamówienie zmieniono po zaksięgowaniu faktury: ${amount(p["gross"])} odjęto fakturą korygującą.${draft(p["booked"])}`, NOTHING_TO_DO),
  "delta-added": words((p) => `Zamówienie zmieniono po zaksięgowaniu faktury: ${amount(p["gross"])} dodano kolejną fakturą.${draft(p["booked"])}`, NOTHING_TO_DO),
  "order-cancelled-credited": words((p) => `Zamówienie anulowano po zaksięgowaniu faktury${when(p["number"], (n) => ` ${n}`)}. Wszystko, co z niego zaksięgowano, zostało skorygowane.`, NOTHING_TO_DO),
} satisfies Same<typeof en.takenDeltas>;

export const heldDeltas = {
  "delta-beside-credits": words((p) => `Zamówienie zmniejszono o ${amount(p["credit"])} po zaksięgowaniu faktury${when(p["number"], (n) => ` ${n}`)}, a sklep wystawił też korekty na ${amount(p["credited"])}. Nie da się stwierdzić, czy chodzi o to samo, więc nic nie zaksięgowano.`, "Porównaj zamówienie z jego korektami w Asperion. To, co jeszcze trzeba skorygować, skoryguj ręcznie w eAccounting, a potem pomiń to zadanie."),
  "delta-customer-differs": words("Zamówienie zmieniono po zaksięgowaniu faktury i dotyczy teraz innego kontrahenta w eAccounting. Zmiany nie można zaksięgować na kontrahenta z faktury.", "Skoryguj fakturę ręcznie w eAccounting i wystaw fakturę nowemu kontrahentowi albo przywróć kontrahenta w Asperion i naciśnij Ponów."),
  "booked-corrected-by-person": words((p) => `W eAccounting skorygowano ${amount(p["credited"])} z faktury${when(p["number"], (n) => ` ${n}`)}, z czego ${amount(p["ours"])} przez nas: ktoś ją poprawił. Zmiany zamówienia nie zaksięgowano obok tego.`, "Jeśli poprawka odpowiada temu, co zamówienie mówi teraz, pomiń to zadanie. Jeśli zmianę trzeba jeszcze zaksięgować, naciśnij Ponów."),
} satisfies Same<typeof en.heldDeltas>;
