/**
 * What stands around every page of the settings: the tenant, the version, and the way to the other
 * parts.
 */
import type { Child } from "hono/jsx";
import type { TenantRow } from "../../../store/tenants.ts";
import type { PageContext } from "../env.ts";
import { TenantHead } from "../layout.tsx";
import { ManualLink } from "../manual/link.tsx";
import type { ManualPage } from "../manual/pages.ts";
import { Done } from "../notices.tsx";
import { SECTIONS, type SectionId } from "./catalogue.ts";
import { useMessages } from "../use-messages.ts";

export type Part = SectionId | "lookups" | "versions";

const MANUALS: Readonly<Record<Part, ManualPage>> = {
  orders: "orders",
  document: "settings",
  customers: "customers",
  products: "products",
  stock: "stock",
  keeping: "settings",
  lookups: "settings",
  versions: "settings",
};

type FrameProps = {
  readonly c: PageContext;
  readonly tenant: TenantRow;
  readonly version: number | null;
  readonly current: Part;
  readonly title?: string;
  readonly children: Child;
};

export const SettingsFrame = ({ c, tenant, version, current, title, children }: FrameProps) => {
  const { t } = useMessages();
  const base = `/admin/tenants/${tenant.id}/settings`;
  const parts: readonly { readonly id: Part; readonly text: string }[] = [
    ...SECTIONS.map(({ id }) => ({ id, text: t(`settings.sections.${id}`) })),
    { id: "lookups", text: t("settings.sections.lookups") },
    { id: "versions", text: t("settings.versions") },
  ];
  return (
    <>
      <TenantHead id={tenant.id} name={tenant.name} current="settings" state={tenant.state}>
        <h1>{title ?? t("settings.heading")}</h1>
        {version === null ? null : <p class="sub">{t("settings.version", { version })}</p>}
      </TenantHead>
      <nav class="parts" aria-label={t("settings.parts")}>
        {parts.map(({ id, text }) => (
          <a href={`${base}/${id}`} aria-current={id === current ? "page" : undefined}>
            {text}
          </a>
        ))}
      </nav>
      <Done c={c} />
      {children}
      <p class="pager">
        <ManualLink page={MANUALS[current]} />
      </p>
    </>
  );
};
