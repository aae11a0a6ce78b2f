/** docs/manual/people.md, written by test/docs/write-manual.ts. */
export const people = [
  "# People, programs, and who changed what",
  "",
  "An **operator** has every shop. A **user** has one and sees nothing of the others; a user does everything there but sees no secrets.",
  "",
  "- **Let somebody in.** Under *People*, with an e-mail address and rights. The page shows a link once: hand it over yourself. It sets the password, works once, and ends after three days. A forgotten password is a new link.",
  "- **End access.** At once, with every session. What that person changed stays recorded.",
  "- **Programs** use the API with a token of their own: under *API tokens*, for one shop or for all, with an end or without. It is shown once. Revoke it when the program goes. When it connects a shop, nothing is connected until it confirms what the sign-in gives access to, or you do under *Connections*.",
  "- **Who changed what.** *Changes* lists every change with when, who, before and after; each shop's page has its own. Nothing in it can be changed or taken out.",
  "- **Your language** is chosen at the foot of every page, and holds for your account alone. Messages that are sent out are in the shop's language.",
  "",
  "The operator's token is for the first sign-in and for emergencies.",
].join("\n");
