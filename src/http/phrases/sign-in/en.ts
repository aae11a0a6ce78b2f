/** What the end of a sign-in at a vendor says: the sentences as the code below the pages makes them. */
export const en = [
  "This sign-in was not begun here, or it has been used already. Begin again from the tenant's page.",
  "This sign-in was begun by somebody else or for something else. Sign in here and begin again.",
  "This sign-in took longer than ten minutes. Begin again.",
  "The sign-in was not completed: {0}. Nothing was changed; begin again when you want to.",
  "The vendor sent no code. Begin again.",
  "The tenant of this sign-in is no more.",
  "The key \"{0}\" doesn't open this sign-in. See /healthz.",
  "This sign-in gives access to no administration. Nothing was stored. Sign in as a user who has one.",
  "The sign-in gives access to {0}. Nothing was stored. Choose one (PATCH the tenant), and begin again.",
  "This sign-in is over, or it took longer than ten minutes. Connect Asperion again.",
  "The sign-in doesn't give access to that administration. Connect Asperion again.",
  "The vendor did not take the code: it works once and for a few minutes. Begin again.",
  "The sign-in worked, but this user or company may not use the vendor's API. Check its modules and the user's rights.",
  "The vendor's answer was not as expected ({0}). Nothing was stored.",
  "The vendor could not be reached or did not answer as it should. Nothing was stored; begin again in a moment.",
  "This tenant is for administration {0}; the sign-in gives access to {1}. Nothing was stored. Sign in as a user of administration {2}.",
  "Another page asked for this, so nothing was begun. Connect from the tenant's own page.",
  "The company \"{0}\" belongs to another tenant already; \"{1}\" can't have it as well, or each order would be booked twice. Nothing was stored.",
  "The company \"{0}\" belongs to the tenant \"{1}\" already; \"{2}\" can't have it as well, or each order would be booked twice. Nothing was stored.",
  "This tenant books into \"{0}\"; the sign-in was for \"{1}\". Nothing was stored. Sign in again and choose \"{2}\".",
  "another company",
  "the tenant's company",
  "none",
  "Not connected",
] as const;

export type SignInPhrases = Readonly<Record<(typeof en)[number], string>>;
