/** Rights that parts of a route need besides its own (routes.ts). */
import type { Right } from "./rights.ts";

/** Rights that a part of a route needs besides its own; its use case asks for them. */
export const EXTRA_RIGHTS: Readonly<Record<string, Right>> = {
  "PATCH /api/v1/tenants/:id": "choose-administration",
  "POST /api/v1/tenants": "choose-administration",
  "POST /api/v1/tenants/import": "choose-administration",
  "POST /admin/tenants": "choose-administration",
  "POST /admin/tenants/:id/setup/:step": "make-secrets",
  // A retry is booking, of articles and stock as well; a fix that changes settings, or chooses or
  // makes an article, is work.
  "GET /admin/tenants/:id/attention/mend": "work",
  "POST /admin/tenants/:id/attention/mend": "work",
  // Of articles; customers' links are booking.
  "PUT /api/v1/tenants/:id/links": "work",
  "DELETE /api/v1/tenants/:id/links": "work",
  "GET /admin/search": "see-customers",
  "GET /admin/tenants/:id/approvals": "see-customers",
  "GET /admin/tenants/:id/attention": "see-customers",
  "GET /admin/tenants/:id/orders": "see-customers",
  "GET /admin/tenants/:id/orders.csv": "see-customers",
  "GET /admin/tenants/:id/customers": "see-customers",
  "GET /admin/tenants/:id/customers.csv": "see-customers",
  "GET /api/v1/tenants/:id/jobs": "see-customers",
  "GET /api/v1/tenants/:id/jobs.csv": "see-customers",
};
