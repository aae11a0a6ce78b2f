/** Stop and resume, the tenant's name, and who changed what lately. */
import type { AuditPage } from "../../usecases/audit.ts";
import { ChangesTable } from "../people/audit-page.tsx";
import { Csrf } from "../ui.tsx";
import { useMessages } from "../use-messages.ts";
import { Button, MayLink, PostForm } from "../post-form.tsx";

type ControlProps = {
  readonly id: string;
  readonly csrf: string;
  readonly name: string;
  readonly stopped: boolean;
};

export const Control = ({ id, csrf, name, stopped }: ControlProps) => {
  const { t } = useMessages();
  return (
    <section id="control" aria-labelledby="control-head">
      <h2 id="control-head">{stopped ? t("frame.resumeAll") : t("frame.stopAll")}</h2>
      {stopped ? (
        <PostForm action={`/admin/tenants/${id}/resume`}>
          <Csrf token={csrf} />
          <p>{t("tenant.control.resumeText")}</p>
          <Button>{t("frame.resumeAll")}</Button>
        </PostForm>
      ) : (
        <>
          <p>{t("tenant.control.stopText")}</p>
          <p>
            <MayLink class="button danger" href={`/admin/tenants/${id}/stop`}>
              {t("frame.stopAll")}
            </MayLink>
          </p>
        </>
      )}
      <details>
        <summary>{t("tenant.control.changeName")}</summary>
        <PostForm action={`/admin/tenants/${id}/name`} class="line">
          <Csrf token={csrf} />
          <div class="field">
            <label for="tenant-name">{t("tenant.control.name")}</label>
            <input
              dir="auto"
              id="tenant-name"
              name="name"
              value={name}
              maxlength={100}
              required
              autocomplete="off"
            />
          </div>
          <Button class="second">{t("tenant.control.saveName")}</Button>
        </PostForm>
      </details>
    </section>
  );
};

/** The newest changes; the rest are on a page of their own. */
export const AuditLog = ({ id, changes }: { id: string; changes: AuditPage["changes"] }) => {
  const { t } = useMessages();
  return (
    <section id="audit-log" aria-labelledby="audit-log-head">
      <h2 id="audit-log-head">{t("people.audit.title")}</h2>
      <details>
        <summary>{t("people.audit.newest", { count: changes.length })}</summary>
        <ChangesTable changes={changes} tenants={null} linked />
      </details>
      <p class="pager">
        <a href={`/admin/tenants/${id}/audit`}>{t("people.audit.older")}</a>
        <MayLink href={`/admin/tenants/${id}/people`}>{t("people.shop.title")}</MayLink>
        <MayLink href={`/admin/tenants/${id}/personal-data`}>{t("personalData.link")}</MayLink>
        <MayLink href={`/admin/tenants/${id}/vat-evidence`}>{t("evidence.link")}</MayLink>
      </p>
    </section>
  );
};
