/** The frame of every settings page: the tenant, the version, and links to the other parts. */
import type { Child } from "hono/jsx";
import type { TenantRow } from "../../../store/tenants.ts";
import type { PageContext } from "../frame/env.ts";
import { TenantHead } from "../frame/layout.tsx";
import { ManualLink } from "../manual/link.tsx";
import type { ManualPage } from "../manual/pages.ts";
import { Done } from "../parts/notices.tsx";
import { useAllowed } from "../forms/post-form.tsx";
import { IfOutOfReach } from "../frame/out-of-reach.tsx";
import { SHOP_PAGES, type ShopPage, shopPath } from "../tenant/places.ts";
import { SECTIONS, type SectionId } from "./catalogue/index.ts";
import { useMessages } from "../frame/use-messages.ts";
import type { Messages } from "../../../messages/index.ts";

type Part = SectionId | "index" | "lookups" | "versions" | "copy";

/** Who may enter a shop, and what is kept of its customers: pages beside the shop's. */
const PEOPLE_PAGES = ["people", "personal-data", "vat-evidence"] as const;
type PeoplePage = (typeof PEOPLE_PAGES)[number];

type SettingsPartsProps = {
  readonly id: string;
  readonly current: Part | "mapping" | ShopPage | PeoplePage;
};

/** The parts of the settings, and the pages of the shop that stand beside them. */
export const SettingsParts = ({ id, current }: SettingsPartsProps) => {
  const { t } = useMessages();
  const may = useAllowed();
  const base = `/admin/tenants/${id}/settings`;
  const settings = [
    { id: "index", text: t("settings.index.all"), href: base },
    { id: "lookups", text: t("settings.sections.lookups"), href: `${base}/lookups` },
    { id: "mapping", text: t("mapping.heading"), href: `/admin/tenants/${id}/mapping` },
    { id: "versions", text: t("settings.versions"), href: `${base}/versions` },
    ...(may("GET", `${base}/copy`)
      ? [{ id: "copy", text: t("settings.copy.heading"), href: `${base}/copy` }]
      : []),
  ];
  const beside = [
    ...SHOP_PAGES.map((page) => ({
      id: page,
      text: t(`settings.sections.${page}`),
      href: shopPath(id, page),
    })),
    ...PEOPLE_PAGES.map((page) => ({
      id: page,
      text: t(`settings.sections.${page}`),
      href: `/admin/tenants/${id}/${page}`,
    })).filter(({ href }) => may("GET", href)),
  ];
  const within = SECTIONS.some((section) => section.id === current) ? "index" : null;
  const currentAs = (part: string): "page" | "true" | undefined => {
    if (part === current) return "page";
    return part === within ? "true" : undefined;
  };
  return (
    <nav class="parts" aria-label={t("settings.parts")}>
      {[settings, beside].map((parts) => (
        <div>
          {parts.map((part) => (
            <a href={part.href} aria-current={currentAs(part.id)}>
              {part.text}
            </a>
          ))}
        </div>
      ))}
    </nav>
  );
};

const MANUALS: Readonly<Partial<Record<Part, ManualPage>>> = {
  orders: "orders",
  customers: "customers",
  products: "products",
  stock: "stock",
};

/** Says who may change the settings, as grey fields alone don't. */
export const ReadOnly = ({ id }: { id: string }) => {
  const { t } = useMessages();
  return useAllowed()("POST", `/admin/tenants/${id}/settings/orders`) ? null : (
    <p class="hint">{t("settings.readOnly")}</p>
  );
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
  return (
    <>
      <TenantHead id={tenant.id} name={tenant.name} current="settings" state={tenant.state}>
        <h1>{title ?? titleOf(current, t)}</h1>
        {version === null ? null : <p class="sub">{t("settings.version", { version })}</p>}
      </TenantHead>
      <SettingsParts id={tenant.id} current={current} />
      <Done c={c} />
      <ReadOnly id={tenant.id} />
      <IfOutOfReach id={tenant.id} />
      {children}
      <p class="pager">
        <ManualLink page={MANUALS[current] ?? "settings"} />
      </p>
    </>
  );
};

const titleOf = (current: Part, t: Messages["t"]): string => {
  if (current === "lookups") return t("settings.sections.lookups");
  const section = SECTIONS.find(({ id }) => id === current);
  return section === undefined ? t("settings.heading") : t(`settings.sections.${section.id}`);
};
