/** Passkeys in a real browser, with the virtual authenticator that it has for tests. */
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
  await page.goto(await mailedLink(bridge, "bo@shop.example"));
  await page.locator("#password").fill("a long and unlikely phrase 7391");
  await page.locator("main form button").first().click();
  // By a link within the page as well as by its address: the script is there for both.
  await page.goto("/admin");
  await page.getByRole("link", { name: "bo@shop.example" }).click();
  await page.getByLabel("Name of the new passkey").fill("Laptop");
  await page.getByRole("button", { name: "Add passkey" }).click();
  await page.getByText("Passkey added.").waitFor();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.getByRole("link", { name: "bo@shop.example" }).click();
  await page.getByRole("button", { name: /^Remove/ }).click();
  await page.getByText("Passkey removed.").waitFor();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.getByText("The passkey wasn't accepted.").waitFor();
  await context.close();
  expect(complaints).toEqual([]);
});
