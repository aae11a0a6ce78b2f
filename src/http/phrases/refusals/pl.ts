import type { RefusalPhrases } from "./en.ts";

export const pl: RefusalPhrases = {
  "there is no such tenant": "nie ma takiego sklepu",
  "there is no such user": "nie ma takiego użytkownika",
  "there is no such session": "nie ma takiej sesji",
  "there is no such job": "nie ma takiego zadania",
  "there is no such connection": "nie ma takiego połączenia",
  "only an order can be booked again": "ponownie zaksięgować można tylko zamówienie",
  "nobody skipped it, so there is nothing to undo":
    "nikt tego nie pominął, więc nie ma czego cofać",
  "a write of this order is in doubt: it can be unlinked once it has been looked up":
    "zapis tego zamówienia jest niepewny: można je rozłączyć, gdy zostanie to sprawdzone",
  "no document stands for this order": "temu zamówieniu nie odpowiada żaden dokument",
  "credits of this order are booked: unlink those first":
    "zaksięgowano korekty tego zamówienia: najpierw rozłącz korekty",
  "there is no such run": "nie ma takiego przebiegu",
  "there is no such link": "nie ma takiego powiązania",
  "there is no such flow": "nie ma takiego procesu",
  "there is no such part of the settings": "nie ma takiej części ustawień",
  "there is no such back-fill": "nie ma takiego uzupełniania",
  "there is no such back-fill, or it was a dry run":
    "nie ma takiego uzupełniania albo był to przebieg próbny",
  "there is no such secret in use": "taki klucz nie jest używany",
  "there is no such token in use": "taki token nie jest używany",
  "there is no version {0}": "nie ma wersji {0}",
  "only an operator manages people and tokens": "osobami i tokenami zarządza tylko operator",
  "only an operator makes a tenant": "sklep może założyć tylko operator",
  "only an operator ends a tenant": "sklep może zakończyć tylko operator",
  "only an operator may do this": "może to zrobić tylko operator",
  "the administration is chosen by signing in at Asperion; only an operator names it without":
    "administrację wybiera się przez logowanie do Asperion; bez tego może ją podać tylko operator",
  "only an operator sees the changes of all tenants":
    "tylko operator widzi zmiany we wszystkich sklepach",
  "secrets are made by an operator": "klucze tworzy operator",
  "a test was sent within the last minute: wait until that one is through":
    "próbę wysłano mniej niż minutę temu: poczekaj, aż dojdzie",
  "this secret was made and shown already": "ten klucz już utworzono i pokazano",
  "there are {0} secrets in use: revoke one first":
    "liczba używanych kluczy: {0}; najpierw unieważnij jeden z nich",
  "somebody with this address is there already": "ktoś z tym adresem już istnieje",
  "nobody ends their own access": "nikt nie może odebrać dostępu samemu sobie",
  "an e-mail address or a debtor's number is needed":
    "potrzebny jest adres e-mail lub numer odbiorcy",
  "before going live: {0}": "przed uruchomieniem trzeba jeszcze wykonać: {0}",
  "this tenant has no settings": "ten sklep nie ma ustawień",
  "a newer release stored these settings, with values that this one doesn't know":
    "te ustawienia zapisała nowsza wersja programu, z wartościami nieznanymi tej wersji",
  "these settings were stored by a newer release, with values that this one doesn't know":
    "te ustawienia zapisała nowsza wersja, z wartościami nieznanymi tej wersji",
  "these settings can't be taken": "tych ustawień nie można przyjąć",
  "version {0} isn't the newest one: read the settings again":
    "wersja {0} nie jest najnowsza: odczytaj ustawienia ponownie",
  "version {0} is stored, but the tenant's object couldn't be told; its next health check tells it":
    "wersja {0} jest zapisana, ale nie można jej było od razu przekazać; nastąpi to przy następnym sprawdzeniu stanu sklepu",
  "this tenant has no administration yet: connect it to Asperion before it is given away":
    "ten sklep nie ma jeszcze administracji: połącz go z Asperion, zanim zostanie wydany",
  "a row of {0} isn't such as an export gives: see its {1}":
    "wiersz części {0} nie jest taki, jaki daje eksport: zobacz jego {1}",
  "this cursor is none that an export answered": "ten znacznik strony nie pochodzi z eksportu",
  "the first day comes after the last": "pierwszy dzień przypada po ostatnim",
  "at most {0} at once": "najwyżej {0} naraz",
  "at most {0} days at once": "najwyżej {0} dni naraz",
  "choose a first day and a last day that isn't before it":
    "wybierz pierwszy dzień i ostatni dzień, który nie jest od niego wcześniejszy",
  "there is no target {0}": "nie ma pola docelowego {0}",
  "is not a target of this part": "nie jest polem docelowym tej części",
  "this tenant has another administration, which can't be changed":
    "ten sklep ma inną administrację, której nie można zmienić",
  "the tenant's object can't be reached at the moment; try again":
    "sklep jest w tej chwili nieosiągalny; spróbuj ponownie",
  "the order flow has to be on, with a start line":
    "zamówienia muszą być włączone i mieć datę początkową",
  "there is no dry run of this id and this range":
    "nie ma przebiegu próbnego o tym numerze i zakresie",
  "the dry run isn't over, or was cancelled":
    "przebieg próbny jeszcze się nie skończył albo został przerwany",
  "the settings have changed since the dry run: make another one":
    "ustawienia zmieniły się od przebiegu próbnego: wykonaj go ponownie",
  "this dry run has been followed by its run already":
    "po tym przebiegu próbnym wykonano już właściwy",
  "this back-fill can't be cancelled any more": "tego uzupełniania nie można już przerwać",
  "nothing that this back-fill booked stands any more":
    "nic z tego, co zaksięgowało to uzupełnianie, już nie istnieje",
  "this run can't be cancelled any more": "tego przebiegu nie można już przerwać",
  "the job is running right now": "zadanie jest właśnie wykonywane",
  "it was planned with other settings meanwhile: look at it again":
    "w międzyczasie opracowano to z innymi ustawieniami: sprawdź jeszcze raz",
  "a newer look at it is on its way, with the newest settings":
    "nowsze sprawdzenie jest już w toku, z najnowszymi ustawieniami",
  "settings version {0} doesn't go together with the stock flow, which is on now: retry with the newest settings":
    "wersja {0} ustawień nie pasuje do stanów magazynowych, które są teraz włączone: ponów z najnowszymi ustawieniami",
  "settings version {0} isn't there any more: retry with the newest settings":
    "wersji {0} ustawień już nie ma: ponów z najnowszymi ustawieniami",
  "settings version {0} can't be used by this release: retry with the newest settings":
    "to wydanie nie może użyć wersji {0} ustawień: ponów z najnowszymi ustawieniami",
  "a write of this job is in doubt: it is looked up before anything is sent again":
    "nie wiadomo, czy jeden z zapisów tego zadania doszedł: zostanie to sprawdzone przed ponownym wysłaniem",
  "a write of this job is in doubt: it can be skipped once it has been looked up":
    "nie wiadomo, czy jeden z zapisów tego zadania doszedł: pominięcie będzie możliwe po sprawdzeniu",
  "this tenant is connected already: what it does by now isn't overwritten":
    "ten sklep jest już połączony: jego bieżąca praca nie zostanie nadpisana",
  '{0} has a column "{1}" that this release doesn\'t know: it was exported by a newer one':
    "{0} ma kolumnę „{1}” nieznaną tej wersji: eksport pochodzi z nowszej",
  "this tenant is connected to {0}, the sign-in was for {1}":
    "ten sklep jest połączony z {0}, a logowanie dotyczyło {1}",
  "the flow {0} can't be run by hand yet": "procesu {0} nie można jeszcze uruchomić ręcznie",
  "{0} has to be connected first": "najpierw trzeba połączyć {0}",
  "{0} needs a new sign-in first": "{0} wymaga najpierw nowego logowania",
  "this tenant is stopped: let it go on first": "ten sklep jest zatrzymany: najpierw go wznów",
  "set-up isn't done: see job {0}": "konfiguracja nie jest zakończona: zobacz zadanie {0}",
  "name the code of the article in Asperion": "podaj kod artykułu w Asperion",
  "no comparison has met this article of eAccounting":
    "żadne porównanie nie natrafiło na ten artykuł z eAccounting",
  "this article is on its way at the moment: try again once its job is over":
    "ten artykuł jest właśnie w drodze: spróbuj ponownie, gdy jego zadanie się skończy",
  "needs a name": "potrzebna jest nazwa",
  "at most 100 characters": "najwyżej 100 znaków",
  "choose one of the list": "wybierz z listy",
  "the number of the administration in Asperion, such as 123":
    "numer administracji w Asperion, na przykład 123",
  products: "produkty",
  stock: "stany magazynowe",
};
