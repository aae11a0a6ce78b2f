/**
 * One screen of the settings as a form. A refused form comes back as it was sent, each fault at its
 * field; what is consequential comes back with its preview, to be confirmed.
 */
import type { NameLists } from "../../../domain/ledger/names.ts";
import type { NoticesView } from "../../../sync/contract/index.ts";
import type { Settings } from "../../../settings/schema.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import type { Preview } from "../../usecases/dry-runs/preview.ts";
import type { ConsequenceReport } from "../../usecases/settings/consequences.ts";
import { useMessages } from "../frame/use-messages.ts";
import type { PageContext } from "../frame/env.ts";
import { type Form, one } from "../forms/form.ts";
import { isolate } from "../../words/isolate.ts";
import { page } from "../frame/respond.tsx";
import { Notice, PageSection } from "../parts/ui.tsx";
import type { Field, GroupId, Section } from "./catalogue/index.ts";
import { Refused, type Refusal, statusOf, useFault } from "./saving/faults.tsx";
import { FieldRow } from "./fields/field-row.tsx";
import { type PartiesAsked, NOT_ASKED } from "./parties/parties.ts";
import { SettingsFrame } from "./frame.tsx";
import { CannotMail, NoticesSection } from "./sections/notices-section.tsx";
import { ProductRulesSections } from "./sections/product-rules-section.tsx";
import {
  type SettingsTrial,
  TRIED_ARTICLE,
  SettingsTrialResult,
  TryChoice,
} from "./saving/settings-trial.tsx";
import { VoucherAccounts } from "./sections/voucher-accounts.tsx";
import { TypeRulesSection } from "./sections/type-rules-section.tsx";
import { RulePreview } from "./saving/preview.tsx";
import { ConfirmIfAsked, Consequences } from "./saving/confirm.tsx";
import { RelatedLookups } from "./lookups/related-lookups.tsx";
import type { RunPreview } from "../../../domain/jobs/run-preview.ts";
import type { Confirming } from "./saving/saving.ts";
import { comparesOrders, previewedFlowOf } from "./saving/section-flows.ts";
import { messagesFor } from "../../language.ts";
import type { OrderValues } from "../../../settings/lookups/occurred-values.ts";
import { Button, OnEnter, PostForm } from "../forms/post-form.tsx";
import { PlanPreview } from "../previews/part.tsx";

export type SectionView = {
  readonly tenant: TenantRow;
  readonly section: Section;
  /** What was sent, if that was more than this screen. */
  readonly screens?: readonly Section[];
  readonly version: number;
  readonly values: Form;
  readonly names: NameLists;
  readonly refusal: Refusal;
  readonly preview: Preview | null;
  /** Only where the section shows it; `null`: it can't be told. */
  readonly notices?: {
    readonly described: NoticesView | null;
    /** One-time value of the form that makes a secret; `null`: the reader may make none. */
    readonly once: string | null;
  };
  /** What the settings as typed give for an article; absent: that wasn't asked. */
  readonly tried?: SettingsTrial;
  /** What looks for debtors and customers came to. */
  readonly asked?: PartiesAsked;
  /** What saving would bring about that is to be confirmed first. */
  readonly confirm?: Confirming;
  /** What saving would do beside what the compared orders show. */
  readonly atOnce?: ConsequenceReport;
  /** Orders that wait for approval, and go on waiting. */
  readonly toApprove?: number;
  /** What the next run of this screen's flow would write with what was typed. */
  readonly run?: RunPreview | null;
  /** As they are saved. */
  readonly settings: Settings;
  /** What the last orders had, where the screen says what of it is mapped. */
  readonly occurred?: readonly OrderValues[];
  /** What was typed, and came back. */
  readonly typed?: Form;
};

const FORM = "settings-form";

export function sectionPage(c: PageContext, view: SectionView): Promise<Response> {
  const { tenant, section, version, refusal, preview, confirm, run } = view;
  const here = `/admin/tenants/${tenant.id}/settings/${section.id}`;
  const { t } = messagesFor(c);
  const related = (
    <RelatedLookups
      id={tenant.id}
      section={section}
      settings={view.settings}
      names={view.names}
      occurred={view.occurred ?? null}
    />
  );
  return page(
    c,
    [
      t(`settings.sections.${section.id}`),
      t("settings.title", { tenant: isolate(tenant.name) }),
    ].join(" · "),
    <SettingsFrame c={c} tenant={tenant} version={version} current={section.id}>
      <Refused id={tenant.id} refusal={refusal} here={here} />
      <ConfirmIfAsked id={tenant.id} form={FORM} confirm={confirm} back={here} />
      {view.atOnce === undefined || view.atOnce.all.length === 0 ? null : (
        <Notice tone="warn" title={t("settings.confirm.atOnce")}>
          <Consequences id={tenant.id} told={view.atOnce} />
        </Notice>
      )}
      {view.toApprove === undefined || view.toApprove === 0 ? null : (
        <Notice tone="warn">
          <p>
            {t("settings.confirm.toApprove", { count: view.toApprove })}{" "}
            <a href={`/admin/tenants/${tenant.id}/approvals`}>{t("approvals.title")}</a>
          </p>
        </Notice>
      )}
      {preview === null ? null : (
        <RulePreview asked preview={preview} tenantId={tenant.id} names={view.names} />
      )}
      {run === undefined ? null : <RunTyped id={tenant.id} section={section} run={run} />}
      {view.tried === undefined ? null : (
        <SettingsTrialResult
          id={tenant.id}
          number={one(view.values, TRIED_ARTICLE).trim()}
          result={view.tried}
        />
      )}
      {view.notices?.described?.mail === false ? <CannotMail /> : null}
      {"mappingsFirst" in section ? related : null}
      <SectionForm view={view} here={here} />
      {view.notices === undefined ? null : (
        <NoticesSection
          id={tenant.id}
          notices={view.notices.described}
          hasAddress={view.settings.notifications.webhook !== null}
          once={view.notices.once}
        />
      )}
      {"mappingsFirst" in section ? null : related}
    </SettingsFrame>,
    statusOf(refusal),
  );
}

const isTried = ({ id }: Section): boolean => id === "products" || id === "stock";

const SectionForm = ({ view, here }: { view: SectionView; here: string }) => {
  const { t } = useMessages();
  const tries = isTried(view.section);
  const compares = comparesBy(view);
  const { faults } = view.refusal;
  const groups = (view.screens ?? [view.section]).flatMap(
    (screen): readonly Group[] => screen.groups,
  );
  return (
    <PostForm id={FORM} action={here} novalidate data-kept>
      <input type="hidden" name="version" value={String(view.version)} />
      {groups.map((group) => (
        <FieldGroup
          id={group.id}
          fields={group.fields}
          values={view.values}
          names={view.names}
          refusal={view.refusal}
          asked={view.asked ?? NOT_ASKED}
        />
      ))}
      {view.section.id === "vouchers" ? (
        <VoucherAccounts
          type={view.settings.orders.type}
          lookups={view.settings.lookups}
          names={view.names}
          typed={view.typed ?? new Map()}
        />
      ) : null}
      {view.section.id === "document" ? (
        <TypeRulesSection values={view.values} names={view.names} faults={faults} />
      ) : null}
      {view.section.id === "products" ? (
        <ProductRulesSections values={view.values} faults={faults} />
      ) : null}
      {tries ? (
        <TryChoice
          number={one(view.values, TRIED_ARTICLE)}
          notRead={view.tried?.tried.notRead ?? null}
        />
      ) : null}
      <div class="stick actions">
        {compares === null ? null : <OnEnter name="action" value="compare" />}
        <Button name="action" value="save">
          {t("settings.save")}
        </Button>
        {compares === null ? null : (
          <Button name="action" value="compare" class="second">
            {t(compares)}
          </Button>
        )}
        {tries ? (
          <Button name="action" value="try" class="second">
            {t("settings.tried.try")}
          </Button>
        ) : null}
      </div>
    </PostForm>
  );
};

/** What follows from these settings can be compared where they are those of orders or of a run. */
function comparesBy({ section, screens }: SectionView) {
  if (comparesOrders(screens ?? [section])) return "settings.compare";
  return previewedFlowOf(section) === null ? null : "settings.compareRun";
}

type Group = Section["groups"][number];
type GroupProps = {
  readonly id: GroupId;
  readonly fields: readonly Field[];
  readonly values: Form;
  readonly names: NameLists;
  readonly refusal: Refusal;
  readonly asked: PartiesAsked;
};

/** What is seldom needed is folded away, and opened where something of it is wrong. */
const FieldGroup = ({ id, fields, values, names, refusal, asked }: GroupProps) => {
  const { t, find } = useMessages();
  const fault = useFault(refusal);
  const intro = find(`settings.groups.${id}.intro`);
  const row = (field: Field) => (
    <FieldRow field={field} values={values} fault={fault(field)} names={names} asked={asked} />
  );
  const rare = fields.filter((field) => "rare" in field);
  return (
    <section aria-labelledby={`group-${id}`}>
      <h2 id={`group-${id}`}>{t(`settings.groups.${id}.title`)}</h2>
      {intro === null ? null : <p>{intro}</p>}
      {fields.filter((field) => !("rare" in field)).map(row)}
      {rare.length === 0 ? null : (
        <details open={rare.some((field) => fault(field) !== null)}>
          <summary>{t("settings.more", { count: rare.length })}</summary>
          {rare.map(row)}
        </details>
      )}
    </section>
  );
};

type Props = {
  readonly id: string;
  readonly section: Section;
  /** `null`: it can't be worked out now. */
  readonly run: RunPreview | null;
};

const RunTyped = ({ id, section, run }: Props) => {
  const { t } = useMessages();
  const flow = previewedFlowOf(section);
  return flow === null ? null : (
    <PageSection head="run-typed" title={t(`previews.title.${flow}`)}>
      <p>{t("settings.runTyped")}</p>
      {run === null ? (
        <p role="status">{t("settings.confirm.unknown")}</p>
      ) : (
        <PlanPreview id={id} preview={run} />
      )}
    </PageSection>
  );
};
