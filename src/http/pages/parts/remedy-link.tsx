/** A link to the setting or page where a problem is corrected, by its name. */
import type { Reason } from "../../../domain/reasons/index.ts";
import { useMessages } from "../frame/use-messages.ts";
import { AskOwner } from "./ask-owner.tsx";
import { isForOwners, type Remedy, remedyOf, remedyPath } from "./remedies.ts";

type RemedyLinkProps = { readonly id: string; readonly reason: Reason; readonly class?: string };

/** `id`: the tenant's. Renders nothing if no page can correct the reason. */
export const RemedyLink = ({ id, reason, class: styled }: RemedyLinkProps) => {
  const { t } = useMessages();
  const name = useName();
  const remedy = remedyOf(reason);
  return remedy === null ? null : (
    <a href={remedyPath(id, remedy)} class={styled}>
      {t(remedy.at === "field" ? "frame.setting" : "frame.open", { place: name(remedy) })}
    </a>
  );
};

type AskForRemedyProps = { readonly id: string; readonly reason: Reason; readonly about: string };

/** Who may do what the link leads to, for readers who may not. `about`: the problem, in words. */
export const AskForRemedy = ({ id, reason, about }: AskForRemedyProps) => {
  const name = useName();
  const remedy = remedyOf(reason);
  return remedy === null || !isForOwners(reason) ? null : (
    <AskOwner id={id} deed={name(remedy)} path={remedyPath(id, remedy)} about={about} />
  );
};

/** On the page of what needs attention, which has the group's list already. */
export const OtherRemedyLink = (props: { id: string; reason: Reason; class?: string }) =>
  remedyOf(props.reason)?.at === "group" ? null : <RemedyLink {...props} />;

function useName(): (remedy: Remedy) => string {
  const { t, format } = useMessages();
  return (remedy) => {
    switch (remedy.at) {
      case "lookup":
        return t(`settings.lookup.${remedy.name}.title`);
      case "field":
        return t(`fields.${remedy.path}.label`);
      case "section":
        return t(`settings.sections.${remedy.id}`);
      case "group":
        return t("attention.title");
      case "run":
        return t("takeBack.title");
      case "day":
        return remedy.voucher === null || remedy.day === null
          ? t("days.title")
          : t("days.one", { day: format.day(remedy.day) });
      case "approvals":
      case "payouts":
        return t(`frame.tabs.${remedy.at}`);
      case "clearing":
        return t("clearing.title");
      case "mapping":
        return t("mapping.heading");
      case "comparison":
        return t("frame.tabs.comparison");
      case "webhooks":
      case "flows":
        return t(`tenant.${remedy.at}.title`);
      case "health":
        return t("tenant.health.title");
      case "limit":
        return t("vendorLimit.title");
      case "waiting":
        return t("frame.waitingJobs");
      case "setUp":
        return t("ownArticles.title");
      case "connections":
        return t("tenant.connections.title");
      case "resume":
        return t("frame.resumeAll");
    }
  };
}
