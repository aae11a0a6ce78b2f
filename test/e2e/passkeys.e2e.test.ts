/** Passkeys in a real browser, with the virtual authenticator that it has for tests. */
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mailedLink } from "./mailed-link.ts";
import { closeStage, listen, openStage, type Stage } from "./pages-browser.ts";

let stage: Stage;
beforeAll(async () => {
  // Browsers have no passkeys for a bare address.
  stage = await openStage({}, "localhost");
});
afterAll(() => closeStage(stage));

test("a passkey is added on one's own account, signs in without a name or password, and is gone when removed", async () => {
  const { bridge, browser, url, complaints } = stage;
  await bridge.ask("POST", "/users", { email: "bo@shop.example", name: "Bo", role: "operator" });
  const context = await browser.newContext({ baseURL: url });
  listen(context, complaints);
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
    },
  });
  // A page is left when it has all of what it asked for: what is cut off is a complaint.
  const click = async (what: Locator): Promise<void> => {
    await what.waitFor();
    await page.waitForLoadState();
    await what.click();
  };
  const press = (name: string | RegExp): Promise<void> => click(page.getByRole("button", { name }));
  const own = page.getByRole("link", { name: "bo@shop.example" });
  await page.goto(await mailedLink(bridge, "bo@shop.example"));
  await page.locator("#password").fill("a long and unlikely phrase 7391");
  await page.locator("main form button").first().click();
  // By a link within the page as well as by its address: the script is there for both.
  await click(own);
  await page.getByLabel("Name of the new passkey").fill("Laptop");
  await press("Add passkey");
  await page.getByText("Passkey added.").waitFor();
  await press("Add passkey");
  await page.getByText("This device already has a passkey of this account.").waitFor();
  expect(await page.getByText("Passkey added.").count()).toBe(0);
  await press("Sign out");
  await press("Sign in with a passkey");
  await click(own);
  // The page was left open: what it still offers is asked to be confirmed first.
  await page.getByLabel("Name of the new passkey").waitFor();
  await bridge.advance(11 * 60_000);
  await press("Add passkey");
  await page.getByText("Confirm that it's you first.").waitFor();
  await press("Confirm with a passkey");
  await page.getByText("Confirmed. You can now add and remove passkeys.").waitFor();
  await press(/^Remove/);
  await press("Remove passkey");
  await page.getByText("Passkey removed.").waitFor();
  await press("Sign out");
  await press("Sign in with a passkey");
  await page.getByText("The passkey wasn't accepted.").waitFor();
  await page.waitForLoadState();
  await context.close();
  expect(complaints).toEqual([]);
});
