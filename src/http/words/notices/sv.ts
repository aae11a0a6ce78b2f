import { countSv } from "../plurals.ts";
import type { NoticesWords } from "./en.ts";

export const sv: NoticesWords = {
  title: "Om det kommer fram",
  lead: "Det som är sparat ovan gäller. Ett test går genast till varje adress.",
  mail: "E-post",
  webhook: "Webhook",
  noMail: "Den här installationen kan inte skicka e-post: den som driver den måste slå på det.",
  canMail: "Den här installationen kan skicka e-post.",
  noSecret: "Det finns ingen hemlighet ännu: webhookar skickas när det finns en.",
  hasSecret: "Webhookar signeras med den hemlighet som skapades senast. Den visas inte igen.",
  waiting: (count) => `På väg: ${countSv(count, "avisering", "aviseringar")}.`,
  givenUp: (channel, count) =>
    `${channel}: ${countSv(count, "avisering", "aviseringar")} kom inte fram inom ett dygn.`,
  lastFault: "Den senaste som inte kom fram genast svarade:",
  unknown: "Hur det går kan inte sägas just nu. Försök igen om en stund.",
  test: "Skicka mig ett test",
  make: "Skapa en hemlighet",
  another: "Skapa en annan hemlighet",
  rotate: "Den förra signerar inget mer från den stunden.",
  byOperator: "En operatör skapar hemligheten.",
  newTitle: "Hemlighet för webhookar till dig",
  newWhat:
    "Kontrollera signaturen på varje webhook med den, så som Standard Webhooks säger (webhook-id, webhook-timestamp, webhook-signature). Den visas bara den här gången.",
  newHelp: "Ge den till den som tar emot webhookarna och skicka sedan ett test till dig själv.",
};
