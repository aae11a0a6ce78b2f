/** Skips all that wait for one cause, by one sheet that asks for the reason. */
import type { HeldCause } from "../../../domain/jobs/held.ts";
import { callTenant, requireTenant } from "../../usecases/tenant-access.ts";
import { skipShown } from "../../usecases/jobs/jobs.ts";
import type { PageContext } from "../frame/env.ts";
import { type Form, noteIn } from "../forms/form.ts";
import { granted } from "../frame/respond.tsx";
import { throughSkip } from "../orders/actions/skip-sheet.tsx";
import { maySkip } from "./group-actions.ts";

/** The sheet; once it was sent as it stands, with a reason, they are skipped. */
export async function skipCause(c: PageContext, id: string, sent: Form, of: HeldCause) {
  const { asking } = c.var;
  const list = `/admin/tenants/${id}/attention`;
  granted(await requireTenant(asking));
  const { reason, waiting, jobs } = granted(
    await callTenant(asking, (object) => object.jobs.releasable(id, of)),
  );
  if (reason === null || !maySkip(reason)) return c.redirect(`${list}?nothing=1`, 303);
  const note = noteIn(sent);
  const isSent = c.req.method === "POST";
  const sheet = await throughSkip(c, {
    id,
    jobIds: jobs.map((job) => job.id),
    note,
    tab: "attention",
    action: `${list}/mend`,
    fields: [
      ["cause", of.cause],
      ["thing", of.thing],
      ["deed", "skip"],
    ],
    back: list,
    cause: { more: Math.max(0, waiting - jobs.length), isLacking: isSent && note === "" },
  });
  if (sheet !== null) return sheet;
  // None of them can be skipped now: nothing was confirmed.
  if (!isSent || note === "") return c.redirect(`${list}?nothing=1`, 303);
  const seen = jobs.map((job) => ({ id: job.id, updatedAt: job.updatedAt }));
  const { taken, left } = granted(await skipShown(asking, { of, seen, note }));
  const told = { skipped: String(taken.length), refused: String(left.length) };
  return c.redirect(`${list}?${new URLSearchParams(told)}`, 303);
}
