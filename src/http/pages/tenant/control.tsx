/** Stop and resume, the tenant's name, and who changed what lately. */
import type { AuditPage } from "../../usecases/audit.ts";
import { ChangesTable } from "../people/audit-page.tsx";
import { Csrf } from "../ui.tsx";
import { useMessages } from "../use-messages.ts";

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
        <form method="post" action={`/admin/tenants/${id}/resume`}>
          <Csrf token={csrf} />
          <p>{t("tenant.control.resumeText")}</p>
          <button>{t("frame.resumeAll")}</button>
        </form>
      ) : (
        <>
          <p>{t("tenant.control.stopText")}</p>
          <p>
            <a class="button danger" href={`/admin/tenants/${id}/stop`}>
              {t("frame.stopAll")}
            </a>
          </p>
        </>
      )}
      <details>
        <summary>{t("tenant.control.changeName")}</summary>
        <form method="post" action={`/admin/tenants/${id}/name`} class="line">
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
          <button class="second">{t("tenant.control.saveName")}</button>
        </form>
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
        <ChangesTable changes={changes} tenants={null} />
      </details>
      <p class="pager">
        <a href={`/admin/tenants/${id}/audit`}>{t("people.audit.older")}</a>
        <a href={`/admin/tenants/${id}/personal-data`}>{t("personalData.link")}</a>
        <a href={`/admin/tenants/${id}/vat-evidence`}>{t("evidence.link")}</a>
      </p>
    </section>
  );
};
