import { countPl } from "../plurals.ts";
import type { NoticesWords } from "./en.ts";

export const pl: NoticesWords = {
  title: "Czy to dociera",
  lead: "Liczy się to, co zapisano powyżej. Wiadomość próbna idzie od razu na każdy adres.",
  mail: "E-mail",
  webhook: "Webhook",
  noMail: "Ta instalacja nie może wysyłać e-maili: musi to włączyć osoba, która nią zarządza.",
  canMail: "Ta instalacja może wysyłać e-maile.",
  noSecret: "Nie ma jeszcze klucza: webhooki będą wysyłane, gdy powstanie.",
  hasSecret: "Webhooki są podpisywane ostatnio utworzonym kluczem. Nie zostanie pokazany ponownie.",
  waiting: (count) =>
    `W drodze: ${countPl(count, "powiadomienie", "powiadomienia", "powiadomień")}.`,
  givenUp: (channel, count) =>
    `${channel}: w ciągu doby nie dotarło ${countPl(count, "powiadomienie", "powiadomienia", "powiadomień")}.`,
  lastFault: "Ostatnie, które nie dotarło od razu, zwróciło:",
  unknown: "Chwilowo nie wiadomo, jak to działa. Spróbuj ponownie za chwilę.",
  test: "Wyślij mi próbę",
  make: "Utwórz klucz",
  another: "Utwórz inny klucz",
  rotate: "Poprzedni od tej chwili już niczego nie podpisuje.",
  byOperator: "Klucz tworzy operator.",
  newTitle: "Klucz webhooków do Ciebie",
  newWhat:
    "Sprawdzaj nim podpis każdego webhooka, jak w Standard Webhooks (webhook-id, webhook-timestamp, webhook-signature). Jest pokazany tylko ten jeden raz.",
  newHelp: "Przekaż go odbiorcy webhooków, a potem wyślij sobie próbę.",
};
