/** A person's actions on one job besides a retry. */
import type { Hono } from "hono";
import { ACTS } from "../../../../domain/jobs/requested-actions.ts";
import type { EdgeDeps } from "../../../deps.ts";
import { actOn } from "../../../usecases/jobs/job-actions.ts";
import type { PageEnv } from "../../frame/env.ts";
import { refusedPage } from "../../frame/respond.tsx";
import type { ListName } from "../list/filters.ts";
import { messagesFor } from "../../../language.ts";
import { confirmJobAction } from "./job-action-sheet.tsx";
import { doneAs } from "./job-actions.ts";

export function actRoutes(pages: Hono<PageEnv>, deps: EdgeDeps, list: ListName): void {
  // Only an order has a document to be booked again.
  for (const act of ACTS.filter((one) => list === "orders" || one !== "book-again"))
    pages.post(`/tenants/:id/${list}/:jobId/${act}`, async (c) => {
      const [id, jobId] = [c.req.param("id") ?? "", c.req.param("jobId") ?? ""];
      const address = (of: string): string => `/admin/tenants/${id}/${list}/${of}`;
      const sheet = await confirmJobAction(c, deps, { list, id, jobId, action: act });
      if (sheet !== null) return sheet;
      const asked = await actOn(
        { deps, actor: c.var.signedIn.actor, tenantId: id },
        { jobId, act },
      );
      if (!asked.ok)
        return refusedPage(c, c.var.signedIn, asked.error, {
          href: address(jobId),
          text: messagesFor(c).t("orders.toOrder"),
        });
      if (asked.value.dispatch) c.executionCtx.waitUntil(deps.dispatch(id, asked.value.jobId));
      return c.redirect(`${address(asked.value.jobId)}?done=${doneAs(list, act)}`, 303);
    });
}
