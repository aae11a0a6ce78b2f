/** The words that pages, reasons, mails and the manual say or avoid, by language. */

export type Words = readonly (readonly [RegExp, string])[];
export type Spoken = "en" | "nl" | "pl" | "sv";
export const SPOKEN: readonly Spoken[] = ["en", "nl", "pl", "sv"];

/** By language: a pattern, and the glossary's term in its place. */
export const FORBIDDEN: Readonly<Record<Spoken, Words>> = {
  en: [
    [/\bjournal entr(?:y|ies)\b|\baccounting vouchers?\b/i, "journal voucher"],
    [/\bcredit notes?\b/i, "credit invoice"],
    [/\binvoice drafts?\b|\bpro ?forma/i, "draft invoice"],
    [/\b(?:nominal|GL) accounts?\b/i, "ledger account"],
    [/\bcost centers?\b/i, "cost centre"],
    [/\bsales tax\b|\bturnover tax\b/i, "VAT"],
    [/\bfinancial year\b/i, "fiscal year"],
    [/\binventory\b/i, "stock"],
    [/\bpayment conditions?\b/i, "payment terms"],
    [/\b(?:shipping|dispatch) methods?\b/i, "delivery method"],
    [/\bdead letters?\b/i, "Failed repeatedly"],
    [/\btranslation tables?\b|\bmapping tables?\b|\bmapper\b/i, "mappings"],
    [/\b(?:its|the) story\b/i, "timeline"],
    [/\bhow it (?:is|stands)(?! \w)/i, "sync status"],
    [/\b(?:runs|went|happens|looks) (?:again )?by itself\b/i, "scheduled syncs"],
    [/\b(?:who|what) is told\b|\btold of\b/i, "notifications"],
    [/\bkeeping and pace\b/i, "data retention and schedules"],
    [/\bstands? for (?:this|the) order\b/i, "link"],
    [/\blook(?:s|ed)? again\b/i, "resync"],
    [/\b(?:goes|sent|is) (?:on the way )?again,? with the newest\b|\bon the way again\b/i, "retry"],
    [/\bas the shop charged\b|\bcharged, incl/i, "sales incl. VAT"],
    [/\bwrites? without a (?:known )?(?:result|answer)\b/i, "unconfirmed write"],
    [/\bput to sleep\b|\bparked\b|\bwaits? for a person\b|\bhold the payout\b/i, "on hold"],
    [/\bpaused\b/i, "stopped"],
  ],
  nl: [
    [/\bbestelling/i, "order"],
    [/\bjournaalpost|\bmutatie/i, "boeking"],
    [/creditfactu/i, "creditnota"],
    [/betalingsvoorwaarde|betalingstermijn/i, "betalingsconditie"],
    [/ontwerpfactu|factuurconcept|kladfactu/i, "conceptfactuur"],
    [/\bBTW\b/, "btw"],
    [/kostendrager/i, "kostenplaats"],
    [/\bafnemer/i, "klant"],
    [/\bverzendwijze/i, "leveringswijze"],
    [/\bdebetnota/i, "factuur"],
    [/boekingscategorie/i, "codering"],
    [/\bgepauzeerd\b/i, "stopgezet"],
  ],
  pl: [
    [/dłużnik|nabywc/i, "klient"],
    [/zlecen/i, "zamówienie"],
    [/projekt\p{L}* faktur/iu, "faktura robocza"],
    [/not[ay] (?:kredytow|uznaniow)/i, "faktura korygująca"],
    [/magazyn\p{L}* zapas|\bakcj[aei]\b/iu, "stan magazynowy"],
    [/centr\p{L}* koszt/iu, "MPK"],
  ],
  sv: [
    [/debitor|gäldenär/i, "kund i Asperion"],
    [/verifikat(?!ion)/i, "verifikation"],
    [/beställning|kundorder/i, "order"],
    [/kreditnota/i, "kreditfaktura"],
    [/betalvillkor|betalningsvillkår/i, "betalningsvillkor"],
    [/faktura ?förslag|preliminärfaktura/i, "fakturautkast"],
    [/kostnadsbärare/i, "kostnadsställe"],
    [/kontosträng|bokföringskategori/i, "kontering"],
    [/kör installationen/i, "grundkonfiguration"],
    [/\bpausa[dt]\b/i, "stoppad"],
  ],
};

/**
 * Messages that say such a word of something else: an address, money that a provider keeps back, an
 * encoding of characters.
 */
export const OF_SOMETHING_ELSE: Readonly<Record<Spoken, readonly string[]>> = {
  en: ["cli.demo.addresses", "payouts.kinds.reserve"],
  nl: ["payouts.upload.encoding"],
  pl: [],
  sv: [],
};

/** Words of earlier texts, each with the term that replaced it. */
export const RETIRED: Readonly<Record<Spoken, Words>> = {
  en: [
    [/(?<!\{)\btenants?\b/i, "shop"],
    [/needs? (?:a person|somebody|someone)/i, "Action needed"],
    [/\bheld\b(?! \{)/i, "on hold"],
    [/put aside/i, "Failed repeatedly"],
    [/what (?:came|comes|becomes) of it/i, "result"],
    [/start line/i, "start date"],
    [/back-?fill/i, "past orders"],
    [/\blook-ups?\b/i, "mappings"],
    [/(?<!\{)\bmarkers?\b/i, "tracking code"],
    [/own articles?\b/i, "system article"],
    [/trial mode/i, "test mode"],
    [/\bdrafts? of an? /i, "draft invoice"],
    [/terms of payment/i, "payment terms"],
    [/post ?codes?\b/i, "postal code"],
    [/account coding/i, "article coding"],
    [/\bin doubt\b|known result/i, "unconfirmed write"],
    [/\bin step\b/i, "sync"],
    [/(?<!\{)\bdebtor/i, "customer (in Asperion)"],
    [/\d %/, "25%"],
  ],
  nl: [
    [/inhaalrun/i, "eerdere orders"],
    [/volgcode/i, "kenmerk"],
    [/proefrun/i, "proefverwerking"],
    [/proefmodus/i, "testmodus"],
    [/vastgehouden|aangehouden/i, "in de wacht"],
    [/iemand nodig|aandacht|medewerker/i, "Actie nodig"],
    [/leverwijze/i, "leveringswijze"],
    [/eigen artikel/i, "systeemartikel"],
    [/stamgegevens/i, "mappings"],
    [/betaalconditie/i, "betalingsconditie"],
    [/webhookgeheim|\bgeheimen\b/i, "geheime sleutel"],
    [/niet-bevestigde boeking/i, "niet-bevestigde schrijfactie"],
    [/(?<!artikel|grootboek)codering/i, "artikelcodering"],
    [/\d %/, "25%"],
  ],
  pl: [
    [/odbiorc(?!ami)/i, "kontrahent"],
    [/szkic/i, "faktura robocza"],
    [/(?<!\p{L})dow[oó]d/iu, "polecenie księgowania (PK)"],
    [/VAT,? (?:jak )?nalicz|naliczon/i, "VAT należny"],
    [/artyku[łl]/i, "towar"],
    [/dekretac/i, "schemat księgowania"],
    [/dekret(?!ac)/i, "zapis księgowy"],
    [/człowiek/i, "Wymaga działania"],
    [/do wyjaśnienia/i, "wstrzymane"],
    [/znacznik(?!a? czasu)/i, "kod śledzenia"],
    [/uzupełniani(?!a p[óo]l)/i, "wcześniejsze zamówienia"],
    [/tryb\p{L}* próbn/iu, "tryb testowy"],
    [/słownik/i, "mapowania"],
    [/miejsc\p{L}* powstawania/iu, "MPK"],
    [/rozłącz/i, "odłącz"],
    [/\d %/, "25%"],
  ],
  sv: [
    [/verifikationslista/i, "bokföringsposter"],
    [/efterbokning/i, "tidigare ordrar"],
    [/provläge/i, "testläge"],
    [/märkning/i, "spårningskod"],
    [/hemlighet/i, "hemlig nyckel"],
    [/egn?a artik|egen artik/i, "systemartikel"],
    [/översättningstabell/i, "mappningar"],
    [/behöver (?:en person|någon|ses över)/i, "Åtgärd krävs"],
    [/hålls kvar|stoppat(?!s)(?<!Allt stoppat)/i, "kvarhållen"],
    [/åt sidan/i, "Misslyckades upprepade gånger"],
    [/inkl(?:usive|\.) moms, som/i, "försäljning inkl. moms"],
    [/förhandsgransk/i, "förhandsvisning"],
    [/API-nyck/i, "API-token"],
    [/ändringslogg/i, "granskningslogg"],
    [/produktfält/i, "artikelfält"],
    [/\bkrediter\b/i, "krediteringar"],
    [/\b(?:gå|går|gått) live\b/i, "skarpt läge"],
    // What is typed just so, such as a row of a mapping, stands between quotes.
    [/(?<!”[\d.]*)\d%/, "25 %"],
  ],
};

/**
 * By language: its own terms, as no other of the four has them. Found in another's texts, somebody
 * forgot to translate.
 */
export const OWN: Readonly<Record<"nl" | "pl" | "sv", RegExp>> = {
  nl: /boeking|grootboek|\bbtw\b|debiteur|\bklant|\bfactuur|facturen|creditnota|levering|voorraad|\bbetaling|boekjaar|kostenplaats|\bwinkel/i,
  pl: /księg|kontrahent|zamówie|płatnoś|\bstawk|odbiorc|faktur[ay]? korygu|należnoś|towar|\bsklep|korekt/i,
  sv: /verifikat|bokför|\bmoms|kundreskontra|kundfordran|avstämning|leverans|betalning|kreditfaktura|fakturautkast|kontering|öresutjämning|räkenskapsår|\bkund(?:er|en|ens)?\b|kostnadsställe|lagersaldo|\bbutik/i,
};

/** Words that stood for a thing beside another one: a reader takes two words for two things. */
export const ONE_WORD: Readonly<
  Record<"nl" | "pl" | "sv", readonly (readonly [RegExp, string])[]>
> = {
  nl: [
    [/startmoment/i, "startdatum"],
    [/ververs/i, "vernieuwen"],
    [/leverings(?:adres|datum|land|condit)/i, "afleveradres"],
    [/concept van een cr/i, "concept"],
    [/teruggeboekt/i, "tegengeboekt"],
    [/voorspel/i, "verwacht"],
    [/geschil/i, "chargeback"],
    [/\binlog/i, "aanmelden"],
    [/\bper mail/i, "e-mail"],
    [/\b(?:je|jij|jouw?|jullie)\b/i, "u"],
    [/[‘’„]/, "“ ” and '"],
  ],
  pl: [
    [/moment\p{L}* startu/iu, "data początkowa"],
    [/(?<!\p{L})sekret/iu, "klucz"],
    [/Asperion(?:ie|a|u|em|owi)\b/, "Asperion"],
    [/(?<!\p{L})numer\p{L}* VAT/iu, "NIP UE"],
    [/zapyta(?:ni|ń)/i, "żądanie"],
    [/referencj/i, "oznaczenie, znak klienta"],
    [/zmapowa|zmapuj/i, "mapowanie"],
    [/odnośnik/i, "link"],
    [/produkt/i, "towar, program"],
    [/adres\p{L}* na fakturze/iu, "adres do faktury"],
    [/pol[ea] dodatkow/i, "pole dowolne"],
    [/synchronizacj\p{L}* klient/iu, "synchronizacja kontrahentów"],
    [/(?:w części|na stronie|w zakładce) \*?Wymaga/i, "na liście Wymaga działania"],
    [/(?:plik\p{L}*|poczt\p{L}*) (?:pocztą|elektroniczn)/iu, "e-mail"],
    [/wstrzymaj do sprawdzenia/i, "wstrzymaj"],
  ],
  sv: [
    [/startpunkt/i, "startdatum"],
    [/betalningssätt/i, "betalsätt"],
  ],
};
