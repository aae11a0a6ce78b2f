/**
 * `/.well-known/security.txt` (RFC 9116): the contact for security reports. Only where
 * SECURITY_CONTACT is set.
 */
import { Hono } from "hono";
import { LANGUAGES } from "../domain/language.ts";
import type { HttpDeps } from "./deps.ts";
import { problemResponse } from "./problem.ts";

const PATH = "/.well-known/security.txt";
/** The RFC asks for less than a year. The answer is made at each request, so it never expires. */
const VALID_MS = 180 * 24 * 60 * 60 * 1000;

export function createSecurityTxt({ config, clock }: Pick<HttpDeps, "config" | "clock">): Hono {
  const app = new Hono();
  app.get(PATH, async (c) => {
    if (config.securityContact === "") return problemResponse(404);
    const lines = [
      `Contact: ${config.securityContact}`,
      `Expires: ${new Date(clock.now() + VALID_MS).toISOString()}`,
      `Preferred-Languages: ${LANGUAGES.join(", ")}`,
      `Canonical: ${config.publicUrl}${PATH}`,
    ];
    return c.text(`${lines.join("\n")}\n`, 200, { "cache-control": "public, max-age=86400" });
  });
  return app;
}
