/** The page that previews a run and starts it as shown. */
import type { Hono } from "hono";
import {
  isPreviewed,
  type PreviewedFlow,
  wouldWriteNothing,
} from "../../../domain/jobs/run-preview.ts";
import { message } from "../../../messages/message.ts";
import { messagesFor } from "../../language.ts";
import { requireTenant } from "../../usecases/tenant-access.ts";
import { reject } from "../../usecases/refusal.ts";
import { beginPreview, readPreview, runAsPreviewed } from "../../usecases/dry-runs/run-preview.ts";
import { readSettings } from "../../usecases/settings/settings.ts";
import type { PageContext, PageEnv } from "../frame/env.ts";
import { one } from "../forms/form.ts";
import { isolate } from "../../words/isolate.ts";
import { TenantHead } from "../frame/layout.tsx";
import { ManualLink } from "../manual/link.tsx";
import { Button, PostForm } from "../forms/post-form.tsx";
import { granted, homeOf, page, refusedPage, tenantHomeOf } from "../frame/respond.tsx";
import { Notice } from "../parts/ui.tsx";
import { placePath } from "../tenant/places.ts";
import { PreviewPart, previewPath } from "./part.tsx";

export function previewRoutes(pages: Hono<PageEnv>): void {
  pages.get("/tenants/:id/previews/:flow", (c) => {
    const { id, flow } = c.req.param();
    return isPreviewed(flow) ? show(c, id, flow, false) : unknown(c);
  });

  pages.post("/tenants/:id/previews/:flow", async (c) => {
    const { id, flow } = c.req.param();
    const { form, asking } = c.var;
    if (!isPreviewed(flow)) return unknown(c);
    if (one(form, "do") === "run") {
      const run = granted(await runAsPreviewed(asking, flow, one(form, "mark")));
      return run === "changed"
        ? show(c, id, flow, true)
        : c.redirect(placePath(id, "flows", "flow-runs"), 303);
    }
    granted(await beginPreview(asking, flow), tenantHomeOf(c, id));
    return c.redirect(previewPath(id, flow), 303);
  });
}

const unknown = (c: PageContext) =>
  refusedPage(c, reject(404, "unknown-flow", message("refusals.noSuchFlow")).error, homeOf(c));

async function show(
  c: PageContext,
  id: string,
  flow: PreviewedFlow,
  changed: boolean,
): Promise<Response> {
  const { asking } = c.var;
  const { t } = messagesFor(c);
  const tenant = granted(await requireTenant(asking));
  const [read, kept] = await Promise.all([readPreview(asking, flow), readSettings(asking)]);
  const [view, { settings }] = [granted(read), granted(kept)];
  const { name, state } = tenant;
  const title = t(`previews.title.${flow}`);
  const { preview, job } = view;
  const on = settings[flow].enabled;
  const runs = on && !settings.trial && preview !== null && !wouldWriteNothing(preview);
  return page(
    c,
    `${title} · ${isolate(name)}`,
    <>
      <TenantHead id={id} name={name} current={flow} state={state} waits={runs}>
        <h1>{title}</h1>
        <p class="sub">
          {t("previews.lead")} <ManualLink page={flow} />
        </p>
      </TenantHead>
      {changed ? <Notice tone="warn" text={t("previews.changed")} /> : null}
      <section class="card" aria-label={title}>
        {on ? null : <p class="hint">{t("previews.off")}</p>}
        <PreviewPart id={id} flow={flow} view={view} here={previewPath(id, flow)}>
          <PostForm action={previewPath(id, flow)} class="line">
            {runs ? (
              <>
                <input type="hidden" name="mark" value={preview.mark} />
                <Button name="do" value="run">
                  {t("previews.run")}
                </Button>
              </>
            ) : null}
            <Button name="do" value="preview" class={runs ? "second" : undefined}>
              {job === null ? t("previews.begin") : t("previews.again")}
            </Button>
          </PostForm>
        </PreviewPart>
      </section>
    </>,
    changed ? 409 : 200,
  );
}
