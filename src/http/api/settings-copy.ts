/** /tenants/{id}/settings/copy: settings of one tenant taken over into another. */
import { z } from "@hono/zod-openapi";
import { CONSEQUENCES } from "../../settings/versions/consequences.ts";
import { COPY_PARTS } from "../../settings/copy/copy-settings.ts";
import { MISFITS } from "../../settings/copy/counterpart.ts";
import { inEnglish } from "../problem.ts";
import { previewCopy, saveCopy } from "../usecases/settings/copy-settings.ts";
import { body, unwrapOrThrow, json } from "./answers.ts";
import { type Route, route } from "./route.ts";
import * as schemas from "./schemas.ts";

const asked = z.strictObject({
  from: z.string().max(100).describe("the tenant whose settings are taken over"),
  parts: z.array(z.enum(COPY_PARTS)).min(1),
});

export const settingsCopyRoutes: readonly Route[] = [
  route("post", "/tenants/{id}/settings/copy/preview", {
    summary:
      "What taking over another tenant's settings would change, and what doesn't fit; nothing is " +
      "written. The token needs the same right on both tenants",
    body: body(asked),
    answer: json(
      "Changes, what is left out and why, and what saving would bring about",
      z.object({
        version: z.int(),
        shown: z.string().describe("saving with it saves exactly this"),
        changes: z.array(z.object({ path: z.string(), before: z.unknown(), after: z.unknown() })),
        left: z.array(z.object({ path: z.string(), value: z.unknown(), why: z.enum(MISFITS) })),
        faults: z.array(z.object({ path: z.string(), message: z.string() })),
        consequences: z.array(z.enum(CONSEQUENCES)),
      }),
    ),
    handle: async ({ asking, input }) => {
      const { version, shown, changes, left, faults, consequences } = unwrapOrThrow(
        await previewCopy(asking, input),
      );
      return {
        version,
        shown,
        changes,
        left,
        faults: faults.map(({ path, message }) => ({ path, message: inEnglish(message) })),
        consequences,
      };
    },
  }),
  route("post", "/tenants/{id}/settings/copy", {
    summary: "Take over another tenant's settings as they were shown, as a new version",
    body: body(asked.extend({ shown: z.string().max(100) })),
    answer: json("Settings with their new version", schemas.settingsOutput),
    handle: async ({ asking, input: { shown, ...wanted } }) => {
      const written = unwrapOrThrow(await saveCopy(asking, wanted, shown));
      return { version: written.version, ...written.settings };
    },
  }),
];
