import type { SignInPhrases } from "./en.ts";

export const sv: SignInPhrases = {
  "This sign-in was not begun here, or it has been used already. Begin again from the tenant's page.":
    "Inloggningen började inte här, eller så har den redan använts. Börja om från butikens sida.",
  "This sign-in was begun by somebody else or for something else. Sign in here and begin again.":
    "Inloggningen påbörjades av någon annan eller för något annat. Logga in här och börja om.",
  "This sign-in took longer than ten minutes. Begin again.":
    "Inloggningen tog längre tid än tio minuter. Börja om.",
  "Consent was not given at {0}. Begin again when you want to.":
    "Inget samtycke gavs i {0}. Börja om när du vill.",
  "{0} did not complete the sign-in ({1}). Begin again in a moment.":
    "{0} slutförde inte inloggningen ({1}). Börja om om en stund.",
  "The vendor sent no code. Begin again.": "Leverantören skickade ingen kod. Börja om.",
  "The tenant of this sign-in is no more.": "Butiken som inloggningen gällde finns inte längre.",
  'The key "{0}" doesn\'t open this sign-in. See /healthz.':
    'Nyckeln "{0}" öppnar inte inloggningen. Se /healthz.',
  "This sign-in gives access to no administration. Nothing was stored. Sign in as a user who has one.":
    "Inloggningen ger inte åtkomst till någon administration. Inget sparades. Logga in som en användare som har en.",
  "This sign-in is over, or it took longer than ten minutes. Connect Asperion again.":
    "Inloggningen är över, eller så tog den längre tid än tio minuter. Anslut Asperion igen.",
  "The sign-in doesn't give access to that administration. Connect Asperion again.":
    "Inloggningen ger inte åtkomst till den administrationen. Anslut Asperion igen.",
  "The vendor did not take the code: it works once and for a few minutes. Begin again.":
    "Leverantören tog inte emot koden: den fungerar en gång och i några minuter. Börja om.",
  "The sign-in worked, but this user or company may not use the vendor's API. Check its modules and the user's rights.":
    "Inloggningen lyckades, men användaren eller företaget får inte använda leverantörens API. Kontrollera modulerna och användarens behörighet.",
  "The vendor's answer was not as expected ({0}). Nothing was stored.":
    "Leverantörens svar såg inte ut som väntat ({0}). Inget sparades.",
  "The vendor could not be reached or did not answer as it should. Nothing was stored; begin again in a moment.":
    "Leverantören kunde inte nås eller svarade inte som den ska. Inget sparades; börja om om en stund.",
  "This tenant is for administration {0}; the sign-in gives access to {1}. Nothing was stored. Sign in as a user of administration {2}.":
    "Butiken hör till administration {0}; inloggningen ger åtkomst till {1}. Inget sparades. Logga in som användare i administration {2}.",
  "Another page asked for this, so nothing was begun. Connect from the tenant's own page.":
    "En annan sida bad om detta, så inget påbörjades. Anslut från butikens egen sida.",
  'The company "{0}" belongs to another tenant already; "{1}" can\'t have it as well, or each order would be booked twice. Nothing was stored.':
    "Företaget ”{0}” hör redan till en annan butik; ”{1}” kan inte också ha det, annars skulle varje order bokföras två gånger. Inget sparades.",
  'The company "{0}" belongs to the tenant "{1}" already; "{2}" can\'t have it as well, or each order would be booked twice. Nothing was stored.':
    'Företaget "{0}" hör redan till butiken "{1}"; "{2}" kan inte också ha det, då skulle varje order bokföras två gånger. Inget sparades.',
  'This tenant books into "{0}"; the sign-in was for "{1}". Nothing was stored. Sign in again and choose "{2}".':
    'Butiken bokför i "{0}"; inloggningen gällde "{1}". Inget sparades. Logga in igen och välj "{2}".',
  "another company": "ett annat företag",
  "the tenant's company": "butikens företag",
  none: "ingen",
  "Not connected": "Inte ansluten",
  "no sign-in waits for confirmation: nobody has signed in at the vendor yet, or it was confirmed, or a day has gone by":
    "ingen inloggning väntar på bekräftelse: ingen har loggat in hos leverantören än, eller så är den bekräftad, eller så har ett dygn gått",
  "another token began this sign-in: that one confirms it, or somebody who is signed in":
    "en annan token påbörjade den här inloggningen: den bekräftar den, eller någon som är inloggad",
  "the sign-in that waits doesn't give access to that":
    "inloggningen som väntar ger ingen åtkomst till det",
  "the sign-in gives access to {0}: say which by its identity":
    "inloggningen ger åtkomst till {0}: säg vilken med dess identity",
  "this sign-in gives access to no administration: sign in as a user who has one":
    "den här inloggningen ger ingen åtkomst till någon administration: logga in som en användare som har en",
};
