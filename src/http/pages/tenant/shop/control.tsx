/** The shop itself: its name, people and data, who changed what lately, and stopping everything. */
import { NO_ADMINISTRATION, type TenantRow } from "../../../../store/tenants.ts";
import type { AuditPage } from "../../../usecases/audit/audit.ts";
import { ChangesTable } from "../../audit/audit-page.tsx";
import { isolate } from "../../../words/isolate.ts";
import { useMessages } from "../../frame/use-messages.ts";
import { Button, MayLink, PostForm, useAllowed } from "../../forms/post-form.tsx";
import { PageSection } from "../../parts/ui.tsx";

type NameProps = { readonly id: string; readonly tenant: TenantRow };

/** What the shop is called, and what it connects. */
export const ShopName = ({ id, tenant }: NameProps) => {
  const { t } = useMessages();
  const { name, administrationId, companyName } = tenant;
  return (
    <PageSection id="shop-name" title={t("tenant.control.names")}>
      {administrationId === NO_ADMINISTRATION ? null : (
        <p>
          {t("overview.administration", {
            number: administrationId,
            company: companyName === null ? null : isolate(companyName),
          })}
        </p>
      )}
      <PostForm action={`/admin/tenants/${id}/name`} class="line">
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
    </PageSection>
  );
};

/** Who sees the shop, and what is kept of people and for the tax office. */
export const PeopleAndData = ({ id }: { id: string }) => {
  const { t } = useMessages();
  return (
    <PageSection head="people-data" title={t("tenant.control.peopleAndData")}>
      <ul>
        <li>
          <MayLink href={`/admin/tenants/${id}/people`}>{t("people.shop.title")}</MayLink>
        </li>
        <li>
          <MayLink href={`/admin/tenants/${id}/personal-data`}>{t("personalData.link")}</MayLink>
        </li>
        <li>
          <MayLink href={`/admin/tenants/${id}/vat-evidence`}>{t("evidence.link")}</MayLink>
        </li>
      </ul>
    </PageSection>
  );
};

type ControlProps = { readonly id: string; readonly stopped: boolean };

/** Stands last: nobody comes here for it by chance. */
export const Control = ({ id, stopped }: ControlProps) => {
  const { t } = useMessages();
  const may = useAllowed()("POST", `/admin/tenants/${id}/${stopped ? "resume" : "stop"}`);
  return (
    <PageSection id="control" title={stopped ? t("frame.resumeAll") : t("frame.stopAll")}>
      {stopped ? (
        <PostForm action={`/admin/tenants/${id}/resume`}>
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
      {may ? null : <p class="hint">{t("tenant.control.whoMay")}</p>}
    </PageSection>
  );
};

/** The newest changes; the rest are on a page of their own. */
export const AuditLog = ({ id, page }: { id: string; page: AuditPage }) => {
  const { t } = useMessages();
  return (
    <PageSection id="audit-log" title={t("people.audit.title")}>
      <details>
        <summary>{t("people.audit.newest", { count: page.changes.length })}</summary>
        <ChangesTable page={page} tenants={null} linked />
      </details>
      <p class="pager">
        <a href={`/admin/tenants/${id}/audit`}>{t("people.audit.older")}</a>
      </p>
    </PageSection>
  );
};
