/** Approves or rejects one order on its own page, by the sheets of the list of what waits. */
import { Button, PostForm } from "../../forms/post-form.tsx";
import { useMessages } from "../../frame/use-messages.ts";
import { RejectFields } from "./skip-form.tsx";

/** The field by which the order's page says that it is to be led back to. */
export const ASKED_ON_ORDER = { name: "back", value: "order" } as const;

type ApprovalProps = {
  readonly id: string;
  readonly jobId: string;
  /** The fault of the reason for rejecting; `null`: none. */
  readonly fault: string | null;
};

export const ApprovalForms = ({ id, jobId, fault }: ApprovalProps) => {
  const { t } = useMessages();
  const action = `/admin/tenants/${id}/approvals`;
  const fields = (
    <>
      <input type="hidden" name="job" value={jobId} />
      <input type="hidden" {...ASKED_ON_ORDER} />
    </>
  );
  return (
    <>
      <PostForm action={action}>
        <p>{t("approvals.approveHint")}</p>
        {fields}
        <Button name="do" value="approve">
          {t("approvals.approve")}
        </Button>
      </PostForm>
      <PostForm action={action}>
        {fields}
        <RejectFields action={action} required fault={fault} />
      </PostForm>
    </>
  );
};
