/**
 * One person's data: shown, downloaded, or erased after a preview of what is deleted and what
 * stays.
 */
import type { Hono } from "hono";
import type { TenantRow } from "../../../store/tenants.ts";
import { jobAnswer } from "../../api/answers.ts";
import { jsonHeaders } from "../../tables/csv.ts";
import { messagesFor } from "../../language.ts";
import { defined } from "../../../domain/platform/defined.ts";
import {
  erasePerson,
  type Erasure,
  type ErasurePreview,
  type Person,
  personDocument,
  previewErasure,
} from "../../usecases/personal-data/personal-data.ts";
import { requireAnyTenant } from "../../usecases/tenant-access.ts";
import type { PageContext, PageEnv } from "../frame/env.ts";
import { type Form, one } from "../forms/form.ts";
import { isolate } from "../../words/isolate.ts";
import { SettingsParts } from "../settings/frame.tsx";
import { FoundPerson, type Typed } from "./found-person.tsx";
import { TenantHead } from "../frame/layout.tsx";
import { ChapterLink } from "../manual/link.tsx";
import { granted, homeOf, page } from "../frame/respond.tsx";
import { Notice } from "../parts/ui.tsx";
import { useMessages } from "../frame/use-messages.ts";
import { Button, PostForm } from "../forms/post-form.tsx";
import { FaultText, HintText } from "../forms/field-texts.tsx";

const EMAIL_MOST = 320;
const DEBTOR = /^[1-9]\d{0,9}$/;

const NOBODY: Typed = { email: "", debtor: "" };
const typedIn = (form: Form): Typed => ({
  email: one(form, "email"),
  debtor: one(form, "debtor").trim(),
});

/** `null`: neither address nor debtor was given. */
function personOf({ email, debtor }: Typed): Person | null {
  if (email === "" && debtor === "") return null;
  if (email.length > EMAIL_MOST || (email !== "" && !email.includes("@"))) return null;
  if (debtor !== "" && !DEBTOR.test(debtor)) return null;
  return defined({
    email: email === "" ? undefined : email,
    debtorNumber: debtor === "" ? undefined : debtor,
  });
}

/** The figures of a preview: an erasure confirms them, or shows new ones. */
const figuresOf = ({ jobs, links, evidence }: ErasurePreview): string =>
  [jobs, links.length, evidence].join(" ");

export function personalDataRoutes(pages: Hono<PageEnv>): void {
  const path = "/tenants/:id/personal-data";

  const show = (
    c: PageContext,
    tenant: TenantRow,
    state: Partial<ViewState>,
    status: 200 | 400 | 409,
  ) => {
    const title = messagesFor(c).t("personalData.title");
    return page(
      c,
      `${title} · ${isolate(tenant.name)}`,
      <View
        tenant={tenant}
        typed={NOBODY}
        wrong={false}
        preview={null}
        changed={false}
        erased={null}
        {...state}
      />,
      status,
    );
  };

  pages.get(path, async (c) => {
    const found = granted(await requireAnyTenant(c.var.asking), homeOf(c));
    return show(c, found, {}, 200);
  });

  // Everything is sent, so that no address of a person stands in an address of ours.
  pages.post(path, async (c) => {
    const { form, asking } = c.var;
    const id = c.req.param("id");
    const found = granted(await requireAnyTenant(asking));
    const typed = typedIn(form);
    const person = personOf(typed);
    if (person === null) return show(c, found, { typed, wrong: true }, 400);
    const back = {
      href: `/admin/tenants/${id}/personal-data`,
      text: messagesFor(c).t("personalData.title"),
    };
    switch (one(form, "act")) {
      case "download": {
        const document = await personDocument(asking, person, (job) =>
          jobAnswer(job, found.language),
        );
        return c.body(granted(document, back), 200, jsonHeaders("personal-data"));
      }
      case "erase": {
        const now = granted(await previewErasure(asking, person), back);
        if (one(form, "seen") !== figuresOf(now))
          return show(c, found, { typed, preview: now, changed: true }, 409);
        const erased = granted(await erasePerson(asking, person), back);
        return show(c, found, { typed, erased }, 200);
      }
      default: {
        const preview = granted(await previewErasure(asking, person), back);
        return show(c, found, { typed, preview }, 200);
      }
    }
  });
}

type ViewState = {
  readonly typed: Typed;
  readonly wrong: boolean;
  readonly preview: ErasurePreview | null;
  /** The preview isn't the one that was confirmed. */
  readonly changed: boolean;
  readonly erased: Erasure | null;
};
type ViewProps = ViewState & {
  readonly tenant: TenantRow;
};

const View = ({ tenant, typed, wrong, preview, changed, erased }: ViewProps) => {
  const { t } = useMessages();
  return (
    <>
      <TenantHead id={tenant.id} name={tenant.name} current="settings" state={tenant.state}>
        <h1>{t("personalData.title")}</h1>
        <p class="sub">
          {t("personalData.lead")} <ChapterLink page="people" heading={t("personalData.title")} />
        </p>
      </TenantHead>
      <SettingsParts id={tenant.id} current="personal-data" />
      {erased === null ? null : <Erased erased={erased} />}
      {changed ? <Notice tone="warn" text={t("attention.sheet.changed")} /> : null}
      <section aria-label={t("personalData.show")}>
        <PostForm action={`/admin/tenants/${tenant.id}/personal-data`}>
          {wrong ? <FaultText id="person-fault">{t("personalData.wrong")}</FaultText> : null}
          <div class="field">
            <label for="person-email">{t("personalData.email")}</label>
            <input
              id="person-email"
              name="email"
              type="email"
              maxlength={EMAIL_MOST}
              value={typed.email}
              dir="auto"
              autocomplete="off"
              aria-describedby={wrong ? "person-fault person-email-hint" : "person-email-hint"}
              aria-invalid={wrong ? "true" : undefined}
            />
            <HintText id="person-email-hint">{t("personalData.emailHint")}</HintText>
          </div>
          <div class="field">
            <label for="person-debtor">{t("personalData.debtor")}</label>
            <input
              id="person-debtor"
              name="debtor"
              inputmode="numeric"
              value={typed.debtor}
              autocomplete="off"
              aria-describedby={wrong ? "person-fault person-debtor-hint" : "person-debtor-hint"}
              aria-invalid={wrong ? "true" : undefined}
            />
            <HintText id="person-debtor-hint">{t("personalData.debtorHint")}</HintText>
          </div>
          <Button>{t("personalData.show")}</Button>
        </PostForm>
      </section>
      {preview === null ? null : (
        <FoundPerson
          tenantId={tenant.id}
          typed={typed}
          figures={figuresOf(preview)}
          preview={preview}
        />
      )}
    </>
  );
};

const Erased = ({ erased }: { erased: Erasure }) => {
  const { t } = useMessages();
  return (
    <Notice tone={erased.open > 0 ? "warn" : "good"}>
      <p>{t("personalData.erased", { links: erased.links })}</p>
      {erased.open > 0 ? <p>{t("personalData.stillOpen", { count: erased.open })}</p> : null}
    </Notice>
  );
};
