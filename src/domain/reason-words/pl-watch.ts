/** Polish words: what is wrong with a tenant as a whole. */
import type * as en from "./en-watch.ts";
import { type Same, say, vendorName, when, words } from "./pl-words.ts";

export const watched = {
  "connection-expiring": words(
    (p) => `Połączenie z ${vendorName(p["vendor"])} zaraz wygaśnie: nie udaje się go odnowić.`,
    "Jeśli w ciągu kilku minut nie minie samo, połącz ponownie na stronie sklepu. Do tego czasu wszystko czeka i nic nie ginie.",
  ),
  "queue-old": words(
    (p) => `Praca, która mogłaby iść dalej, czeka już ${say(p["minutes"])} min.`,
    "Sprawdź na /healthz, czy działa cron, a w Cloudflare, czy kolejka jest odbierana. Nic nie ginie: praca ruszy, gdy tylko będzie mogła.",
  ),
  "backing-off-long": words(
    (p) =>
      `Zadania, które ciągle zawodzą z przejściowego powodu: ${say(p["count"])}, najdłużej od ${say(p["minutes"])} min.`,
    "Zobacz powód przy jednym z nich i stronę stanu usługi, której dotyczy. Są ponawiane same.",
  ),
  "rate-pressure": words(
    (p) =>
      `Zadania, które czekają na limit wywołań dostawcy: ${say(p["count"])}, najdłużej od ${say(p["minutes"])} min.`,
    "Nowe zamówienia mają pierwszeństwo. Jeśli to trwa, sprawdź, czy inny program nie używa tego samego identyfikatora klienta, albo rozłóż zaległe zamówienia na noc.",
  ),
  "rate-refused": words(
    (p) =>
      `Dostawca odrzuca wywołania (429) w ${say(p["endpoint"])}, mimo że są rozłożone w czasie. Odstępy między nimi są teraz ${say(p["times"])} razy większe.`,
    "Nic nie ginie, wszystko trwa dłużej. Sprawdź, czy inny program nie używa tego samego identyfikatora klienta i czy limit dostawcy nie jest niższy, niż podaje EACCOUNTING_RATE_PER_MINUTE.",
  ),
  "sweep-not-run": words(
    (p) =>
      `Od ${say(p["minutes"])} min nie pytano Asperion o zmienione zamówienia; powinno się to dziać co ${say(p["every"])} min.`,
    "Zobacz na stronie sklepu, co dało ostatnie sprawdzenie, a na /healthz, czy działa cron. Zamówienia, o których nie mówi żaden webhook, czekają do tego czasu.",
  ),
  "webhooks-silent": words(
    (p) =>
      `Przez dobę nie przyszedł żaden webhook, a zamówienia znalezione tylko dlatego, że pytaliśmy: ${say(p["count"])}.`,
    "Sprawdź w Asperion, czy webhook nadal istnieje, z adresem i najnowszym kluczem tego sklepu. Zamówienia są znajdowane i bez niego, kilka minut później.",
  ),
  "no-orders": words(
    (p) =>
      `Od ${say(p["hours"])} godz. nie przyszło żadne zamówienie${when(p["usual"], (usual) => `; o tej godzinie tygodnia zwykle najwyżej ${usual}`)}.`,
    "Sprawdź, czy sklep sprzedaje i czy zamówienia trafiają do Asperion. Jeśli jest zamknięty, nie trzeba nic robić.",
  ),
  "projection-behind": words(
    (p) =>
      `Listy i liczby są spóźnione o zmiany w liczbie ${say(p["count"])}, od ${say(p["minutes"])} min.`,
    "Sprawdź na /healthz, czy baza danych odpowiada. Księgowanie od niej nie zależy, a listy nadrobią same.",
  ),
  "notices-undelivered": words(
    (p) =>
      `Powiadomienia, których w ciągu doby nie udało się doręczyć: ${say(p["count"])} (${say(p["channel"])}).`,
    "Sprawdź w ustawieniach, czy adres jest dobry, a w przypadku webhooka, czy odpowiada kodem 200. Same alerty są na stronie sklepu.",
  ),
} satisfies Same<typeof en.watched>;
