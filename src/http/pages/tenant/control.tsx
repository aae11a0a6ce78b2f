/** Stop and resume, the tenant's name, and who changed what lately. */
import { TENANT } from "../../words/tenant/index.ts";
import { useWords } from "../../words/use.ts";
import type { AuditPage } from "../../usecases/audit.ts";
import { PEOPLE } from "../../words/people/index.ts";
import { ChangesTable } from "../people/audit-page.tsx";
import { Csrf } from "../ui.tsx";

type ControlProps = {
  readonly id: string;
  readonly csrf: string;
  readonly name: string;
  readonly stopped: boolean;
};

export const Control = ({ id, csrf, name, stopped }: ControlProps) => {
  const t = useWords(TENANT).control;
  return (
    <section id="control" aria-labelledby="control-head">
      <h2 id="control-head">{stopped ? t.resume : t.stop}</h2>
      {stopped ? (
        <form method="post" action={`/admin/tenants/${id}/resume`}>
          <Csrf token={csrf} />
          <p>{t.resumeText}</p>
          <button>{t.resume}</button>
        </form>
      ) : (
        <form method="post" action={`/admin/tenants/${id}/stop`}>
          <Csrf token={csrf} />
          <p>{t.stopText}</p>
          <div class="field">
            <label for="note">{t.note}</label>
            <input dir="auto" id="note" name="note" maxlength={200} autocomplete="off" />
          </div>
          <button class="danger">{t.stop}</button>
        </form>
      )}
      <details>
        <summary>{t.changeName}</summary>
        <form method="post" action={`/admin/tenants/${id}/name`} class="line">
          <Csrf token={csrf} />
          <div class="field">
            <label for="tenant-name">{t.name}</label>
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
          <button class="second">{t.saveName}</button>
        </form>
      </details>
    </section>
  );
};

/** The newest changes; the rest are on a page of their own. */
export const Trail = ({ id, changes }: { id: string; changes: AuditPage["changes"] }) => {
  const t = useWords(PEOPLE).audit;
  return (
    <section aria-labelledby="trail">
      <h2 id="trail">{t.title}</h2>
      <details>
        <summary>{t.newest(changes.length)}</summary>
        <ChangesTable changes={changes} tenants={null} />
      </details>
      <p class="pager">
        <a href={`/admin/tenants/${id}/audit`}>{t.older}</a>
      </p>
    </section>
  );
};
