/** An answer whose headers are set at once has those that every other answer gets one by one. */
import { Hono } from "hono";
import { expect, test } from "vitest";
import { answerJson, secureHeaders } from "../../src/http/headers.ts";

test("an answer made at once has the headers of every other answer", async () => {
  const app = new Hono();
  app.use("*", secureHeaders({ access: null }));
  app.get("/usual", (c) => c.json({ jobId: "j1" }, 202));
  app.get("/at-once", () => answerJson({ jobId: "j1" }, 202));
  const [usual, atOnce] = [await app.request("/usual"), await app.request("/at-once")];
  const named = ({ headers }: Response) => Object.fromEntries(headers);
  expect(named(usual)["strict-transport-security"]).toBe("max-age=31536000; includeSubDomains");
  expect(named(atOnce)).toEqual(named(usual));
  expect([atOnce.status, await atOnce.json()]).toEqual([202, { jobId: "j1" }]);
});
