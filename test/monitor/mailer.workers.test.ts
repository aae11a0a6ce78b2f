/** Mails by the binding that wrangler.toml names, as the runtime has it. */
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { mailer } from "../../src/monitor/mailer.ts";

test("the runtime's own binding takes a mail as it is sent", async () => {
  await mailer(env, "bridge@bridge-tests.nl")?.(
    ["owner@bridge-tests.nl"],
    "2 orders need a person",
    "Nobody is named.\n",
  );
  expect(mailer(env, "bridge@bridge-tests.nl")).not.toBeNull();
});

test("without the binding, or without a sender, there is nothing to send mails with", () => {
  expect([mailer({}, "bridge@bridge-tests.nl"), mailer(env, "")]).toEqual([null, null]);
});
