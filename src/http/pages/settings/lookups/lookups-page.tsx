/**
 * The page of look-ups: what orders had and nothing maps, VAT by country as a grid, and every
 * look-up at a glance.
 */
import type { NameLists } from "../../../../domain/ledger/names.ts";
import type { Settings } from "../../../../settings/schema.ts";
import type { TenantRow } from "../../../../store/tenants.ts";
import type { Preview } from "../../../usecases/dry-runs/preview.ts";
import type { PageContext } from "../../frame/env.ts";
import { isolate } from "../../../words/isolate.ts";
import { page } from "../../frame/respond.tsx";
import { lookupPath } from "../../parts/remedies.ts";
import { Badge, Notice, PageSection } from "../../parts/ui.tsx";
import { usedLookups, isLookupUsable } from "../../../../settings/lookups/used-lookups.ts";
import {
  type LookupDefinition,
  LOOKUPS,
  lookupNamed,
} from "../../../../settings/lookups/lookup-lists.ts";
import { Refused, type Refusal, statusOf } from "../saving/faults.tsx";
import { SettingsFrame } from "../frame.tsx";
import type { Messages } from "../../../../messages/index.ts";
import { listedValue, entryOf, lookupForm } from "./lookup-values.ts";
import { CODED } from "../../../../domain/ledger/ledger.ts";
import type { OrderValues, Used } from "../../../../settings/lookups/occurred-values.ts";
import { gridOf, unmappedIn, type Unmapped } from "../../../../settings/lookups/table-cells.ts";
import type { Form } from "../../forms/form.ts";
import { codesListed, type GridName, GRIDS, MappingGrid } from "./mapping-grid.tsx";
import { RulePreview } from "../saving/preview.tsx";
import { useMessages } from "../../frame/use-messages.ts";
import { messagesFor } from "../../../language.ts";
import { Button, PostForm } from "../../forms/post-form.tsx";
import { Fetch } from "./lookup-page.tsx";
import { Countries } from "../fields/countries.tsx";
import { Empty } from "../../parts/empty.tsx";
import { placePath } from "../../tenant/places.ts";
import { Records } from "../../parts/table.tsx";
import { CellField } from "../fields/cell-field.tsx";

type Occurred = (lookup: LookupDefinition) => ReadonlyMap<string, Used>;

export type ListView = {
  readonly tenant: TenantRow;
  readonly version: number;
  readonly settings: Settings;
  readonly names: NameLists;
  readonly occurred: Occurred;
  /** What each of the last orders had. */
  readonly orders: readonly OrderValues[];
  /** Which look-up is shown as a grid, and countries that it is to have a column for. */
  readonly grid: GridName;
  readonly countries: readonly string[];
  /** What was typed, and came back. */
  readonly typed: Form;
  readonly refusal: Refusal;
  readonly preview: Preview | null;
};

export function lookupsPage(c: PageContext, view: ListView): Promise<Response> {
  const { tenant, version, preview, refusal } = view;
  const here = `/admin/tenants/${tenant.id}/settings/lookups`;
  return page(
    c,
    messagesFor(c).t("settings.title", { tenant: isolate(tenant.name) }),
    <SettingsFrame c={c} tenant={tenant} version={version} current="lookups">
      <Refused id={tenant.id} refusal={refusal} here={here} />
      {preview === null ? null : (
        <RulePreview asked preview={preview} tenantId={tenant.id} names={view.names} />
      )}
      <UnmappedSection view={view} here={here} />
      <GridSection view={view} here={here} />
      <LookupList view={view} />
    </SettingsFrame>,
    statusOf(refusal),
  );
}

type PartProps = { readonly view: ListView; readonly here: string };

const UnmappedSection = ({ view, here }: PartProps) => {
  const { t } = useMessages();
  const { lookups } = view.settings;
  const asked = usedLookups(view.settings);
  const unmapped = unmappedIn(asked, lookups, view.orders);
  const mappings = asked.map((name) => t(`settings.lookup.${name}.title`)).join(", ");
  return (
    <PageSection head="unmapped" title={t("mappings.unmapped")}>
      {unmapped.length === 0 ? (
        <Empty
          {...(view.orders.length === 0
            ? {
                text: t("mappings.noOrders"),
                next: { href: placePath(view.tenant.id, "flows"), text: t("empty.syncs") },
              }
            : {
                text:
                  asked.length === 0
                    ? t("mappings.noneAsked")
                    : t("mappings.allMapped", { count: view.orders.length, mappings }),
                next: { href: "#all-mappings", text: t("empty.mappings") },
              })}
        />
      ) : (
        <PostForm action={here} novalidate data-kept>
          <input type="hidden" name="version" value={String(view.version)} />
          <UnmappedTable
            unmapped={unmapped}
            lookups={lookups}
            names={view.names}
            typed={view.typed}
          />
          <Saving />
        </PostForm>
      )}
    </PageSection>
  );
};

const Saving = () => {
  const { t } = useMessages();
  return (
    <div class="actions">
      <Button name="action" value="save">
        {t("settings.lookups.save")}
      </Button>
      <Button name="action" value="compare" class="second">
        {t("settings.compare")}
      </Button>
    </div>
  );
};

const GridSection = ({ view, here }: PartProps) => {
  const { t } = useMessages();
  const { grid: name, settings, names, orders } = view;
  const sold = orders.flatMap((values) => values.sold ?? []);
  const grid = gridOf(
    settings.lookups[name],
    CODED.some((coded) => coded === name),
    codesListed(name, names, orders),
    [...sold.flatMap(({ country }) => country ?? []), ...view.countries],
  );
  const isAsked = isLookupUsable(settings, name);
  const asked = [["grid", name], ...view.countries.map((one) => ["country", one])];
  const at = `${here}?${new URLSearchParams(asked)}`;
  return (
    <PageSection head="grid" title={t("mappings.grid")}>
      <p>{t("mappings.gridAbout")}</p>
      <nav class="parts" aria-label={t("mappings.grid")}>
        {GRIDS.map((one) => (
          <a href={`${here}?grid=${one}#grid`} aria-current={one === name ? "true" : undefined}>
            {t(`settings.lookup.${one}.title`)}
          </a>
        ))}
      </nav>
      {isAsked ? null : <Notice tone="quiet" text={t("mappings.gridUnused")} />}
      <PostForm action={at} novalidate data-kept>
        <input type="hidden" name="version" value={String(view.version)} />
        <MappingGrid
          name={name}
          grid={grid}
          lookups={settings.lookups}
          names={names}
          occurred={orders}
          typed={view.typed}
        />
        <Saving />
      </PostForm>
      {grid.narrower === 0 ? null : (
        <p>
          <a href={`${here}/${name}`}>{t("mappings.narrower", { count: grid.narrower })}</a>
        </p>
      )}
      <form method="get" action={here} class="line">
        <input type="hidden" name="grid" value={name} />
        {view.countries.map((one) => (
          <input type="hidden" name="country" value={one} />
        ))}
        <div class="field">
          <label for="country">{t("mappings.addCountry")}</label>
          <input
            id="country"
            name="country"
            maxlength={5}
            list="country-codes"
            autocomplete="off"
          />
          <Countries id="country-codes" />
        </div>
        <button class="second">{t("mappings.add")}</button>
      </form>
    </PageSection>
  );
};

/** What asks a mapping: an order, the voucher that it becomes, a payout, or a customer alone. */
function groupOf({ of, to }: LookupDefinition): "orders" | "vouchers" | "payouts" | "customers" {
  if (of !== "order") return of === "payout" ? "payouts" : "customers";
  return to === "eaccounting.accounts" ? "vouchers" : "orders";
}

const LookupList = ({ view }: { view: ListView }) => {
  const { t } = useMessages();
  const { tenant, settings, names } = view;
  const groups = Map.groupBy(LOOKUPS, groupOf);
  const titles = {
    orders: t("frame.tabs.orders"),
    vouchers: t("settings.sections.vouchers"),
    payouts: t("frame.tabs.payouts"),
    customers: t("frame.tabs.customers"),
  };
  return (
    <section id="all-mappings">
      <p>{t("settings.lookups.intro")}</p>
      <Fetch id={tenant.id} names={names} />
      {[...groups].map(([group, lookups]) => {
        const asked = lookups.filter(({ name }) => isLookupUsable(settings, name));
        const unused = lookups.filter(({ name }) => !isLookupUsable(settings, name));
        return (
          <>
            <h3>{titles[group]}</h3>
            {asked.length === 0 ? null : (
              <LookupTable view={view} label={titles[group]} lookups={asked} />
            )}
            {unused.length === 0 ? null : (
              <details>
                <summary>{t("mappings.unused", { count: unused.length })}</summary>
                <LookupTable view={view} label={titles[group]} lookups={unused} />
              </details>
            )}
          </>
        );
      })}
    </section>
  );
};

type TableProps = {
  readonly view: ListView;
  readonly label: string;
  readonly lookups: readonly LookupDefinition[];
};

const LookupTable = ({ view, label, lookups }: TableProps) => {
  const messages = useMessages();
  const { t } = messages;
  const { tenant, settings, names } = view;
  return (
    <Records
      label={label}
      kind="even"
      records={lookups}
      columns={[
        {
          name: t("settings.lookups.name"),
          cell: (lookup) => (
            <>
              <a href={lookupPath(tenant.id, lookup.name, null)}>
                {t(`settings.lookup.${lookup.name}.title`)}
              </a>{" "}
              <OpenValues view={view} lookup={lookup} />
            </>
          ),
        },
        {
          name: t("settings.lookups.rows"),
          figure: true,
          cell: ({ name }) => Object.keys(settings.lookups[name].table).length,
        },
        {
          name: t("settings.lookups.rest"),
          cell: (lookup) => {
            const rest = nameOf(messages, lookup, settings.lookups[lookup.name].default, names);
            return rest === null ? t(`settings.lookup.${lookup.name}.none`) : <bdi>{rest}</bdi>;
          },
        },
        {
          name: t("settings.lookups.all"),
          cell: (lookup) => (
            <bdi>{nameOf(messages, lookup, settings.lookups[lookup.name].force, names) ?? "–"}</bdi>
          ),
        },
      ]}
    />
  );
};

type OpenProps = { readonly view: ListView; readonly lookup: LookupDefinition };

/** How many values that orders had are mapped by nothing, where orders ask it. */
const OpenValues = ({ view: { tenant, settings, names, occurred }, lookup }: OpenProps) => {
  const { t } = useMessages();
  const value = settings.lookups[lookup.name];
  if (!isLookupUsable(settings, lookup.name)) return null;
  const { known } = lookupForm(lookup, value, names, occurred(lookup));
  const count = known.filter((line) => line.occurred > 0).length;
  return count === 0 || value.force !== undefined || value.default !== undefined ? null : (
    <a href={lookupPath(tenant.id, lookup.name, null)}>
      <Badge word={{ text: t("settings.lookups.open", { count }), tone: "quiet" }} />
    </a>
  );
};

function nameOf(
  messages: Messages,
  lookup: LookupDefinition,
  value: string | undefined,
  names: NameLists,
): string | null {
  if (value === undefined) return null;
  if (lookup.to === null) return value;
  return typeof lookup.to === "string"
    ? (entryOf(names[lookup.to]?.entries ?? [], value)?.name ?? value)
    : listedValue(messages, value);
}

type UnmappedProps = {
  readonly unmapped: readonly Unmapped[];
  readonly lookups: Settings["lookups"];
  readonly names: NameLists;
  readonly typed: Form;
};

const UnmappedTable = ({ unmapped, lookups, names, typed }: UnmappedProps) => {
  const { t, format } = useMessages();
  const saidOf = ({ name, value }: Unmapped): string => {
    const from = lookupNamed(name)?.from ?? null;
    const entries = from === null ? [] : (names[from]?.entries ?? []);
    return entries.find(({ id }) => id === value)?.name ?? value;
  };
  return (
    <Records
      label={t("mappings.unmapped")}
      records={unmapped}
      columns={[
        {
          name: t("settings.lookups.name"),
          cell: ({ name }) => t(`settings.lookup.${name}.title`),
        },
        { name: t("mappings.inOrders"), cell: (one) => <bdi>{saidOf(one)}</bdi> },
        {
          name: t("mappings.used"),
          cell: ({ orders, last }) =>
            last === null
              ? t("mappings.orders", { count: orders })
              : t("mappings.ordersLast", { count: orders, day: format.day(last) }),
        },
        {
          name: t("mappings.to"),
          cell: (one) => (
            <CellField
              name={one.name}
              row={one.value}
              lookups={lookups}
              names={names}
              typed={typed}
              label={`${t(`settings.lookup.${one.name}.title`)}: ${saidOf(one)}`}
            />
          ),
        },
      ]}
    />
  );
};
