/** The words of mails, in every language; what an alert means is said by its reason. */
import type { Language } from "../domain/language.ts";

export type MailWords = {
  readonly alerts: (shop: string, count: number) => string;
  readonly alertsIntro: string;
  readonly times: (count: number) => string;
  readonly page: string;
  readonly summary: (shop: string, day: string) => string;
  readonly booked: string;
  readonly updated: string;
  readonly skipped: string;
  readonly held: string;
  readonly waiting: string;
  readonly findings: string;
  readonly needs: (count: number) => string;
  readonly nothing: string;
  readonly test: (shop: string) => string;
  readonly testText: string;
};

export const MAIL_WORDS: Readonly<Record<Language, MailWords>> = {
  en: {
    alerts: (shop, count) =>
      `${shop}: ${count === 1 ? "something needs" : `${count} things need`} a person`,
    alertsIntro: "These need somebody. Nothing is lost meanwhile.",
    times: (count) => `${count} times`,
    page: "All of it, with what can be done",
    summary: (shop, day) => `${shop}: summary of ${day}`,
    booked: "New in eAccounting",
    updated: "Brought up to date",
    skipped: "Left out",
    held: "Held",
    waiting: "Still waiting",
    findings: "Differences between shop and ledger",
    needs: (count) => `Needs a person (${count})`,
    nothing: "Nothing needs a person.",
    test: (shop) => `${shop}: this is a test`,
    testText: "Alerts and summaries will come to this address.",
  },
  nl: {
    alerts: (shop, count) =>
      `${shop}: ${count === 1 ? "er is iets waar iemand naar moet kijken" : `er zijn ${count} dingen waar iemand naar moet kijken`}`,
    alertsIntro: "Hier moet iemand naar kijken. Er gaat intussen niets verloren.",
    times: (count) => `${count} keer`,
    page: "Alles, met wat u kunt doen",
    summary: (shop, day) => `${shop}: overzicht van ${day}`,
    booked: "Nieuw in eAccounting",
    updated: "Bijgewerkt",
    skipped: "Overgeslagen",
    held: "Aangehouden",
    waiting: "Wacht nog",
    findings: "Verschillen tussen winkel en boekhouding",
    needs: (count) => `Hier moet iemand naar kijken (${count})`,
    nothing: "Er is niets waar iemand naar moet kijken.",
    test: (shop) => `${shop}: dit is een test`,
    testText: "Meldingen en overzichten komen op dit adres.",
  },
  pl: {
    alerts: (shop, count) => `${shop}: sprawy wymagające człowieka: ${count}`,
    alertsIntro: "Tym ktoś musi się zająć. W tym czasie nic nie ginie.",
    times: (count) => `${count} razy`,
    page: "Wszystko, wraz z tym, co można zrobić",
    summary: (shop, day) => `${shop}: podsumowanie dnia ${day}`,
    booked: "Nowe w eAccounting",
    updated: "Zaktualizowane",
    skipped: "Pominięte",
    held: "Wstrzymane",
    waiting: "Jeszcze czeka",
    findings: "Różnice między sklepem a księgą",
    needs: (count) => `Wymaga człowieka (${count})`,
    nothing: "Nic nie wymaga człowieka.",
    test: (shop) => `${shop}: to jest test`,
    testText: "Na ten adres będą przychodzić alerty i podsumowania.",
  },
  sv: {
    alerts: (shop, count) =>
      `${shop}: ${count === 1 ? "något behöver" : `${count} saker behöver`} ses över`,
    alertsIntro: "Detta behöver någon se över. Inget går förlorat under tiden.",
    times: (count) => `${count} gånger`,
    page: "Alltihop, med vad som kan göras",
    summary: (shop, day) => `${shop}: sammanfattning av ${day}`,
    booked: "Nytt i eAccounting",
    updated: "Uppdaterat",
    skipped: "Utelämnat",
    held: "Stoppat",
    waiting: "Väntar fortfarande",
    findings: "Skillnader mellan butik och bokföring",
    needs: (count) => `Behöver ses över (${count})`,
    nothing: "Inget behöver ses över.",
    test: (shop) => `${shop}: detta är ett test`,
    testText: "Varningar och sammanfattningar kommer till den här adressen.",
  },
};
