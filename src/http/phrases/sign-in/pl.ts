import type { SignInPhrases } from "./en.ts";

export const pl: SignInPhrases = {
  "This sign-in was not begun here, or it has been used already. Begin again from the tenant's page.":
    "To logowanie nie zostało rozpoczęte tutaj albo było już użyte. Zacznij ponownie ze strony sklepu.",
  "This sign-in was begun by somebody else or for something else. Sign in here and begin again.":
    "To logowanie rozpoczął ktoś inny albo w innym celu. Zaloguj się tutaj i zacznij ponownie.",
  "This sign-in took longer than ten minutes. Begin again.":
    "To logowanie trwało dłużej niż dziesięć minut. Zacznij ponownie.",
  "Consent was not given at {0}. Begin again when you want to.":
    "W {0} nie udzielono zgody. W każdej chwili można zacząć od nowa.",
  "{0} did not complete the sign-in ({1}). Begin again in a moment.":
    "{0} nie dokończyło logowania ({1}). Za chwilę zacznij od nowa.",
  "The vendor sent no code. Begin again.": "Dostawca nie przysłał kodu. Zacznij ponownie.",
  "The tenant of this sign-in is no more.": "Sklep, którego dotyczyło logowanie, już nie istnieje.",
  'The key "{0}" doesn\'t open this sign-in. See /healthz.':
    "Klucz „{0}” nie otwiera tego logowania. Zobacz /healthz.",
  "This sign-in gives access to no administration. Nothing was stored. Sign in as a user who has one.":
    "To logowanie nie daje dostępu do żadnej administracji. Niczego nie zapisano. Zaloguj się jako użytkownik, który ją ma.",
  "This sign-in is over, or it took longer than ten minutes. Connect Asperion again.":
    "To logowanie się zakończyło albo trwało dłużej niż dziesięć minut. Połącz Asperion ponownie.",
  "The sign-in doesn't give access to that administration. Connect Asperion again.":
    "Logowanie nie daje dostępu do tej administracji. Połącz Asperion ponownie.",
  "The vendor did not take the code: it works once and for a few minutes. Begin again.":
    "Dostawca nie przyjął kodu: działa on raz i przez kilka minut. Zacznij ponownie.",
  "The sign-in worked, but this user or company may not use the vendor's API. Check its modules and the user's rights.":
    "Logowanie się powiodło, ale ten użytkownik lub ta firma nie może korzystać z API dostawcy. Sprawdź moduły i uprawnienia użytkownika.",
  "The vendor's answer was not as expected ({0}). Nothing was stored.":
    "Odpowiedź dostawcy była inna, niż oczekiwano ({0}). Niczego nie zapisano.",
  "The vendor could not be reached or did not answer as it should. Nothing was stored; begin again in a moment.":
    "Dostawca był nieosiągalny albo nie odpowiedział prawidłowo. Niczego nie zapisano; zacznij ponownie za chwilę.",
  "This tenant is for administration {0}; the sign-in gives access to {1}. Nothing was stored. Sign in as a user of administration {2}.":
    "Ten sklep należy do administracji {0}; logowanie daje dostęp do {1}. Niczego nie zapisano. Zaloguj się jako użytkownik administracji {2}.",
  "Another page asked for this, so nothing was begun. Connect from the tenant's own page.":
    "Prosiła o to inna strona, dlatego niczego nie rozpoczęto. Połącz ze strony samego sklepu.",
  'The company "{0}" belongs to another tenant already; "{1}" can\'t have it as well, or each order would be booked twice. Nothing was stored.':
    "Firma „{0}” należy już do innego sklepu; „{1}” nie może mieć jej także, bo każde zamówienie zaksięgowano by dwa razy. Niczego nie zapisano.",
  'The company "{0}" belongs to the tenant "{1}" already; "{2}" can\'t have it as well, or each order would be booked twice. Nothing was stored.':
    "Firma „{0}” należy już do sklepu „{1}”; „{2}” nie może jej także mieć, bo każde zamówienie byłoby księgowane dwa razy. Niczego nie zapisano.",
  'This tenant books into "{0}"; the sign-in was for "{1}". Nothing was stored. Sign in again and choose "{2}".':
    "Ten sklep księguje w „{0}”; logowanie dotyczyło „{1}”. Niczego nie zapisano. Zaloguj się ponownie i wybierz „{2}”.",
  "another company": "inna firma",
  "the tenant's company": "firma tego sklepu",
  none: "żadnej",
  "Not connected": "Nie połączono",
  "no sign-in waits for confirmation: nobody has signed in at the vendor yet, or it was confirmed, or a day has gone by":
    "żadne logowanie nie czeka na potwierdzenie: nikt się jeszcze nie zalogował u dostawcy, już je potwierdzono albo minęła doba",
  "another token began this sign-in: that one confirms it, or somebody who is signed in":
    "to logowanie zaczął inny token: potwierdza je on albo ktoś zalogowany",
  "the sign-in that waits doesn't give access to that":
    "logowanie, które czeka, nie daje do tego dostępu",
  "the sign-in gives access to {0}: say which by its identity":
    "logowanie daje dostęp do {0}: wskaż jedną przez jej identity",
  "this sign-in gives access to no administration: sign in as a user who has one":
    "to logowanie nie daje dostępu do żadnej administracji: zaloguj się jako użytkownik, który ją ma",
};
