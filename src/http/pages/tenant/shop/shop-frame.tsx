/** The frame of shop pages that belong to its settings without being any. */
import type { Child } from "hono/jsx";
import type { TenantRow } from "../../../../store/tenants.ts";
import type { TenantHealth } from "../../../../sync/contract/index.ts";
import type { PageContext } from "../../frame/env.ts";
import { isolate } from "../../parts/isolate.ts";
import { TenantHead } from "../../frame/layout.tsx";
import { ManualLink } from "../../manual/link.tsx";
import { OutOfReach } from "../../frame/out-of-reach.tsx";
import { Done } from "../../parts/notices.tsx";
import { page } from "../../frame/respond.tsx";
import { ReadOnly, SettingsParts } from "../../settings/frame.tsx";
import { messagesFor } from "../../../language.ts";
import type { ShopPage } from "../places.ts";

type FrameProps = {
  readonly tenant: TenantRow;
  readonly current: ShopPage;
  /** `null`: the shop's object is out of reach, and what it knows isn't shown. */
  readonly health: TenantHealth | null;
  readonly children: Child;
};

export const shopPage = (
  c: PageContext,
  { tenant, current, health, children }: FrameProps,
  status: 200 | 400 = 200,
): Promise<Response> => {
  const { t } = messagesFor(c);
  return page(
    c,
    `${t(`settings.sections.${current}`)} · ${isolate(tenant.name)}`,
    c.var.signedIn,
    <>
      <TenantHead id={tenant.id} name={tenant.name} current="settings" state={tenant.state}>
        <h1>{t(`settings.sections.${current}`)}</h1>
      </TenantHead>
      <SettingsParts id={tenant.id} current={current} />
      <Done c={c} />
      <ReadOnly id={tenant.id} />
      {health === null ? <OutOfReach /> : null}
      {children}
      <p class="pager">
        <ManualLink page="dashboard" />
      </p>
    </>,
    status,
  );
};
