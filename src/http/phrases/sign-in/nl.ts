import type { SignInPhrases } from "./en.ts";

export const nl: SignInPhrases = {
  "This sign-in was not begun here, or it has been used already. Begin again from the tenant's page.":
    "Deze aanmelding is niet hier begonnen, of ze is al gebruikt. Begin opnieuw vanaf de pagina van de winkel.",
  "This sign-in was begun by somebody else or for something else. Sign in here and begin again.":
    "Deze aanmelding is door iemand anders of voor iets anders begonnen. Meld u hier aan en begin opnieuw.",
  "This sign-in took longer than ten minutes. Begin again.":
    "Deze aanmelding duurde langer dan tien minuten. Begin opnieuw.",
  "Consent was not given at {0}. Begin again when you want to.":
    "Bij {0} is geen toestemming gegeven. Begin opnieuw wanneer u wilt.",
  "{0} did not complete the sign-in ({1}). Begin again in a moment.":
    "{0} heeft de aanmelding niet voltooid ({1}). Begin zo dadelijk opnieuw.",
  "The vendor sent no code. Begin again.":
    "De leverancier heeft geen code gestuurd. Begin opnieuw.",
  "The tenant of this sign-in is no more.": "De winkel van deze aanmelding bestaat niet meer.",
  'The key "{0}" doesn\'t open this sign-in. See /healthz.':
    'De sleutel "{0}" opent deze aanmelding niet. Zie /healthz.',
  "This sign-in gives access to no administration. Nothing was stored. Sign in as a user who has one.":
    "Deze aanmelding geeft toegang tot geen enkele administratie. Er is niets bewaard. Meld u aan als een gebruiker die er een heeft.",
  "This sign-in is over, or it took longer than ten minutes. Connect Asperion again.":
    "Deze aanmelding is voorbij, of ze duurde langer dan tien minuten. Verbind Asperion opnieuw.",
  "The sign-in doesn't give access to that administration. Connect Asperion again.":
    "De aanmelding geeft geen toegang tot die administratie. Verbind Asperion opnieuw.",
  "The vendor did not take the code: it works once and for a few minutes. Begin again.":
    "De leverancier heeft de code niet aangenomen: ze werkt één keer en een paar minuten. Begin opnieuw.",
  "The sign-in worked, but this user or company may not use the vendor's API. Check its modules and the user's rights.":
    "De aanmelding is gelukt, maar deze gebruiker of dit bedrijf mag de API van de leverancier niet gebruiken. Controleer de modules en de rechten van de gebruiker.",
  "The vendor's answer was not as expected ({0}). Nothing was stored.":
    "Het antwoord van de leverancier was niet zoals verwacht ({0}). Er is niets bewaard.",
  "The vendor could not be reached or did not answer as it should. Nothing was stored; begin again in a moment.":
    "De leverancier was niet bereikbaar of antwoordde niet zoals het hoort. Er is niets bewaard; begin zo dadelijk opnieuw.",
  "This tenant is for administration {0}; the sign-in gives access to {1}. Nothing was stored. Sign in as a user of administration {2}.":
    "Deze winkel hoort bij administratie {0}; de aanmelding geeft toegang tot {1}. Er is niets bewaard. Meld u aan als gebruiker van administratie {2}.",
  "Another page asked for this, so nothing was begun. Connect from the tenant's own page.":
    "Een andere pagina vroeg hierom; er is dus niets begonnen. Verbind vanaf de eigen pagina van de winkel.",
  'The company "{0}" belongs to another tenant already; "{1}" can\'t have it as well, or each order would be booked twice. Nothing was stored.':
    'Het bedrijf "{0}" hoort al bij een andere winkel; "{1}" kan het niet ook hebben, anders zou elke order twee keer worden geboekt. Er is niets opgeslagen.',
  'The company "{0}" belongs to the tenant "{1}" already; "{2}" can\'t have it as well, or each order would be booked twice. Nothing was stored.':
    'Het bedrijf "{0}" hoort al bij de winkel "{1}"; "{2}" kan het niet ook hebben, want dan zou elke order twee keer worden geboekt. Er is niets bewaard.',
  'This tenant books into "{0}"; the sign-in was for "{1}". Nothing was stored. Sign in again and choose "{2}".':
    'Deze winkel boekt in "{0}"; de aanmelding was voor "{1}". Er is niets bewaard. Meld u opnieuw aan en kies "{2}".',
  "another company": "een ander bedrijf",
  "the tenant's company": "het bedrijf van de winkel",
  none: "geen enkele",
  "Not connected": "Niet verbonden",
  "no sign-in waits for confirmation: nobody has signed in at the vendor yet, or it was confirmed, or a day has gone by":
    "er wacht geen aanmelding op bevestiging: niemand heeft zich al bij de leverancier aangemeld, of ze is bevestigd, of er is een dag voorbij",
  "another token began this sign-in: that one confirms it, or somebody who is signed in":
    "een ander token is met deze aanmelding begonnen: dat bevestigt haar, of iemand die is ingelogd",
  "the sign-in that waits doesn't give access to that":
    "de aanmelding die wacht geeft daar geen toegang toe",
  "the sign-in gives access to {0}: say which by its identity":
    "de aanmelding geeft toegang tot {0}: noem welke, met haar identity",
  "this sign-in gives access to no administration: sign in as a user who has one":
    "deze aanmelding geeft geen toegang tot een administratie: meld u aan als gebruiker die er een heeft",
};
