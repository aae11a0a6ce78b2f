/** Which screens of the set-up say that they are done. */
import { expect, test } from "vitest";
import { isDone } from "../../src/http/pages/setup/screens.ts";
import { SETUP_STEPS, type SetupState } from "../../src/http/usecases/tenants/setup.ts";
import { defaultSettings } from "../../src/settings/schema.ts";

test("going live isn't done while the shop is in test mode, however often it was tested", () => {
  const done = Object.fromEntries(SETUP_STEPS.map((step) => [step, true])) as SetupState["done"];
  const isDoneIn = (trial: boolean, screen: "live" | "prepare") =>
    isDone({ done, settings: { ...defaultSettings(), trial } }, screen);
  expect([isDoneIn(true, "live"), isDoneIn(false, "live"), isDoneIn(true, "prepare")]).toEqual([
    false,
    true,
    true,
  ]);
});
