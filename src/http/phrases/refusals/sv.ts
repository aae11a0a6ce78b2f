import type { RefusalPhrases } from "./en.ts";

export const sv: RefusalPhrases = {
  "there is no such tenant": "butiken finns inte",
  "there is no such user": "användaren finns inte",
  "there is no such session": "sessionen finns inte",
  "there is no such job": "jobbet finns inte",
  "there is no such connection": "anslutningen finns inte",
  "only an order can be booked again": "bara en order kan bokföras igen",
  "nobody skipped it, so there is nothing to undo":
    "ingen hoppade över det, så det finns inget att ångra",
  "a write of this order is in doubt: it can be unlinked once it has been looked up":
    "en skrivning för ordern är oklar: den kan kopplas bort när den har slagits upp",
  "no document stands for this order": "inget dokument står för ordern",
  "credits of this order are booked: unlink those first":
    "kreditfakturor till ordern är bokförda: koppla först bort dem",
  "there is no such run": "körningen finns inte",
  "there is no such link": "kopplingen finns inte",
  "there is no such flow": "flödet finns inte",
  "there is no such part of the settings": "den delen av inställningarna finns inte",
  "there is no such back-fill": "efterbokningen finns inte",
  "there is no such back-fill, or it was a dry run":
    "efterbokningen finns inte, eller så var det en provkörning",
  "there is no such secret in use": "hemligheten används inte",
  "there is no such token in use": "token används inte",
  "there is no version {0}": "version {0} finns inte",
  "only an operator manages people and tokens": "bara en operatör hanterar personer och tokens",
  "only an operator makes a tenant": "bara en operatör lägger upp en butik",
  "only an operator ends a tenant": "bara en operatör avslutar en butik",
  "only an operator may do this": "bara en operatör får göra detta",
  "the administration is chosen by signing in at Asperion; only an operator names it without":
    "administrationen väljs genom inloggning hos Asperion; bara en operatör anger den utan",
  "only an operator sees the changes of all tenants":
    "bara en operatör ser ändringarna i alla butiker",
  "secrets are made by an operator": "hemligheter skapas av en operatör",
  "a test was sent within the last minute: wait until that one is through":
    "ett test skickades för mindre än en minut sedan: vänta tills det är klart",
  "this secret was made and shown already": "den här hemligheten har redan skapats och visats",
  "there are {0} secrets in use: revoke one first": "{0} hemligheter används: återkalla en först",
  "somebody with this address is there already": "det finns redan någon med den adressen",
  "nobody ends their own access": "ingen avslutar sin egen åtkomst",
  "an e-mail address or a debtor's number is needed":
    "en e-postadress eller ett kundnummer i Asperion behövs",
  "before going live: {0}": "kvar att göra före start: {0}",
  "this tenant has no settings": "butiken har inga inställningar",
  "a newer release stored these settings, with values that this one doesn't know":
    "en nyare version av programmet sparade inställningarna, med värden som den här inte känner till",
  "these settings were stored by a newer release, with values that this one doesn't know":
    "inställningarna sparades av en nyare version, med värden som den här inte känner till",
  "these settings can't be taken": "inställningarna kan inte tas emot",
  "version {0} isn't the newest one: read the settings again":
    "version {0} är inte den senaste: läs inställningarna igen",
  "version {0} is stored, but the tenant's object couldn't be told; its next health check tells it":
    "version {0} är sparad men kunde inte föras vidare genast; det sker vid nästa kontroll av butiken",
  "this tenant has no administration yet: connect it to Asperion before it is given away":
    "den här butiken har ännu ingen administration: koppla den till Asperion innan den lämnas ut",
  "a row of {0} isn't such as an export gives: see its {1}":
    "en rad av {0} är inte sådan som en export ger: se dess {1}",
  "this cursor is none that an export answered": "den sidmarkören kommer inte från någon export",
  "the first day comes after the last": "den första dagen kommer efter den sista",
  "at most {0} at once": "högst {0} på en gång",
  "at most {0} days at once": "högst {0} dagar åt gången",
  "choose a first day and a last day that isn't before it":
    "välj en första dag och en sista dag som inte ligger före den",
  "there is no target {0}": "det finns inget målfält {0}",
  "is not a target of this part": "är inget målfält i den här delen",
  "this tenant has another administration, which can't be changed":
    "butiken har en annan administration, som inte kan ändras",
  "the tenant's object can't be reached at the moment; try again":
    "butiken kan inte nås just nu; försök igen",
  "the order flow has to be on, with a start line":
    "orderflödet måste vara på och ha ett startdatum",
  "there is no dry run of this id and this range":
    "det finns ingen provkörning med det numret och de dagarna",
  "the dry run isn't over, or was cancelled": "provkörningen är inte klar, eller avbröts",
  "the settings have changed since the dry run: make another one":
    "inställningarna har ändrats sedan provkörningen: gör en ny",
  "this dry run has been followed by its run already":
    "provkörningen har redan följts av sin körning",
  "this back-fill can't be cancelled any more": "efterbokningen kan inte längre avbrytas",
  "nothing that this back-fill booked stands any more":
    "inget av det som efterbokningen bokförde finns kvar",
  "this run can't be cancelled any more": "körningen kan inte längre avbrytas",
  "the job is running right now": "jobbet körs just nu",
  "it was planned with other settings meanwhile: look at it again":
    "det räknades under tiden ut med andra inställningar: titta på det igen",
  "a newer look at it is on its way, with the newest settings":
    "en nyare kontroll är redan på väg, med de senaste inställningarna",
  "settings version {0} doesn't go together with the stock flow, which is on now: retry with the newest settings":
    "version {0} av inställningarna passar inte ihop med lagret, som är påslaget nu: försök igen med de senaste inställningarna",
  "settings version {0} isn't there any more: retry with the newest settings":
    "version {0} av inställningarna finns inte längre: försök igen med de senaste inställningarna",
  "settings version {0} can't be used by this release: retry with the newest settings":
    "version {0} av inställningarna går inte att använda i den här utgåvan: försök igen med de senaste inställningarna",
  "a write of this job is in doubt: it is looked up before anything is sent again":
    "det är oklart om en skrivning i jobbet gick fram: det slås upp innan något skickas igen",
  "a write of this job is in doubt: it can be skipped once it has been looked up":
    "det är oklart om en skrivning i jobbet gick fram: det kan hoppas över när det har slagits upp",
  "this tenant is connected already: what it does by now isn't overwritten":
    "butiken är redan ansluten: det den gör nu skrivs inte över",
  '{0} has a column "{1}" that this release doesn\'t know: it was exported by a newer one':
    '{0} har en kolumn "{1}" som den här versionen inte känner till: exporten kommer från en nyare',
  "this tenant is connected to {0}, the sign-in was for {1}":
    "butiken är ansluten till {0}, inloggningen gällde {1}",
  "the flow {0} can't be run by hand yet": "flödet {0} kan inte köras för hand ännu",
  "{0} has to be connected first": "{0} måste anslutas först",
  "{0} needs a new sign-in first": "{0} behöver en ny inloggning först",
  "this tenant is stopped: let it go on first":
    "den här butiken är stoppad: låt den fortsätta först",
  "set-up isn't done: see job {0}": "grundkonfigurationen är inte klar: se jobb {0}",
  "name the code of the article in Asperion": "ange artikelns kod i Asperion",
  "no comparison has met this article of eAccounting":
    "ingen jämförelse har träffat på denna artikel i eAccounting",
  "this article is on its way at the moment: try again once its job is over":
    "artikeln är på väg just nu: försök igen när dess jobb är klart",
  "needs a name": "ett namn behövs",
  "at most 100 characters": "högst 100 tecken",
  "choose one of the list": "välj ett ur listan",
  "the number of the administration in Asperion, such as 123":
    "administrationens nummer i Asperion, till exempel 123",
  products: "produkter",
  stock: "lager",
};
