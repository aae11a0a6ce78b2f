/** Refusals and problems are messages: said whole in each language, and to programs in English. */
import { describe, expect, expectTypeOf, test } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { SAY_NOTHING_CHANGED } from "../../src/http/pages/app.tsx";
import { problemResponse, type ProblemStatus } from "../../src/http/problem.ts";
import { reject } from "../../src/http/usecases/refusal.ts";
import { loadMessages, type Message, message } from "../../src/messages/index.ts";
import { allCatalogues } from "../support/catalogues.ts";

test("a refusal says a message: the type takes no sentence, and the value keeps the id", () => {
  expectTypeOf(reject).parameter(2).toEqualTypeOf<Message>();
  expect(reject(404, "unknown-job", message("refusals.noSuchJob")).error.detail).toEqual({
    id: "refusals.noSuchJob",
  });
});

test("what stands in a refusal is somebody's own word, also where it is a sentence that is known", async () => {
  const taken = (company: string, other: string, tenant: string) =>
    message("signIn.companyTakenBy", { company, other, tenant });
  const said = await Promise.all(
    LANGUAGES.map(async (language) =>
      (await loadMessages(language)).say(taken("stock", "products", "this shop doesn't exist")),
    ),
  );
  for (const text of said)
    expect(text).toMatch(/["„“”]stock["”].*["„“”]products["”].*["„“”]this shop doesn't exist["”]/);
  expect((await loadMessages("sv")).say(taken("Mugs & Sons", "Two", "Three"))).toBe(
    "Företaget ”Mugs & Sons” är redan anslutet till butiken ”Two”. Om ”Three” också använde det skulle båda butikerna bokföra i det, och ordrar från samma administration två gånger. Inget sparades. Om ”Two” skapades av misstag kan den tas bort under Inställningar, Butik.",
  );
  expect((await loadMessages("pl")).say(taken("Demo AB", "Demo shop", "Three"))).toContain(
    "„Demo AB” jest już połączona ze sklepem „Demo shop”",
  );
});

test("a text that stands in another one is said in the same language", async () => {
  const wrong = message("signIn.wrongAdministration", {
    administration: 7,
    seen: message("signIn.nothingSeen"),
  });
  const { say } = await loadMessages("nl");
  expect(say(wrong)).toContain("geeft toegang tot geen enkele.");
});

test("the ends of a sign-in that say themselves that nothing was stored are those whose English text does", () => {
  const saying = (allCatalogues.get("en") ?? [])
    .filter(({ id, text }) => id.startsWith("signIn.") && /nothing was/i.test(text))
    .map(({ id }) => id);
  expect([...SAY_NOTHING_CHANGED].toSorted()).toEqual(saying.toSorted());
});

describe("a problem", () => {
  test.each([
    [400, "Bad request"],
    [401, "Not signed in"],
    [403, "Not allowed"],
    [404, "Not found"],
    [408, "The request took too long"],
    [409, "Conflict"],
    [413, "Too large"],
    [415, "Not JSON"],
    [429, "Too many requests"],
    [500, "Something went wrong on our side"],
    [502, "The other system returned an error"],
    [503, "Not available right now"],
  ] satisfies readonly [ProblemStatus, string][])(
    "of %i has its title in English",
    async (status, title) => {
      const answer = await problemResponse(status);
      expect([answer.status, await answer.json()]).toEqual([
        status,
        { type: "about:blank", title, status },
      ]);
    },
  );

  test("says its detail and its faults in English", async () => {
    const { error } = reject(
      409,
      "too-many-secrets",
      message("refusals.tooManySecrets", { most: 3 }),
      [{ path: "target", message: message("settings.faults.targetOfOtherPart") }],
    );
    const answer = await problemResponse(409, error);
    expect(await answer.text()).toBe(
      JSON.stringify({
        type: "about:blank",
        title: "Conflict",
        status: 409,
        kind: "too-many-secrets",
        detail: "3 secrets are in use: revoke one first",
        errors: [{ path: "target", message: "this field can't be filled in this part" }],
      }),
    );
  });
});
