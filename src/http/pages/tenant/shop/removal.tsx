/**
 * Giving up a shop that was made by mistake, or choosing its administration again: what ends with
 * it, on a sheet first. Both only as long as nothing was written, which the shop's object says.
 */
import type { Hono } from "hono";
import type { TenantRow } from "../../../../store/tenants.ts";
import type { WriteCount } from "../../../../sync/contract/index.ts";
import { messagesFor } from "../../../language.ts";
import { listMembers } from "../../../../store/memberships.ts";
import { endUnwritten, readWriteCounts } from "../../../usecases/tenants/tenants.ts";
import { requireTenant } from "../../../usecases/tenant-access.ts";
import type { PageContext, PageEnv } from "../../frame/env.ts";
import { one } from "../../forms/form.ts";
import { isolate } from "../../../words/isolate.ts";
import { MayLink } from "../../forms/post-form.tsx";
import { confirmSheet } from "../../previews/confirmation-sheet.tsx";
import { stepPath } from "../../setup/screens.ts";
import { Notice, PageSection } from "../../parts/ui.tsx";
import { useMessages } from "../../frame/use-messages.ts";
import { placePath } from "../places.ts";
import { granted } from "../../frame/respond.tsx";

const AGAIN = "1";

export function removalRoutes(pages: Hono<PageEnv>): void {
  const path = "/tenants/:id/remove";
  pages.get(path, async (c) => {
    const sheet = await throughRemoval(c, c.req.query("again") === AGAIN);
    return sheet ?? c.redirect(placePath(c.req.param("id"), "control"), 303);
  });
  pages.post(path, async (c) => {
    const again = one(c.var.form, "again") === AGAIN;
    const sheet = await throughRemoval(c, again);
    if (sheet !== null) return sheet;
    const anew = granted(await endUnwritten(c.var.asking, again));
    return c.redirect(
      anew === null ? "/admin?done=removed" : stepPath(anew, "asperion", "?done=begun-again"),
      303,
    );
  });
}

/** `null`: it was confirmed. */
async function throughRemoval(c: PageContext, again: boolean): Promise<Response | null> {
  const { asking } = c.var;
  const { deps, tenantId: id } = asking;
  const { t } = messagesFor(c);
  const [found, asked] = await Promise.all([requireTenant(asking), readWriteCounts(asking)]);
  const tenant = granted(found);
  const back = placePath(id, "control");
  const written = granted(asked, { href: back, text: t("frame.toTenant") });
  const people = (await listMembers(deps.db, id)).length;
  const does = again ? t("removal.againTitle") : t("removal.title");
  const { name, administrationId, companyId, companyName } = tenant;
  return confirmSheet(c, {
    facts: [id, again, written, people, name, administrationId, companyId],
    tenant,
    title: does,
    tab: "settings",
    action: `/admin/tenants/${id}/remove`,
    fields: again ? [["again", AGAIN]] : [],
    back,
    button: written.length > 0 ? null : { text: does, ends: true },
    manual: "first-set-up",
    children:
      written.length > 0 ? (
        <HasWritten written={written} />
      ) : (
        <Ends again={again} company={companyId === null ? null : companyName} people={people} />
      ),
  });
}

const HasWritten = ({ written }: { written: readonly WriteCount[] }) => {
  const { t, states } = useMessages();
  return (
    <Notice tone="bad" title={t("removal.written")}>
      <ul>
        {written.map(({ kind, count }) => (
          <li>
            {states.kind(kind)}: {String(count)}
          </li>
        ))}
      </ul>
      <p>{t("removal.writtenNext")}</p>
    </Notice>
  );
};

type EndsProps = {
  readonly again: boolean;
  readonly company: string | null;
  readonly people: number;
};

const Ends = ({ again, company, people }: EndsProps) => {
  const { t } = useMessages();
  return (
    <>
      <p>{t("removal.nothing")}</p>
      <ul>
        <li>{again ? t("removal.anew") : t("removal.gone")}</li>
        <li>{t("removal.signsOut")}</li>
        {company === null ? null : <li>{t("removal.company", { company: isolate(company) })}</li>}
        <li>{again ? t("removal.peopleStay") : t("removal.people", { count: people })}</li>
        <li>{t("removal.ends")}</li>
      </ul>
    </>
  );
};

/** On the shop's own page. */
export const MadeByMistake = ({ tenant }: { tenant: TenantRow }) => {
  const { t } = useMessages();
  const path = `/admin/tenants/${tenant.id}/remove`;
  return (
    <PageSection id="mistake" title={t("removal.mistake")}>
      <p>{t("removal.lead")}</p>
      <p class="actions">
        <MayLink class="button second" href={`${path}?again=${AGAIN}`}>
          {t("removal.againTitle")}
        </MayLink>{" "}
        <MayLink class="button danger" href={path}>
          {t("removal.title")}
        </MayLink>
      </p>
    </PageSection>
  );
};
