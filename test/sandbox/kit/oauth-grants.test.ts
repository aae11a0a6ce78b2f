import { expect, test } from "vitest";
import { SandboxClock } from "./clock.ts";
import { Grants, type RefreshMode } from "./oauth-grants.ts";

const GIVEN = { clientId: "c", subject: "s", scope: "api offline_access" };

function make(mode: RefreshMode = "rotating", needsOfflineAccess = false) {
  const clock = new SandboxClock(() => 1_700_000_000_000);
  const grants = new Grants({
    clock,
    refreshMode: () => mode,
    claims: (grant) => ({ sub: grant.subject }),
    refreshSeconds: 86_400,
    needsOfflineAccess,
  });
  return { clock, grants };
}

function refreshToken(grants: Grants): string {
  return grants.issue(grants.open(GIVEN)).refreshToken ?? "";
}

test("a code is good once and for five minutes; shown again it revokes what it gave", async () => {
  const { clock, grants } = make();
  const value = grants.issueCode(GIVEN, "https://a/cb", null);
  const code = grants.takeCode(value);
  const issued = code === null ? null : grants.redeem(code);
  expect(grants.authenticate(issued?.accessToken ?? "")?.subject).toBe("s");
  expect(grants.takeCode(value)).toBeNull();
  expect(grants.authenticate(issued?.accessToken ?? "")).toBeNull();
  const late = grants.issueCode(GIVEN, "https://a/cb", null);
  await clock.set({ advanceMs: 300_000 });
  expect(grants.takeCode(late)).toBeNull();
});

test("access and refresh tokens end by the sandbox's clock", async () => {
  const { clock, grants } = make();
  const issued = grants.issue(grants.open(GIVEN));
  await clock.set({ advanceMs: 3_600_000 });
  expect(grants.authenticate(issued.accessToken)).toBeNull();
  await clock.set({ advanceMs: 86_400_000 });
  expect(grants.refresh(issued.refreshToken ?? "", "c")).toBeNull();
});

test("rotating: an old refresh token is refused, the newest goes on working", () => {
  const { grants } = make("rotating");
  const first = refreshToken(grants);
  const second = grants.refresh(first, "c");
  expect(grants.refresh(first, "c")).toBeNull();
  expect(grants.refresh(second?.refreshToken ?? "", "c")).not.toBeNull();
});

test("family-revoked: an old refresh token used again ends the newest as well", () => {
  const { grants } = make("family-revoked");
  const first = refreshToken(grants);
  const second = grants.refresh(first, "c");
  expect(grants.refresh(first, "c")).toBeNull();
  expect(grants.refresh(second?.refreshToken ?? "", "c")).toBeNull();
  expect(grants.authenticate(second?.accessToken ?? "")).toBeNull();
});

test("reusable: the same refresh token is answered again and again", () => {
  const { grants } = make("reusable");
  const token = refreshToken(grants);
  expect([
    grants.refresh(token, "c")?.refreshToken,
    grants.refresh(token, "c")?.refreshToken,
  ]).toEqual([token, token]);
});

test("another client's refresh token is no use, and revoking ends everything", () => {
  const { grants } = make();
  const token = refreshToken(grants);
  expect(grants.refresh(token, "other")).toBeNull();
  grants.revokeAll();
  expect(grants.refresh(token, "c")).toBeNull();
});

test("without offline_access there is no refresh token where the vendor asks for that scope", () => {
  const { grants } = make("rotating", true);
  expect(grants.issue(grants.open({ ...GIVEN, scope: "api" })).refreshToken).toBeNull();
  expect(refreshToken(grants)).not.toBe("");
});
