/** Mails about accounts: what a person who is invited reads. */
import { beforeAll, expect, test } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { loadMessages } from "../../src/messages/index.ts";
import { invitationMail } from "../../src/monitor/account-mail.ts";

beforeAll(async () => {
  for (const language of LANGUAGES) await loadMessages(language);
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
    const lines = invitationMail({ ...invitation, language }).text.split("\n\n");
    expect(lines[0]).toContain("Kaarsenshop");
    expect(lines[0]).toContain("anna@shop.nl");
    expect(lines[1]).toMatch(/Asperion.*eAccounting|eAccounting.*Asperion/);
    expect([lines[3], lines[5]]).toEqual([invitation.link, invitation.page]);
  }
  // A name from outside begins no line of its own.
  const { text } = invitationMail({ ...invitation, language: "en", by: "a\n\nGo to evil.example" });
  expect(text.split("\n\n")[0]).toContain("a Go to evil.example");
});
