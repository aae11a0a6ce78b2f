/**
 * Asks before something is saved that books or stops what is live: what it brings about, and the
 * way to save it.
 */
import type { PreviewedFlow } from "../../../../domain/jobs/run-preview.ts";
import { type Consequence, STOPPING } from "../../../../settings/versions/consequences.ts";
import {
  DELETING,
  type ConsequenceReport,
  type DescribedConsequence,
} from "../../../usecases/settings/consequences.ts";
import { type Form, many, one } from "../../forms/form.ts";
import { OrdersWaiting, PlanPreview, previewPath } from "../../previews/part.tsx";
import { Sums } from "../../attention/groups.tsx";
import { Button } from "../../forms/post-form.tsx";
import { Notice } from "../../parts/ui.tsx";
import { useMessages } from "../../frame/use-messages.ts";

const SHOWN = "confirmed";
const MARK = "previewed";

/** Whether the reader confirmed all of these: what was shown to them is sent along. */
export const isConfirmed = (form: Form, what: readonly Consequence[]): boolean =>
  what.every((one) => many(form, SHOWN).includes(one)) && isConfirming(form);

/** Whether they press the button that confirms, whatever it is that they send. */
export const isConfirming = (form: Form): boolean => many(form, "action").includes("confirm");

/** Whether what is sent is what the preview was of. */
export const isAsPreviewed = (form: Form, mark: string): boolean => one(form, MARK) === mark;

/** What its first run would write with the saved settings is shown by a page of its own. */
const FIRST_RUN: Readonly<Partial<Record<Consequence, PreviewedFlow>>> = {
  "customer-sync": "customers",
  "article-sync": "products",
  "stock-sync": "stock",
};

type FirstRunPreviewProps = { readonly id: string; readonly told: ConsequenceReport };

/** In words and numbers, each with the way to what its first run would write. */
export const Consequences = ({ id, told: { all, startLine } }: FirstRunPreviewProps) => {
  const { t, format } = useMessages();
  return (
    <ul>
      {all.map((one) => (
        <li>
          {t(`settings.confirm.${one.what}`)}
          {startLine !== null && (one.what === "orders" || one.what === "earlier-orders") ? (
            <> {t("settings.confirm.from", { from: format.stamp(Date.parse(startLine)) })}</>
          ) : null}
          <FirstRun id={id} one={one} />
          <Deleted one={one} />
          <Waiting one={one} />
          <UnderWay one={one} />
          <Vouchers one={one} />
        </li>
      ))}
    </ul>
  );
};

/** How much is deleted, and what the law asks where it is less. */
const Deleted = ({ one: { what, deletes } }: { readonly one: DescribedConsequence }) => {
  const { t, format } = useMessages();
  if (deletes === undefined) return null;
  if (deletes === null) return <p>{t("settings.confirm.unknown")}</p>;
  const { timelines, records, most, country, years, asked } = deletes;
  const isEvidence = what === "evidence-shorter";
  const count = isEvidence ? records : timelines;
  return (
    <>
      <p>
        {count < most
          ? t(isEvidence ? "settings.confirm.recordsGo" : "settings.confirm.timelinesGo", { count })
          : t("settings.confirm.manyGo", { count })}
      </p>
      {!isEvidence || years >= asked ? null : (
        <p>
          {country === null
            ? t("settings.confirm.countryUnknown", { years, asked })
            : t("settings.confirm.lessThanLaw", {
                country: format.country(country),
                years,
                asked,
              })}
        </p>
      )}
    </>
  );
};

/** Orders that wait for what is changed, and how many of them go on. */
const Waiting = ({ one: { waits } }: { readonly one: DescribedConsequence }) => {
  const { t } = useMessages();
  if (waits === undefined) return null;
  if (waits === null) return <p>{t("settings.confirm.unknown")}</p>;
  return (
    <p>
      {t("settings.confirm.waiting", { waiting: waits.waiting })}
      <Sums amounts={waits.sums} />;{" "}
      {t(waits.stopped ? "settings.confirm.releasedLater" : "settings.confirm.released", {
        released: waits.released,
      })}
    </p>
  );
};

/** What is under way when something stops. */
const UnderWay = ({ one: { open } }: { readonly one: DescribedConsequence }) => {
  const { t } = useMessages();
  if (open === undefined) return null;
  return <p>{open === null ? t("settings.confirm.unknown") : t("settings.confirm.open", open)}</p>;
};

/** What was sold by journal vouchers, which stock sync would give back to the shop. */
const Vouchers = ({ one: { vouchers } }: { readonly one: DescribedConsequence }) => {
  const { t } = useMessages();
  if (vouchers === undefined || vouchers === 0) return null;
  if (vouchers === null) return <p>{t("settings.confirm.unknown")}</p>;
  return <p>{t("settings.confirm.vouchersSold", { count: vouchers })}</p>;
};

/** Whether it all switches on, deletes or stops; `both`: the first two, `mixed`: any. */
type Kind = "begins" | "deletes" | "both" | "stops" | "mixed";

function kindOf({ all }: ConsequenceReport): Kind {
  const deletes = all.filter(({ what }) => DELETING.has(what)).length;
  const stops = all.filter(({ what }) => STOPPING.has(what)).length;
  if (stops > 0) return stops === all.length ? "stops" : "mixed";
  if (deletes === 0) return "begins";
  return deletes === all.length ? "deletes" : "both";
}

const TITLES = {
  begins: "settings.confirm.title",
  deletes: "settings.confirm.titleDeletes",
  both: "settings.confirm.titleBoth",
  stops: "settings.confirm.titleStops",
  mixed: "settings.confirm.titleMixed",
} as const satisfies Readonly<Record<Kind, string>>;

/** What its button says. */
const SAVES = {
  begins: "settings.confirm.save",
  deletes: "settings.confirm.saveDeletes",
  both: "settings.confirm.saveBoth",
  stops: "settings.confirm.saveStops",
  mixed: "settings.confirm.saveMixed",
} as const satisfies Readonly<Record<Kind, string>>;

export const titleOf = (told: ConsequenceReport) => TITLES[kindOf(told)];
const saveOf = (told: ConsequenceReport) => SAVES[kindOf(told)];

/** What deletes something is pressed in red. */
export const classOf = ({ all }: ConsequenceReport): "danger" | undefined =>
  all.some(({ what }) => DELETING.has(what)) ? "danger" : undefined;

const FirstRun = ({ id, one: { what, run } }: { id: string; one: DescribedConsequence }) => {
  const { t } = useMessages();
  const flow = FIRST_RUN[what];
  return (
    <>
      {flow === undefined ? null : (
        <>
          {" "}
          <a href={previewPath(id, flow)}>{t("settings.confirm.preview")}</a>
        </>
      )}
      <FirstRunPreview id={id} run={run} />
    </>
  );
};

const FirstRunPreview = ({ id, run }: { id: string; run: DescribedConsequence["run"] }) => {
  const { t } = useMessages();
  if (run === undefined) return null;
  if (run === null) return <p>{t("settings.confirm.unknown")}</p>;
  if (run.flow !== "orders") return <PlanPreview id={id} preview={run} />;
  return (
    <>
      <p>
        {run.unlooked > 0
          ? t("settings.confirm.dueAtLeast", { count: run.later })
          : t("settings.confirm.due", { count: run.later })}
      </p>
      <OrdersWaiting held={run.held} />
    </>
  );
};

type ConfirmProps = FirstRunPreviewProps & {
  readonly form: string;
  readonly back: string;
  /** Stands for what was previewed; where the form has one of its own, it is left out. */
  readonly mark?: string;
};

export const ConfirmFirst = ({ id, form, told, back, mark }: ConfirmProps) => {
  const { t } = useMessages();
  return (
    <Notice tone="warn" title={t(titleOf(told))}>
      {told.all.map(({ what }) => (
        <input type="hidden" name={SHOWN} value={what} form={form} />
      ))}
      {mark === undefined ? null : <input type="hidden" name={MARK} value={mark} form={form} />}
      <Consequences id={id} told={told} />
      <div class="actions">
        <Button name="action" value="confirm" form={form} class={classOf(told)}>
          {t(saveOf(told))}
        </Button>
        <a href={back} data-back>
          {t("settings.confirm.cancel")}
        </a>
      </div>
    </Notice>
  );
};

type AskedProps = Pick<ConfirmProps, "id" | "form" | "back"> & {
  /** `isAnew`: it was confirmed, and isn't what was previewed any more. */
  readonly confirm:
    | { readonly told: ConsequenceReport; readonly mark: string; readonly isAnew: boolean }
    | undefined;
};

/** What a form has to confirm first, where it has something; and why once more. */
export const ConfirmIfAsked = ({ confirm, ...of }: AskedProps) => {
  const { t } = useMessages();
  if (confirm === undefined) return null;
  const { told, mark, isAnew } = confirm;
  return (
    <>
      {isAnew ? (
        <Notice tone="warn">
          <p role="alert">{t("settings.confirm.anew")}</p>
        </Notice>
      ) : null}
      {told.all.length === 0 ? null : <ConfirmFirst {...of} told={told} mark={mark} />}
    </>
  );
};
