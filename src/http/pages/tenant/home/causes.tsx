/** What needs somebody on home: a line for each cause, the longest open first, with its deed. */
import { APPROVAL } from "../../../../domain/jobs/held.ts";
import type { Reason } from "../../../../domain/reasons/index.ts";
import type { HeldPage } from "../../../../sync/contract/index.ts";
import { describeReason } from "../../../usecases/jobs/reason-text.ts";
import { groupActions, groupPath, sheetPath } from "../../attention/group-actions.ts";
import { Sums } from "../../attention/groups.tsx";
import { MayLink, useMayOn } from "../../forms/post-form.tsx";
import { useLanguage, useMessages } from "../../frame/use-messages.ts";
import { remedyOf } from "../../parts/remedies.ts";
import { RemedyLink } from "../../parts/remedy-link.tsx";
import { When } from "../../parts/ui.tsx";

type Group = HeldPage["groups"][number];

const MOST = 5;

/** Those that home lists. The line above leads to the approvals. */
export const causesOf = ({ groups }: HeldPage): readonly Group[] =>
  groups.filter(({ reason }) => reason.code !== APPROVAL).slice(0, MOST);

type CausesProps = { readonly id: string; readonly held: HeldPage; readonly now: number };

export const Causes = ({ id, held, now }: CausesProps) => (
  <ul class="reasons causes">
    {held.own.map(({ reason, since }) => (
      <Own id={id} reason={reason} since={since} now={now} />
    ))}
    {causesOf(held).map((group) => (
      <Cause id={id} group={group} now={now} />
    ))}
  </ul>
);

type OwnProps = {
  readonly id: string;
  readonly reason: Reason;
  readonly since: number;
  readonly now: number;
};

/** About the shop as a whole. */
const Own = ({ id, reason, since, now }: OwnProps) => {
  const { text, next } = describeReason(reason, useLanguage());
  return (
    <li class="bad">
      <span class="text">
        {text} <span class="next">{next}</span> <RemedyLink id={id} reason={reason} />
        {" · "}
        <When at={since} now={now} />
      </span>
    </li>
  );
};

type CauseProps = { readonly id: string; readonly group: Group; readonly now: number };

const Cause = ({ id, group, now }: CauseProps) => {
  const { t } = useMessages();
  const language = useLanguage();
  const { code, params } = group.reason;
  const { line: _, ...rest } = params;
  return (
    <li class="bad">
      <span class="text">
        <strong>{t("attention.count", { count: group.count })}</strong>
        <Sums amounts={group.amounts} />
        {" · "}
        <a href={groupPath(id, group)}>{describeReason({ code, params: rest }, language).text}</a>
        {" · "}
        {t("attention.oldest")} <When at={group.since} now={now} />
        <Deed id={id} group={group} />
      </span>
    </li>
  );
};

/** The deed that mends it, where one press or one place does. */
const Deed = ({ id, group }: Omit<CauseProps, "now">) => {
  const { t } = useMessages();
  const works = useMayOn()("work", id);
  const makes = groupActions(group.reason).some(({ kind }) => kind === "create-article");
  if (works && makes)
    return (
      <>
        {" · "}
        <MayLink href={sheetPath(id, group, "create-article")}>
          {t("attention.deeds.create-article")}
        </MayLink>
      </>
    );
  const remedy = remedyOf(group.reason);
  return remedy === null || remedy.at === "group" ? null : (
    <>
      {" · "}
      <RemedyLink id={id} reason={group.reason} />
    </>
  );
};
