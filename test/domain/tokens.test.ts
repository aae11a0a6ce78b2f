import { expect, test } from "vitest";
import { err, ok } from "../../src/domain/result.ts";
import { claim, readTokens } from "../../src/domain/vendors/tokens.ts";

const jwt = (claims: object): string =>
  `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.sig`;
const answer = (status: number, body: unknown) =>
  ok({ status, body, isJson: body !== null, headers: {} });
const GIVEN = { now: 1_000_000, refreshToken: "old", scope: "ea:api" };

test("tokens are read with their end, counted from before the request", () => {
  const body = {
    access_token: jwt({ customer_id: "8D6A86FE-F7B3-4AFE-9D92-F7698BB12AF0" }),
    refresh_token: "new",
    expires_in: 3600,
    token_type: "bearer",
  };
  expect(readTokens("eaccounting", answer(200, body), GIVEN)).toEqual({
    ok: true,
    value: {
      accessToken: body.access_token,
      refreshToken: "new",
      expiresAt: 4_600_000,
      scope: "ea:api",
      companyId: "8d6a86fe-f7b3-4afe-9d92-f7698bb12af0",
    },
  });
});

test("the old refresh token is kept when none comes back", () => {
  const read = readTokens(
    "asperion",
    answer(200, { access_token: "opaque", expires_in: 60 }),
    GIVEN,
  );
  expect(read).toMatchObject({ ok: true, value: { refreshToken: "old", companyId: null } });
});

test("a dead grant needs a login, a wrong secret doesn't look like one", () => {
  expect(readTokens("asperion", answer(400, { error: "invalid_grant" }), GIVEN)).toEqual({
    ok: false,
    error: { kind: "needs-login", vendor: "asperion" },
  });
  expect(readTokens("asperion", answer(400, { error: "invalid_client" }), GIVEN)).toMatchObject({
    ok: false,
    error: { kind: "client-refused" },
  });
  expect(readTokens("asperion", answer(503, "down"), GIVEN)).toMatchObject({
    ok: false,
    error: { kind: "transient" },
  });
});

test("a lost answer is unknown, as the refresh token may have been rotated; an answer without a token as well", () => {
  for (const kind of ["timeout", "network", "too-large"] as const)
    expect(readTokens("asperion", err({ kind, cause: "x" }), GIVEN)).toMatchObject({
      ok: false,
      error: { kind: "unknown-outcome" },
    });
  expect(readTokens("asperion", answer(200, "<html>"), GIVEN)).toMatchObject({
    ok: false,
    error: { kind: "unknown-outcome" },
  });
  expect(readTokens("asperion", err({ kind: "not-started", cause: "x" }), GIVEN)).toMatchObject({
    ok: false,
    error: { kind: "transient" },
  });
});

test("a claim of a token that can't be decoded is null, never an exception", () => {
  expect(claim("opaque", "customer_id")).toBeNull();
  expect(claim("a.%%%.c", "customer_id")).toBeNull();
  expect(claim(jwt({ customer_id: 7 }), "customer_id")).toBeNull();
  expect(claim(`e30.${Buffer.from("null").toString("base64url")}.s`, "customer_id")).toBeNull();
});
