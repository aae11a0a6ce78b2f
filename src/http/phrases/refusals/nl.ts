import type { RefusalPhrases } from "./en.ts";

export const nl: RefusalPhrases = {
  "there is no such tenant": "deze winkel bestaat niet",
  "there is no such user": "deze gebruiker bestaat niet",
  "there is no such session": "deze sessie bestaat niet",
  "there is no such job": "deze taak bestaat niet",
  "there is no such connection": "deze verbinding bestaat niet",
  "only an order can be booked again": "alleen een order kan opnieuw worden geboekt",
  "nobody skipped it, so there is nothing to undo":
    "niemand heeft het overgeslagen, dus valt er niets ongedaan te maken",
  "a write of this order is in doubt: it can be unlinked once it has been looked up":
    "een schrijfactie van deze order is onzeker: loskoppelen kan zodra die is opgezocht",
  "no document stands for this order": "voor deze order staat geen document",
  "credits of this order are booked: unlink those first":
    "er zijn creditnota's van deze order geboekt: koppel die eerst los",
  "there is no such run": "deze run bestaat niet",
  "there is no such link": "deze koppeling bestaat niet",
  "there is no such flow": "deze stroom bestaat niet",
  "there is no such part of the settings": "dit deel van de instellingen bestaat niet",
  "there is no such back-fill": "deze inhaalrun bestaat niet",
  "there is no such back-fill, or it was a dry run":
    "deze inhaalrun bestaat niet, of het was een proefrun",
  "there is no such secret in use": "dit geheim is niet in gebruik",
  "there is no such token in use": "dit token is niet in gebruik",
  "there is no version {0}": "versie {0} bestaat niet",
  "only an operator manages people and tokens": "alleen een beheerder beheert personen en tokens",
  "only an operator makes a tenant": "alleen een beheerder maakt een winkel aan",
  "only an operator ends a tenant": "alleen een beheerder beëindigt een winkel",
  "only an operator may do this": "alleen een beheerder mag dit",
  "the administration is chosen by signing in at Asperion; only an operator names it without":
    "de administratie wordt gekozen door bij Asperion in te loggen; alleen een beheerder noemt haar zonder",
  "only an operator sees the changes of all tenants":
    "alleen een beheerder ziet de wijzigingen van alle winkels",
  "secrets are made by an operator": "geheimen worden door een beheerder gemaakt",
  "a test was sent within the last minute: wait until that one is through":
    "er is minder dan een minuut geleden een test verstuurd: wacht tot die klaar is",
  "this secret was made and shown already": "dit geheim is al gemaakt en getoond",
  "there are {0} secrets in use: revoke one first":
    "er zijn {0} geheimen in gebruik: trek er eerst een in",
  "somebody with this address is there already": "er is al iemand met dit adres",
  "nobody ends their own access": "niemand beëindigt de eigen toegang",
  "an e-mail address or a debtor's number is needed":
    "er is een e-mailadres of een debiteurnummer nodig",
  "before going live: {0}": "nog te doen voor de start: {0}",
  "this tenant has no settings": "deze winkel heeft geen instellingen",
  "a newer release stored these settings, with values that this one doesn't know":
    "een nieuwere versie van dit programma heeft deze instellingen bewaard, met waarden die deze niet kent",
  "these settings were stored by a newer release, with values that this one doesn't know":
    "deze instellingen zijn door een nieuwere versie bewaard, met waarden die deze niet kent",
  "these settings can't be taken": "deze instellingen kunnen niet worden overgenomen",
  "version {0} isn't the newest one: read the settings again":
    "versie {0} is niet de nieuwste: lees de instellingen opnieuw",
  "version {0} is stored, but the tenant's object couldn't be told; its next health check tells it":
    "versie {0} is bewaard, maar kon niet meteen worden doorgegeven; dat gebeurt bij de volgende controle van de winkel",
  "this tenant has no administration yet: connect it to Asperion before it is given away":
    "deze winkel heeft nog geen administratie: koppel hem aan Asperion voordat hij wordt uitgegeven",
  "a row of {0} isn't such as an export gives: see its {1}":
    "een regel van {0} is niet zoals een export die geeft: zie daarvan {1}",
  "this cursor is none that an export answered": "deze paginawijzer komt niet uit een export",
  "the first day comes after the last": "de eerste dag ligt na de laatste",
  "at most {0} at once": "hoogstens {0} tegelijk",
  "at most {0} days at once": "ten hoogste {0} dagen tegelijk",
  "choose a first day and a last day that isn't before it":
    "kies een eerste dag en een laatste dag die er niet vóór ligt",
  "there is no target {0}": "er is geen doelveld {0}",
  "is not a target of this part": "is geen doelveld van dit deel",
  "this tenant has another administration, which can't be changed":
    "deze winkel heeft een andere administratie, en die kan niet worden gewijzigd",
  "the tenant's object can't be reached at the moment; try again":
    "de winkel is op dit moment niet bereikbaar; probeer het opnieuw",
  "the order flow has to be on, with a start line": "orders moeten aanstaan, met een startdatum",
  "there is no dry run of this id and this range":
    "er is geen proefrun met dit nummer en deze dagen",
  "the dry run isn't over, or was cancelled": "de proefrun is nog niet klaar, of is afgebroken",
  "the settings have changed since the dry run: make another one":
    "de instellingen zijn sinds de proefrun gewijzigd: maak een nieuwe",
  "this dry run has been followed by its run already":
    "op deze proefrun is de echte run al gevolgd",
  "this back-fill can't be cancelled any more": "deze inhaalrun kan niet meer worden afgebroken",
  "nothing that this back-fill booked stands any more":
    "niets van wat deze inhaalrun heeft geboekt, staat er nog",
  "this run can't be cancelled any more": "deze run kan niet meer worden afgebroken",
  "the job is running right now": "de taak is op dit moment bezig",
  "it was planned with other settings meanwhile: look at it again":
    "het is intussen met andere instellingen uitgewerkt: bekijk het opnieuw",
  "a newer look at it is on its way, with the newest settings":
    "er wordt al opnieuw naar gekeken, met de nieuwste instellingen",
  "settings version {0} doesn't go together with the stock flow, which is on now: retry with the newest settings":
    "versie {0} van de instellingen past niet bij de voorraad, die nu aanstaat: probeer opnieuw met de nieuwste instellingen",
  "settings version {0} isn't there any more: retry with the newest settings":
    "versie {0} van de instellingen is er niet meer: probeer opnieuw met de nieuwste instellingen",
  "settings version {0} can't be used by this release: retry with the newest settings":
    "versie {0} van de instellingen is voor deze uitgave niet bruikbaar: probeer opnieuw met de nieuwste instellingen",
  "a write of this job is in doubt: it is looked up before anything is sent again":
    "van één verzending van deze taak is niet bekend of ze is aangekomen: dat wordt eerst opgezocht voordat er opnieuw wordt verzonden",
  "a write of this job is in doubt: it can be skipped once it has been looked up":
    "van één verzending van deze taak is niet bekend of ze is aangekomen: overslaan kan zodra dat is opgezocht",
  "this tenant is connected already: what it does by now isn't overwritten":
    "deze winkel is al verbonden: wat hij inmiddels doet, wordt niet overschreven",
  '{0} has a column "{1}" that this release doesn\'t know: it was exported by a newer one':
    '{0} heeft een kolom "{1}" die deze versie niet kent: de export komt uit een nieuwere',
  "this tenant is connected to {0}, the sign-in was for {1}":
    "deze winkel is verbonden met {0}, de aanmelding was voor {1}",
  "the flow {0} can't be run by hand yet": "de stroom {0} kan nog niet met de hand worden gestart",
  "{0} has to be connected first": "{0} moet eerst worden gekoppeld",
  "{0} needs a new sign-in first": "{0} heeft eerst een nieuwe aanmelding nodig",
  "this tenant is stopped: let it go on first": "deze winkel is gestopt: laat hem eerst doorgaan",
  "set-up isn't done: see job {0}": "de inrichting is niet klaar: zie taak {0}",
  "name the code of the article in Asperion": "noem de code van het artikel in Asperion",
  "no comparison has met this article of eAccounting":
    "geen vergelijking is dit artikel van eAccounting tegengekomen",
  "this article is on its way at the moment: try again once its job is over":
    "dit artikel is op dit moment onderweg: probeer het opnieuw als de taak klaar is",
  "needs a name": "er is een naam nodig",
  "at most 100 characters": "ten hoogste 100 tekens",
  "choose one of the list": "kies er een uit de lijst",
  "the number of the administration in Asperion, such as 123":
    "het nummer van de administratie in Asperion, zoals 123",
  products: "producten",
  stock: "voorraad",
};
