/** Mails about accounts: what a person who is invited reads. */
import { beforeAll, expect, test } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { loadMessages } from "../../src/messages/index.ts";
import { changedMail, invitationMail, resetMail } from "../../src/monitor/account-mail.ts";

beforeAll(async () => {
  for (const language of LANGUAGES) await loadMessages(language);
});

const ACCOUNT = { email: "anna@shop.nl", shops: ["Kaarsen\nshop", "Fjäll"] };

test("a mail about an account says first whose it is, of which product and shops, in every language", () => {
  for (const language of LANGUAGES) {
    const mails = [
      resetMail(language, ACCOUNT, "https://bridge.nl/admin/welcome/secret", 30),
      changedMail(
        language,
        ACCOUNT,
        { what: "passkeyAdded", at: 0 },
        "https://bridge.nl/admin/profile",
      ),
    ];
    for (const { text } of mails) {
      const [first] = text.split("\n\n");
      for (const said of ["anna@shop.nl", "Asperion", "eAccounting", "Kaarsen shop, Fjäll"])
        expect(first).toContain(said);
    }
    // An operator's account is of no shop.
    const { text } = resetMail(language, { ...ACCOUNT, shops: [] }, "https://x", 30);
    expect(text.split("\n\n")[0]).not.toMatch(/[({]|null|none/);
  }
});

test("an invitation says who invites, what it is for, and where to sign in later", () => {
  const invitation = {
    shop: { name: "Kaarsenshop", role: "owner" },
    by: "anna@shop.nl",
    link: "https://bridge.nl/admin/welcome/secret",
    days: 7,
    page: "https://bridge.nl/admin",
  } as const;
  for (const language of LANGUAGES) {
    const lines = invitationMail({ ...invitation, language }, ACCOUNT).text.split("\n\n");
    expect(lines[0]).toContain("Kaarsenshop");
    expect(lines[0]).toContain("anna@shop.nl");
    expect(lines[1]).toMatch(/Asperion.*eAccounting|eAccounting.*Asperion/);
    expect([lines[3], lines[5]]).toEqual([invitation.link, invitation.page]);
  }
  // A name from outside begins no line of its own.
  const by = "a\n\nGo to evil.example";
  const { text } = invitationMail({ ...invitation, language: "en", by }, ACCOUNT);
  expect(text.split("\n\n")[0]).toContain("a Go to evil.example");
});
